/** Card numbers with letters that look like digits: the browser's half of `disguised.py`. */

import { strongestOf } from './chains.js';
import { countDigits } from './folding.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding */

const { card_digits_least: LEAST, card_digits_most: MOST } = rules.limits;
const LEAST_TRUE_DIGITS = 9;
const WORDS_MOST = 3;
const alikes = new Map();
for (let index = 0; index < rules.look_alikes.length; index += 2) {
  alikes.set(rules.look_alikes[index], rules.look_alikes[index + 1]);
}
const letters = [...alikes.keys()].sort().join('');
const one = `[0-9${letters}]{1,19}(?![a-z0-9])`;
const runs = new RegExp(`(?:^|[^a-z0-9])(${one}(?:[ .,/_-]{1,2}${one}){0,24})`, 'g');
const groupsOf = new RegExp(`[0-9${letters}]+`, 'g');
const touching = new RegExp(`[0-9][${letters}]|[${letters}][0-9]`);
const anyLetter = new RegExp(`[${letters}]`);

/** @param {string} text @param {import('./budget.js').Budget} budget */
export function findDisguised(text, budget) {
  /** @type {Finding[]} */
  const found = [];
  if (!touching.test(text)) return found;
  for (const { index, 0: all, 1: run } of text.matchAll(runs)) {
    const digits = countDigits(run);
    if (digits < LEAST_TRUE_DIGITS || digits === run.length) continue;
    budget.spend(2);
    const finding = read(run, index + all.length - run.length);
    if (finding) found.push(finding);
  }
  return found;
}

/** Groups without any digit at either end may be words: tried with and without them.
 * @param {string} run @param {number} offset */
function read(run, offset) {
  const groups = [...run.matchAll(groupsOf)];
  const behind = wordsAtStart([...groups].reverse());
  for (let first = 0; first <= wordsAtStart(groups); first++) {
    for (let dropped = 0; dropped <= behind; dropped++) {
      const finding = judge(groups.slice(first, Math.max(0, groups.length - dropped)), offset);
      if (finding) return finding;
    }
  }
  return null;
}

/** @param {RegExpExecArray[]} groups */
function wordsAtStart(groups) {
  const index = groups.slice(0, WORDS_MOST).findIndex(([group]) => countDigits(group) > 0);
  return index < 0 ? Math.min(groups.length, WORDS_MOST) : index;
}

/** @param {RegExpExecArray[]} groups @param {number} offset @returns {Finding | null} */
function judge(groups, offset) {
  const number = groups.map(([group]) => group).join('');
  if (number.length < LEAST || number.length > MOST || !anyLetter.test(number)) return null;
  const issuer = strongestOf(Array.from(number, (each) => alikes.get(each) ?? each).join(''));
  if (!issuer) return null;
  const last = groups[groups.length - 1];
  const [start, end] = [offset + groups[0].index, offset + last.index + last[0].length];
  return { start, end, kind: 'card', rule: issuer[0], certainty: 'likely' };
}
