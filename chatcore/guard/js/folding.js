/**
 * Every character to the one that stands for its class: the browser's half of `folding.py`.
 * A folded text has one unit per code point, so its offsets are the server's.
 */

import rules from './rules.js';

const OTHER = 0xffff;
const BASE = 36;
export const INVISIBLE = '\u0001';

/** @type {Uint16Array} per code point up to the last in any class */
const table = (() => {
  /** @type {number[][]} */
  const runs = [];
  for (const [to, step, each] of rules.classes) {
    let position = 0;
    for (const run of each.split(' ')) {
      const [gap, length = '1'] = run.split('.');
      const first = position + Number.parseInt(gap, BASE);
      position = first + Number.parseInt(length, BASE);
      runs.push([to, step, first, position]);
    }
  }
  const made = new Uint16Array(runs.reduce((most, [, , , end]) => Math.max(most, end), 0));
  for (let point = 0; point < made.length; point++) made[point] = Math.min(point, OTHER);
  for (const [to, step, first, end] of runs) {
    for (let point = first; point < end; point++) made[point] = to + step * (point - first);
  }
  return made;
})();

/** @param {string} text */
export function fold(text) {
  const folded = new Uint16Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index++, length++) {
    const point = /** @type {number} */ (text.codePointAt(index));
    folded[length] = point < table.length ? table[point] : OTHER;
    if (point > OTHER) index++;
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(folded.subarray(0, length));
}

/** @param {string} text */
export function isAscii(text) {
  return /^[\0-\x7f]*$/.test(text);
}

/** Its words, parted too where a script ends: "cvvは" is two. @param {string} folded
 * @returns {string[]} */
export function wordsOf(folded) {
  return folded.match(/[a-z\u00aa-\u058f]+|[\u0590-\u2021\u2023-\uffff]+/g) ?? [];
}

/** How many digits the folded text holds. @param {string} folded */
export function countDigits(folded) {
  let count = 0;
  for (let index = 0; index < folded.length; index++) {
    const unit = folded.charCodeAt(index);
    if (unit >= 48 && unit <= 57) count++;
  }
  return count;
}

/** The text with the findings masked, its length kept. @param {string} text
 * @param {import('./types.js').Finding[]} findings */
export function blank(text, findings) {
  let blanked = '';
  for (const { start, end } of [...findings].sort(inOrder)) {
    blanked += text.slice(blanked.length, start) + '•'.repeat(end - start);
  }
  return blanked + text.slice(blanked.length);
}

/** @param {import('./types.js').Finding} one @param {import('./types.js').Finding} other */
export function inOrder(one, other) {
  return one.start - other.start || one.end - other.end;
}

/** In order, the first of those that overlap. @param {import('./types.js').Finding[]} found */
export function apart(found) {
  /** @type {import('./types.js').Finding[]} */
  const kept = [];
  for (const finding of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start >= (kept.at(-1)?.end ?? 0)) kept.push(finding);
  }
  return kept;
}
