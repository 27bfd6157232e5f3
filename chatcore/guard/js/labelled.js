/** Short numbers that only their wording gives away: the browser's half of `labelled.py`. */

import { checks, isRouting, isSsn } from './checks.js';
import { countDigits, wordsOf } from './folding.js';
import { hasExact, isIn, lexicon, pattern } from './lexicon.js';
import rules from './rules.js';
import { isNear, topicAfter, topicBefore, unit } from './topics.js';

/**
 * @typedef {import('./types.js').Extent} Extent
 * @typedef {import('./types.js').Finding} Finding
 * @typedef {import('./types.js').Kind} Kind
 * @typedef {import('./budget.js').Budget} Budget
 * @typedef {(extent: Extent, text: string, before: string, after: string) => Finding | null} Judge
 */

const { label_reach_characters: REACH } = rules.limits;
const REACH_AFTER = 44;
const STEPS_PER_VALUE = 8;
const LEAST_DIGITS = 3;
const values = pattern('value', 'g');
const valueAfter = pattern('value_after');
const identities = new Map(rules.identities.map((row) => [`id_${row[0]}`, row]));
const [mine, postal, bank, customer] = ['mine', 'postal', 'bank', 'customer'].map((name) =>
  lexicon(name),
);
const besideRouting = lexicon('account', 'bank_account');
const banking = new Set(['routing', 'bank_account', 'account']);

/** All numbers named by words. @param {string} text @param {string[]} words
 * @param {Budget} budget @param {boolean} besideCard the text holds a card too */
export function findLabelled(text, words, budget, besideCard) {
  /** @type {Finding[]} */
  const found = [];
  if (!isNear(words, text, besideCard)) return found;
  for (const { index, 0: value } of text.matchAll(values)) {
    if (countDigits(value) < LEAST_DIGITS) continue;
    budget.spend();
    const end = index + value.length;
    const side = `${leftOf(text, index)} ${text.slice(end, end + REACH_AFTER)}`;
    if (!isNear(wordsOf(side), side, besideCard)) continue;
    budget.spend(STEPS_PER_VALUE);
    found.push(...inChain(text, index, end, besideCard));
  }
  return found;
}

/** The first number of the text, if it can be of one of the topics. @param {string} text
 * @param {Set<string>} topics @returns {Finding[]} */
export function findAnswer(text, topics) {
  const [match] = text.matchAll(values);
  if (!match) return [];
  for (const extent of extentsOf(text, match.index, match.index + match[0].length)) {
    for (const topic of [...topics].sort()) {
      const finding = judge(topic, extent, text, '', rightOf(text, extent.end));
      if (finding) return [finding];
    }
  }
  return [];
}

/** @param {string} text @param {number} start @param {number} end @param {boolean} besideCard */
function* inChain(text, start, end, besideCard) {
  /** @type {string | undefined} */
  let topic;
  while (start < end) {
    const before = leftOf(text, start);
    let next = -1;
    for (const extent of extentsOf(text, start, end)) {
      const after = rightOf(text, extent.end);
      const named =
        topicBefore(before, after, besideCard) ??
        topicAfter(after) ??
        (topic !== undefined && banking.has(topic) ? topic : undefined);
      const finding = named && judge(named, extent, text, before, after);
      if (!finding) continue;
      yield finding;
      topic = named;
      next = extent.end;
      break;
    }
    if (next < 0) return;
    start = next + (/^[ .,/_\n-]*/.exec(text.slice(next, end))?.[0].length ?? 0);
  }
}

/** The words that may name the number: up to another number or a mask. @param {string} text
 * @param {number} start */
function leftOf(text, start) {
  return (
    text
      .slice(Math.max(0, start - REACH), start)
      .split(/[0-9]{3,}|•/)
      .pop() ?? ''
  );
}

/** @param {string} text @param {number} end */
function rightOf(text, end) {
  return text.slice(end, end + REACH_AFTER).split(/[0-9•.!?\n;]/)[0];
}

/** The whole chain, its first evenly joined groups, its first group. @param {string} text
 * @param {number} start @param {number} end @returns {Extent[]} */
