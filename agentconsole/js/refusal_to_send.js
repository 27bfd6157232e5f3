/**
 * Why a text must not leave this browser as it is. The guard decides, on what is written and what
 * it completes; if it fails, nothing is sent.
 *
 * @import {Finding} from '../../chatcore/guard/js/types.js'
 * @import {Before} from './said.js'
 */

import * as guard from '../../chatcore/guard/js/guard.js';
import { TEXT_MAX_CHARACTERS } from '../../chatcore/protocol/js/limits.js';
import { NOTHING } from './said.js';
import { GUARD, refusalText, topicOf } from './texts.js';

/**
 * @typedef {object} Refusal
 * @property {string} words empty when it may be sent
 * @property {string} no what the agent may answer where the guard only asks; else empty
 */

/** @type {Refusal} */
export const NO_REFUSAL = { words: '', no: '' };

/** @param {string} text @param {Before} [before] @returns {Refusal} */
export function refusalToSend(text, before = NOTHING) {
  if (Array.from(text).length > TEXT_MAX_CHARACTERS) {
    return { words: refusalText({ code: 'too_big' }), no: '' };
  }
  try {
    return refusalFor(search(text, before));
  } catch {
    return { words: GUARD.failed, no: '' };
  }
}

/** @param {string} text @param {Before} before */
function search(text, { earlier, asked }) {
  // A stand-in for the guard may know single texts only.
  if (!guard.joinMessages) return guard.find(text);
  return guard.joinMessages(earlier, text, asked).findings;
}

/** @param {Finding[]} findings @returns {Refusal} */
function refusalFor(findings) {
  const sure = findings.find(({ certainty }) => certainty !== 'likely');
  if (sure) return { words: GUARD[topicOf(sure.kind)], no: '' };
  const [likely] = findings;
  if (!likely) return NO_REFUSAL;
  if (likely.kind === 'card') return { words: GUARD.askedCard, no: GUARD.isNotCard };
  return { words: GUARD.askedPrivate, no: GUARD.isNot };
}
