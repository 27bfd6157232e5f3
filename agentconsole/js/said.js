/**
 * What a new text is read together with: this agent's own last words of the same sort, and what
 * the customer asked for. Pure.
 *
 * @import {EventFrame, MessagePosted} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Mode, Outgoing} from './outgoing.js'
 */

import * as guard from '../../chatcore/guard/js/guard.js';

const OWN_READ_MESSAGES = 8;
/** As long as the server lets a question stand. */
const QUESTION_STAYS_MESSAGES = 2;

/** @typedef {{earlier: string[], asked: Set<string>}} Before */

/** @type {Before} */
export const NOTHING = { earlier: [], asked: new Set() };

/**
 * @param {readonly EventFrame[]} events
 * @param {readonly Outgoing[]} outgoing
 * @param {{me: string, mode: Mode}} writer
 * @returns {Before}
 */
export function saidBefore(events, outgoing, { me, mode }) {
  const own = events.filter(({ kind, by }) => kind === mode && by.id === me).map(textOf);
  const waiting = outgoing.filter((each) => each.mode === mode).map(({ text }) => text);
  const others = events.filter(({ kind, by }) => kind === 'message' && by.id !== me).map(textOf);
  const asked = others
    .slice(-QUESTION_STAYS_MESSAGES)
    .flatMap((text) => [...(guard.askedFor?.(text) ?? [])]);
  return { earlier: [...own, ...waiting].slice(-OWN_READ_MESSAGES), asked: new Set(asked) };
}

/** @param {EventFrame} event */
function textOf({ data }) {
  return /** @type {MessagePosted} */ (data).text;
}
