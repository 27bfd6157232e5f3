/**
 * What stands beside a card number and must not stay in clear: the browser's half of `beside.py`.
 */

import { pattern } from './numbers.js';

/** @typedef {import('./types.js').Finding} Finding */

const [cue, gap] = ['tail_cue', 'tail_gap'].map((name) => pattern(name));
const [filler, expiry, code, bareCode] = [
  'tail_filler',
  'expiry',
  'tail_code',
  'tail_code_bare',
].map((name) => pattern(name, 'y'));
const [cuedCode, cuedExpiry, codeThenCue] = ['cued_code', 'cued_expiry', 'code_then_cue'].map(
  (name) => pattern(name, 'g'),
);

/** @param {string} folded @param {number} position @param {Finding[]} taken
 * @returns {Finding | null} */
function nextPart(folded, position, taken) {
  filler.lastIndex = position;
  const between = filler.exec(folded)?.[0] ?? '';
  const start = position + between.length;
  const cued = cue.test(between);
  if (!cued && !gap.test(between)) return null;
  for (const make of [expiryAt, codeAt]) {
    const part = make(folded, start, cued);
    if (part && !taken.some(({ rule }) => rule === part.rule)) return part;
  }
  return null;
}

/** Where a pattern that matches right here ends, else 0.
 * @param {RegExp} rule @param {string} folded @param {number} start */
function endOf(rule, folded, start) {
  rule.lastIndex = start;
  rule.test(folded);
  return rule.lastIndex;
}

/** @param {string} folded @param {number} start @param {boolean} cued @returns {Finding | null} */
function expiryAt(folded, start, cued) {
  const end = endOf(expiry, folded, start);
  return end ? { start, end, kind: 'card', rule: 'expiry', certainty: certainty(cued) } : null;
}

/** @param {string} folded @param {number} start @param {boolean} cued @returns {Finding | null} */
function codeAt(folded, start, cued) {
  const end = endOf(cued ? code : bareCode, folded, start);
  return end ? { start, end, kind: 'card_code', rule: 'code', certainty: certainty(cued) } : null;
}

/** @param {boolean} cued */
function certainty(cued) {
  return cued ? 'sure' : 'likely';
}

/** Expiry and code after a number, in either order. @param {string} folded
 * @param {number} position */
export function readTail(folded, position) {
  /** @type {Finding[]} */
  const tail = [];
  for (let part = nextPart(folded, position, tail); part; ) {
    tail.push(part);
    part = nextPart(folded, part.end, tail);
  }
  return tail;
}

/** Codes and dates named by a word, in a text that holds a card. @param {string} folded */
export function findWorded(folded) {
  /** @type {Finding[]} */
  const found = [];
  for (const rule of [cuedCode, cuedExpiry, codeThenCue]) {
    const fresh = [...folded.matchAll(rule)].map((match) => worded(match, rule));
    folded = blank(folded, fresh);
    found.push(...fresh);
  }
  return found;
}

/** @param {RegExpExecArray} match @param {RegExp} rule @returns {Finding} */
function worded({ index, 0: all, 1: value }, rule) {
  // The value ends the match, or is the first digits in it.
  const start = index + (rule === codeThenCue ? all.indexOf(value) : all.length - value.length);
  const place = { start, end: start + value.length, certainty: /** @type {const} */ ('sure') };
  return rule === cuedExpiry
    ? { ...place, kind: 'card', rule: 'expiry' }
    : { ...place, kind: 'card_code', rule: 'code' };
}

/** The text with the findings masked, its length kept. @param {string} folded
 * @param {Finding[]} findings */
export function blank(folded, findings) {
  let blanked = '';
  for (const { start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    blanked += folded.slice(blanked.length, start) + '•'.repeat(end - start);
  }
  return blanked + folded.slice(blanked.length);
}
