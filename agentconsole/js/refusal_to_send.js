/** Why a text must not leave this browser. The guard decides; if it fails, nothing is sent. */

import { find } from '../../chatcore/guard/js/guard.js';
import { TEXT_MAX_CHARACTERS } from '../../chatcore/protocol/js/limits.js';
import { GUARD, refusalText } from './texts.js';

/** The reason in calm words, or nothing when it may be sent. @param {string} text @returns {string} */
export function refusalToSend(text) {
  if (Array.from(text).length > TEXT_MAX_CHARACTERS) return refusalText({ code: 'too_big' });
  try {
    return find(text).length ? GUARD.found : '';
  } catch {
    return GUARD.failed;
  }
}
