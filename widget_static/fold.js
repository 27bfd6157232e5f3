/**
 * What the log says, added up: the one place where events become state. Pure.
 *
 * @import {CallbackMoved, EventFrame} from '../chatcore/protocol/js/frames.d.ts'
 */

/** @typedef {CallbackMoved['state']} CallState */
/**
 * @typedef {object} Call
 * @property {CallState} state
 * @property {string} hint of the number
 * @property {CallbackMoved['ending']} ending
 * @property {boolean} isOffer made by us rather than by the customer's own browser
 */
/**
 * @typedef {object} Conversation
 * @property {string} conv empty before the first
 * @property {number} head
 * @property {boolean} isOpen
 * @property {string} agent who answers; empty while nobody does
 * @property {Call | undefined} call
 * @property {boolean} hasWritten the customer, in this conversation
 * @property {boolean} wasAnswered by anybody, perhaps somebody who has left
 */

/** @type {Conversation} */
export const NOTHING = {
  conv: '',
  head: 0,
  isOpen: false,
  agent: '',
  call: undefined,
  hasWritten: false,
  wasAnswered: false,
};

/** @type {readonly unknown[]} */
const UNDER_WAY = ['confirmed', 'dialing', 'talking'];
/** @type {readonly unknown[]} */
const MISSED = ['no_answer', 'busy', 'wrong_number'];

/** @param {Conversation} before @param {EventFrame} event @returns {Conversation} */
export function fold(before, event) {
  const state = before.conv === event.conv ? before : { ...NOTHING, isOpen: true };
  const next = { ...state, conv: event.conv, head: event.seq };
  if (event.kind === 'claimed') return { ...next, agent: event.by.name, wasAnswered: true };
  if (event.kind === 'released') return { ...next, agent: '' };
  if (event.kind === 'closed') return { ...next, isOpen: false, agent: '', call: undefined };
  if (event.kind === 'callback') return { ...next, call: callOf(event) };
  if (event.kind !== 'message' || event.by.kind !== 'visitor') return next;
  return { ...next, hasWritten: true, call: isMissed(next.call) ? undefined : next.call };
}

/** @param {EventFrame} event @returns {Call} */
function callOf(event) {
  const { state, number_hint, ending } = /** @type {CallbackMoved} */ (event.data);
  return { state, hint: number_hint, ending, isOffer: event.by.kind !== 'visitor' };
}

/** @param {Call | undefined} call */
export function isUnderWay(call) {
  return UNDER_WAY.includes(call?.state);
}

/** @param {Call | undefined} call */
export function isMissed(call) {
  return MISSED.includes(call?.ending);
}

/** The customer's words are with us, and nothing has come of them yet. @param {Conversation} conversation */
export function isWaiting({ isOpen, hasWritten, wasAnswered, call }) {
  return isOpen && hasWritten && !wasAnswered && !isUnderWay(call);
}
