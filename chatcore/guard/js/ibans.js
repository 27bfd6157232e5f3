/** International bank account numbers: the browser's half of `ibans.py`. */

import { isIban } from './checks.js';
import { wordsBefore } from './context.js';
import { countDigits } from './folding.js';
import { pattern } from './lexicon.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding */

const REACH = 24;
const LEAST_DIGITS = 8;
const lengths = new Map(
  rules.countries.split(' ').map((each) => [each.slice(0, 2), Number(each.slice(2))]),
);
const [start, startWorded] = ['iban', 'iban_worded'].map((name) => pattern(name, 'g'));
const separators = /[ ./_\n:,-]/g;
/** @type {Record<string, string>} */
const lookAlikes = { o: '0', i: '1', l: '1' };

/** @param {string} text @param {string[]} words @param {import('./budget.js').Budget} budget */
export function findIbans(text, words, budget) {
  const worded = text.includes('iban');
  if (!worded && !words.some((word) => lengths.has(word))) return [];
  /** @type {Finding[]} */
  const found = [];
  let floor = 0;
  for (const { index, 0: all, 1: lead, 2: country } of worded
    ? [...text.matchAll(start), ...text.matchAll(startWorded)]
    : text.matchAll(start)) {
    const from = index + all.length - lead.length;
    const length = lengths.get(country);
    if (from < floor || length === undefined) continue;
    budget.spend(2);
    const finding = judge(text, from, length);
    if (!finding) continue;
    found.push(finding);
    floor = finding.end;
  }
  return found;
}

/** @param {string} text @param {number} from @param {number} length @returns {Finding | null} */
function judge(text, from, length) {
  const number = text
    .slice(from, from + 2 * length)
    .replace(separators, '')
    .slice(0, length);
  if (number.length < length || !/^[a-z0-9]+$/.test(number)) return null;
  if (countDigits(number) < LEAST_DIGITS) return null;
  const end = positionAfter(text, from, length);
  const check = number.slice(2, 4).replace(/[oil]/g, (letter) => lookAlikes[letter]);
  const rule = number.slice(0, 2);
  if (isIban(rule + check + number.slice(4))) {
    return { start: from, end, kind: 'iban', rule, certainty: 'sure' };
  }
  const named = wordsBefore(text, 0, from, REACH).includes('iban');
  if (!named || /[a-z0-9]/.test(text.slice(end, end + 1))) return null;
  return { start: from, end, kind: 'iban', rule, certainty: 'likely' };
}

/** @param {string} text @param {number} position @param {number} length */
function positionAfter(text, position, length) {
  for (let left = length; left > 0; position++) {
    if (text[position].search(separators) < 0) left--;
  }
  return position;
}
