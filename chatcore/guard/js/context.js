/** The words beside a place, and what a place speaks against: `context.py` and `vetoes.py`. */

import { wordsOf } from './folding.js';
import { endsAt, hasExact, isIn, lexicon, matchAt, pattern, readList } from './lexicon.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Window} Window */

const { limits } = rules;
const AFTER_REACH = 36;
const GLUED_REACH = 24;
const UUID_LEAD = 28;
const card = lexicon('card');
const notCard = lexicon('not_card');
const cardCues = lexicon('card', 'expiry', 'cvv', 'tail');
/** @type {Record<string, import('./types.js').Lexicon>} */
const topics = {
  unionpay: lexicon('unionpay'),
  company: lexicon('company'),
  label: lexicon('label'),
};
const shortLeads = readList(rules.words.glued_lead).exact;
const cueTails = rules.words.glued_tail.split(' ');
const [phone, fraction, ungrouped] = ['phone', 'fraction', 'ungrouped'].map((name) =>
  pattern(name),
);
const uuids = pattern('uuid', 'g');
const gluedAfter = /[a-z][a-z0-9]{0,23}/y;

/** @param {string} text @param {number} floor @param {number} position */
export function wordsBefore(text, floor, position, reach = limits.wording_reach_characters) {
  const side = text.slice(Math.max(floor, position - reach, 0), position);
  return side.split(/[0-9]{4,}|•/).pop() ?? '';
}

/** @param {string} text @param {number} position */
export function wordsAfter(text, position) {
  return text.slice(position, position + AFTER_REACH).split('•')[0];
}

/** Whether a payment card is meant: a gift card is none. @param {string[]} words
 * @param {string} text */
export function namesCard(words, text) {
  if (!isIn(card, words, text)) return false;
  const places = words.map((_, index) => index).filter((index) => endsAt(card, words, index));
  if (!places.length) return true;
  return places.some((index) => !hasExact(notCard, words.slice(Math.max(0, index - 1), index + 3)));
}

/** @param {string} topic @param {string} side */
function names(topic, side) {
  const words = wordsOf(side);
  return topic === 'card' ? namesCard(words, side) : isIn(topics[topic], words, side);
}

/** Whether a word of the topic stands beside the place. @param {string} topic
 * @param {{text: string, floor: number, start: number, end: number}} place */
export function isWorded(topic, { text, floor, start, end }) {
  return [wordsBefore(text, floor, start), wordsAfter(text, end)].some(
    (side) => side !== '' && names(topic, side),
  );
}

/** Whether a label before the place says that it is something else. @param {string} text
 * @param {number} floor @param {number} start */
export function isLabelled(text, floor, start) {
  return names('label', wordsBefore(text, floor, start));
}

/** Whether a label such as "order" stands anywhere in the text. @param {string} text */
export function namesLabel(text) {
  return names('label', text);
}

/** @param {import('./types.js').Lexicon} list @param {string} side */
export function hasAny(list, side) {
  return isIn(list, wordsOf(side), side);
}

/** "+" and no more digits than a phone number may have. @param {string} text
 * @param {number} floor @param {import('./types.js').Chain} chain */
export function isPhone(text, floor, chain) {
  return (
    chain.digits.length <= limits.phone_digits_most &&
    phone.test(wordsBefore(text, floor, chain.starts[0], limits.lead_characters))
  );
}

/** @param {Window} window */
export function isVetoed(window) {
  const { text, floor, start, end } = window;
  const number = text.slice(start, end);
  if (!window.usual && ungrouped.test(number)) return true;
  if (text.slice(Math.max(0, start - UUID_LEAD), end + UUID_LEAD).includes('-') && inUuid(window)) {
    return true;
  }
  if (/^[0-9]+$/.test(number)) {
    if (fraction.test(wordsBefore(text, floor, start, limits.lead_characters))) {
      return !isWorded('card', window);
    }
    if (isGlued(window)) return true;
  }
  const inUrl = isInUrl(window) && !number.includes(' ');
  return inUrl && !(text[start - 1] === '=' && isWorded('card', window));
}

/** @param {Window} window */
function inUuid({ text, start, end }) {
  const lead = Math.max(0, start - limits.uuid_characters);
  return [...text.slice(lead, end + limits.uuid_characters).matchAll(uuids)].some(
    ({ index, 0: { length } }) => lead + index < end && start < lead + index + length,
  );
}

/** Part of a longer code, or glued to a label such as "ord". @param {Window} window */
function isGlued({ text, floor, start, end }) {
  const side = text.slice(Math.max(floor, start - GLUED_REACH, 0), start);
  const lead = /[a-z0-9]{1,24}$/.exec(side)?.[0];
  const after = matchAt(gluedAfter, text, end)?.[0] ?? '';
  if (/[0-9]/.test(after) && !cueTails.some((cue) => after.startsWith(cue))) return true;
  if (lead === undefined || shortLeads.has(lead) || isIn(cardCues, [lead], lead)) return false;
  return lead.length < 3 || /[0-9]/.test(lead) || isIn(topics.label, [lead], lead);
}

/** @param {Window} window */
function isInUrl({ text, floor, start }) {
  const side = wordsBefore(text, floor, start, limits.url_reach_characters);
  const lead = side.split(/[ \n]/).pop() ?? '';
  return lead.includes('://') || lead.startsWith('www.');
}
