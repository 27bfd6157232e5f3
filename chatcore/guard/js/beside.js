/** What stands beside a card number: the browser's half of `beside.py`. */

import { hasAny } from './context.js';
import { lexicon, matchAt, pattern } from './lexicon.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding */

const REACH = 30;
const cues = lexicon('cvv', 'tail', 'expiry', 'digit_noun', 'back');
const expiryCues = lexicon('expiry');
const gap = pattern('tail_gap');
const [filler, expiryHere, code] = ['tail_filler', 'expiry', 'tail_code'].map((name) =>
  pattern(name, 'y'),
);
const bareCode = new RegExp(
  rules.patterns.tail_code_bare.replaceAll('<expiry>', rules.patterns.expiry),
  'y',
);
const expiries = pattern('expiry', 'g');
const codeAfter = /[ ,;/|\n]{1,3}([0-9]{3,4})(?![0-9]|[.,:/-][0-9])/y;

/** @param {number} start @param {number} end @param {boolean} sure @returns {Finding} */
function expiryFinding(start, end, sure) {
  return { start, end, kind: 'card', rule: 'expiry', certainty: sure ? 'sure' : 'likely' };
}

/** @param {number} start @param {number} end @param {boolean} sure @returns {Finding} */
function codeFinding(start, end, sure) {
  return { start, end, kind: 'cvv', rule: 'code', certainty: sure ? 'sure' : 'likely' };
}

/** Expiry and code after a number, in either order. @param {string} text
 * @param {number} position */
export function readTail(text, position) {
  /** @type {Finding[]} */
  const tail = [];
  for (let part = nextPart(text, position, tail); part; ) {
    tail.push(part);
    part = nextPart(text, part.end, tail);
  }
  return tail;
}

/** @param {string} text @param {number} position @param {Finding[]} taken
 * @returns {Finding | null} */
function nextPart(text, position, taken) {
  const between = matchAt(filler, text, position)?.[0] ?? '';
  const start = position + between.length;
  if (!/[0-9]/.test(text.slice(start, start + 1))) return null;
  const bare = gap.test(between);
  if (!bare && !hasAny(cues, between)) return null;
  const has = (/** @type {string} */ rule) => taken.some((part) => part.rule === rule);
  const expiry = matchAt(expiryHere, text, start);
  if (expiry && !has('expiry')) return expiryFinding(start, start + expiry[0].length, !bare);
  const found = matchAt(bare ? bareCode : code, text, start);
  return found && !has('code') ? codeFinding(start, start + found[0].length, !bare) : null;
}

/** Expiry dates named by a word or followed by a code, in a text that holds a card.
 * @param {string} text */
export function findExpiries(text) {
  /** @type {Finding[]} */
  const found = [];
  for (const { index, 0: date } of text.matchAll(expiries)) {
    if (/[0-9]/.test(text.slice(Math.max(0, index - 1), index))) continue;
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const end = index + date.length;
    const named = hasAny(expiryCues, text.slice(Math.max(0, index - REACH), index));
    const after = /[/.-]/.test(date) ? matchAt(codeAfter, text, end) : null;
    if (named || after) found.push(expiryFinding(index, end, named));
    if (after) {
      const stop = end + after[0].length;
      found.push(codeFinding(stop - after[1].length, stop, false));
    }
  }
  return found;
}
