/**
 * Every word the console's script says, in one place.
 *
 * @import {Kind} from '../../chatcore/guard/js/types.js'
 * @import {EventFrame, MovedToPage, Redacted} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Call, Outcome} from './calls.js'
 */

import { foldCall } from './calls.js';
import { isRedaction } from './redactions.js';

export const YOU = 'You';
export const TYPING = 'typing…';

/** @type {Record<'connecting' | 'catching-up' | 'live' | 'offline' | 'stopped', string>} */
export const CONNECTION = {
  connecting: 'Connecting',
  'catching-up': 'Catching up',
  live: 'Live',
  offline: 'Offline, trying again',
  stopped: 'Stopped',
};

export const OFFLINE = 'You are offline just now. Try again in a moment.';

/** @type {Record<'login' | 'forbidden' | 'outdated', {text: string, link: string}>} */
export const STOPPED = {
  login: { text: 'You are signed out here.', link: 'Sign in again' },
  forbidden: { text: 'You no longer have access.', link: 'Try again' },
  outdated: { text: 'There is a newer version of this page.', link: 'Load it' },
};

/** @type {Record<Outcome, string>} */
export const OUTCOME = {
  talked: 'Talked',
  no_answer: 'No answer',
  busy: 'Busy',
  wrong_number: 'Wrong number',
};

/** @type {Record<Call['state'], string>} */
export const CALL_STEP = {
  offered: 'Offered',
  confirmed: 'Asked',
  dialing: 'Dialing',
  talking: 'Talking',
  ended: 'Ended',
};

/** @type {Record<NonNullable<Call['ending']>, string>} */
const CALL_ENDING = {
  talked: 'Call ended: talked.',
  no_answer: 'Call ended: no answer.',
  busy: 'Call ended: the line was busy.',
  wrong_number: 'Call ended: wrong number.',
  canceled: 'The customer no longer wants the call.',
  declined: 'The offer of a call lapsed.',
};

/** @type {Record<string, string>} */
const REFUSALS = {
  poison: 'It could not be delivered.',
  too_big: 'That is too long. Send it in shorter parts.',
};

export const GUARD = {
  card: 'This holds a card number, so it was not sent. Take it out, or ask for it on the phone.',
  code: 'This holds a password or code, so it was not sent. Please never send one in chat.',
  private: 'This holds private data, so it was not sent. Take it out, or ask for it on the phone.',
  askedCard: 'Is that a card number? It has not been sent.',
  askedPrivate: 'That looks like private data. It has not been sent.',
  isNotCard: 'Not a card number',
  isNot: 'It is not',
  failed: 'This could not be checked for card numbers, so it was not sent.',
};

/** @typedef {'card' | 'code' | 'private'} Topic */
/** @type {Record<Topic, string>} */
const MASKED = {
  card: 'Card number masked',
  code: 'Password or code masked',
  private: 'Private data masked',
};
/** @type {Record<Topic, string>} */
const REDACTED = {
  card: 'Part of a card number was taken out of an earlier message.',
  code: 'Part of a password or code was taken out of an earlier message.',
  private: 'Part of private data was taken out of an earlier message.',
};
/** @type {Partial<Record<Kind, Topic>>} */
const TOPICS = { card: 'card', cvv: 'card', pin: 'code', otp: 'code', password: 'code' };

/** @param {Kind} kind @returns {Topic} */
export function topicOf(kind) {
  return TOPICS[kind] ?? 'private';
}

/** Empty where nothing was. @param {readonly Kind[]} kinds */
export function maskedText(kinds) {
  return kinds.length ? MASKED[worstOf(kinds)] : '';
}

/** @param {readonly Kind[]} kinds */
function worstOf(kinds) {
  const topics = kinds.map(topicOf);
  return topics.includes('card') ? 'card' : topics.includes('code') ? 'code' : 'private';
}

/** @param {{code?: string, message?: string}} refusal a coded no; other errors get plain words */
export function refusalText(refusal) {
  return REFUSALS[refusal.code ?? ''] ?? (refusal.code && refusal.message) ?? 'That did not work.';
}

