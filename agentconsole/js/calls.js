/**
 * Calls as the log tells them: each is the fold of its `callback` events. Pure.
 *
 * @import {CallbackMoved, EventFrame, ReportOutcome} from '../../chatcore/protocol/js/frames.d.ts'
 */

/** @typedef {CallbackMoved['state']} CallState */
/** @typedef {ReportOutcome['outcome']} Outcome */
/** @typedef {'browser' | 'server' | 'request'} Reason why there is a call: who held a card number back, or nobody */
/**
 * @typedef {object} Call
 * @property {string} id
 * @property {CallState} state
 * @property {string} hint country and last two digits, empty before it was asked for
 * @property {CallbackMoved['ending']} ending
 * @property {Reason} reason
 * @property {number} since when it reached its state
 * @property {readonly CallState[]} reached every state it was in, the present one included
 * @property {number | null} askedAt when the customer asked to be called
 */

/** @type {readonly CallState[]} */
export const CALL_STATES = ['offered', 'confirmed', 'dialing', 'talking', 'ended'];

/** @type {readonly Outcome[]} */
export const OUTCOMES = ['talked', 'no_answer', 'busy', 'wrong_number'];

/**
 * The call after this event.
 *
 * @param {Call | undefined} call
 * @param {EventFrame} event of kind `callback`
 * @returns {Call}
 */
export function foldCall(call, event) {
  const moved = /** @type {CallbackMoved} */ (event.data);
  return {
    id: moved.callback,
    state: moved.state,
    hint: moved.number_hint || call?.hint || '',
    ending: moved.ending ?? null,
    reason: call?.reason ?? reasonOf(event),
    since: event.ts,
    reached: [...(call?.reached ?? []), moved.state],
    askedAt: moved.state === 'confirmed' ? event.ts : (call?.askedAt ?? null),
  };
}

/**
 * How far it came, for a call that was asked for; an offer that lapsed made no progress.
 *
 * @param {Call} call
 * @returns {{state: CallState, isReached: boolean}[]}
 */
export function stepsOf({ reached }) {
  if (!reached.includes('confirmed')) return [];
  const steps = CALL_STATES.filter((state) => state !== 'offered');
  return steps.map((state) => ({ state, isReached: reached.includes(state) }));
}

/** A call that we owe the customer, or that is going on. @param {Call | null | undefined} call */
export function isDue(call) {
  return !!call && call.state !== 'offered' && call.state !== 'ended';
}

/**
 * What may be reported now. Nobody talked to a busy line, so a call that was picked up can only
 * end as talked or as a wrong number.
 *
 * @param {Call} call
 * @returns {readonly Outcome[]}
 */
export function outcomesOf(call) {
  if (!isDue(call)) return [];
  return call.state === 'talking' ? ['talked', 'wrong_number'] : OUTCOMES;
}

/**
 * The server offers in its own name when it masked something. A browser that held something back
 * says so under a client id; an offer that a request implies has none.
 *
 * @param {EventFrame} event
 * @returns {Reason}
 */
function reasonOf(event) {
  if (event.by.kind === 'system') return 'server';
  return event.cid ? 'browser' : 'request';
}