function extentsOf(text, start, end) {
  const stretch = text.slice(start, end);
  const all = [...stretch.matchAll(/[0-9]+/g)];
  const stop = (/** @type {number} */ at) => all[at].index + all[at][0].length;
  const gaps = all.slice(1).map(({ index }, at) => stretch.slice(stop(at), index));
  let even = 1;
  while (even <= gaps.length && gaps[even - 1] === gaps[0]) even++;
  return [...new Set([all.length, even, 1])]
    .sort((a, b) => b - a)
    .map((count) => {
      const groups = all.slice(0, count).map(([group]) => group);
      const digits = groups.join('');
      const plain = count === 1 || count === digits.length;
      return { start: start + all[0].index, end: start + stop(count - 1), groups, digits, plain };
    });
}

/** @param {Extent} extent @param {Kind} kind @param {string} rule @param {boolean} sure
 * @returns {Finding} */
function made({ start, end }, kind, rule, sure) {
  return { start, end, kind, rule, certainty: sure ? 'sure' : 'likely' };
}

/** @param {string} topic @param {Extent} extent @param {string} text @param {string} before
 * @param {string} after */
function judge(topic, extent, text, before, after) {
  if (valueAfter.test(text.slice(extent.end, extent.end + 3))) return null;
  if (hasExact(unit, wordsOf(after).slice(0, 1))) return null;
  const identity = identities.get(topic);
  if (identity && topic !== 'ssn') return judgeIdentity(identity, extent);
  return judges[topic]?.(extent, text, before, after) ?? null;
}

/** @param {import('./types.js').Identity} identity @param {Extent} extent */
function judgeIdentity([name, kind, lengths, , check], extent) {
  if (!lengths.includes(extent.digits.length)) return null;
  return made(extent, kind, name, Boolean(checks[check]?.(extent.digits)));
}

/** @type {Judge} */
function judgeCvv(extent, text, before, after) {
  const { length } = extent.digits;
  if (extent.plain && (length === 3 || length === 4)) return made(extent, 'cvv', 'cvv', true);
  return length >= 6 && length <= 8 ? judgeOtp(extent, text, before, after) : null;
}

/** @type {Judge} */
function judgePin(extent, _text, before, after) {
  const { length } = extent.digits;
  if (length < 4 || length > 8 || !extent.plain) return null;
  const words = wordsOf(before);
  const doubtful =
    isIn(postal, words, before) ||
    words[words.length - 1] === 'code' ||
    !(isIn(mine, words, before) || before.includes('=')) ||
    isIn(postal, wordsOf(after), after);
  return length > 4 && doubtful ? null : made(extent, 'pin', 'pin', length === 4);
}

/** @type {Judge} */
function judgeOtp(extent) {
  const { length } = extent.digits;
  const sizes = new Set(extent.groups.map((group) => group.length));
  const even = sizes.size === 1 && [2, 3, 4].includes([...sizes][0]);
  if (length < 4 || length > 8 || !(extent.plain || even)) return null;
  return made(extent, 'otp', 'otp', true);
}

/** @type {Judge} */
function judgeRouting(extent, text, before) {
  const { length } = extent.digits;
  if (length === 9) {
    const checked = isRouting(extent.digits);
    if (!checked && !isIn(besideRouting, wordsOf(text), text)) return null;
    return made(extent, 'routing', 'routing', checked);
  }
  const fits = length === 6 || length === 8 || (length === 5 && before.includes('clearing'));
  return fits ? made(extent, 'routing', 'sort_code', length === 6) : null;
}

/** @type {Judge} */
function judgeAccount(extent, text, before, after) {
  return isIn(bank, wordsOf(text), text) ? judgeBankAccount(extent, text, before, after) : null;
}

/** @type {Judge} */
function judgeBankAccount(extent, _text, before) {
  const { length } = extent.digits;
  if (length < 6 || length > 26 || isIn(customer, wordsOf(before), before)) return null;
  return made(extent, 'bank_account', 'bank_account', true);
}

/** @type {Judge} */
function judgeSsn(extent) {
  return extent.digits.length === 9 ? made(extent, 'ssn', 'ssn', isSsn(extent.digits)) : null;
}

/** @type {Record<string, Judge>} */
const judges = {
  cvv: judgeCvv,
  pin: judgePin,
  otp: judgeOtp,
  routing: judgeRouting,
  account: judgeAccount,
  bank_account: judgeBankAccount,
  ssn: judgeSsn,
};