/** @param {string} name empty where it is not known who */
export function takenText(name) {
  return name ? `${name} was faster.` : 'Somebody else was faster.';
}

/** @param {string} name empty where it is not known who @param {string} customer */
export function takenOverText(name, customer) {
  return `${name || 'A colleague'} took over ${customer}.`;
}

/** @param {number} count of conversations, at least one */
export function stillHeldText(count) {
  const [held, it] = count === 1 ? ['one conversation', 'it'] : [`${count} conversations`, 'them'];
  return `You still hold ${held}. Give ${it} back to the queue first, or sign out and leave ${it}.`;
}

/** What there is to do while nothing is open. @param {{calls: number, mine: number, queue: number}} counts */
export function welcomeText({ calls, mine, queue }) {
  const parts = [
    calls === 1 ? 'One call is due.' : calls ? `${calls} calls are due.` : '',
    mine === 1 ? 'One of yours is open.' : mine ? `${mine} of yours are open.` : '',
    queue === 1 ? 'One customer is waiting.' : queue ? `${queue} are waiting.` : '',
  ];
  return parts.filter(Boolean).join(' ') || 'All quiet. Nobody is waiting.';
}

/**
 * A page's title without the shop's name, which stands beside it: "Peonies | Florist" is "Peonies".
 *
 * @param {string} title
 * @param {string} site
 */
export function titleWithoutSite(title, site) {
  const parts = title.split(/\s+[|·–—-]\s+/);
  const rest = parts.filter((part) => part.trim().toLowerCase() !== site.trim().toLowerCase());
  return rest.length === parts.length ? title : rest.join(' · ');
}

/** @param {string[]} names */
export function typingText(names) {
  return names.length ? `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} typing…` : '';
}

/** What the call's card says first. @param {Call} call @param {string} customer */
export function callLead(call, customer) {
  if (call.state === 'ended') return CALL_ENDING[call.ending ?? 'talked'];
  if (call.state === 'offered') return heldText(call);
  if (call.state === 'dialing') return `Calling ${customer}.`;
  if (call.state === 'talking') return `On the phone with ${customer}.`;
  return `${customer} asks to be called now.`;
}

/**
 * The line an event leaves in the transcript, or nothing where it says nothing new.
 *
 * @param {EventFrame} event
 * @param {{me: string, customer: string}} people
 * @returns {string}
 */
export function lineText(event, { me, customer }) {
  const who = event.by.id === me ? YOU : event.by.name || customer;
  if (event.kind === 'opened') return `${customer} started on ${pageName(event)}.`;
  if (event.kind === 'page') return `${customer} moved to ${pageName(event)}.`;
  if (event.kind === 'claimed') return `${who} joined.`;
  if (event.kind === 'released') return `${who} gave the conversation back to the queue.`;
  if (event.kind === 'closed') return `${who} closed the conversation.`;
  if (isRedaction(event)) return REDACTED[worstOf(/** @type {Redacted} */ (event.data).masked)];
  if (event.kind === 'callback') return callLine(event, who, customer);
  return '';
}

/** @param {EventFrame} event @param {string} who @param {string} customer */
function callLine(event, who, customer) {
  const call = foldCall(undefined, event);
  if (call.state === 'offered') return call.reason === 'request' ? '' : heldText(call);
  if (call.state === 'confirmed') return `${customer} asked for a call on ${call.hint}.`;
  if (call.state === 'dialing') return `${who} ${who === YOU ? 'are' : 'is'} dialing.`;
  if (call.state === 'talking') return `${customer} picked up.`;
  return CALL_ENDING[call.ending ?? 'talked'];
}

/** @param {Call} call */
function heldText(call) {
  return call.reason === 'server'
    ? 'Card number masked before it was stored; a call was offered.'
    : 'Card number withheld in the browser; a call was offered.';
}

/** @param {EventFrame} event */
function pageName(event) {
  const { page_title, page_url } = /** @type {MovedToPage} */ (event.data);
  return page_title || page_url || 'a page that is not known';
}
