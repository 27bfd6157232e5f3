/**
 * Finds payment cards and what belongs to them, and masks them, by the same rules as the server's
 * guard. Start reading here; `cards.js` holds the search, `rules.js` (generated) the data.
 */

import { blank, findWorded } from './beside.js';
import { findCards } from './cards.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding */

const OTHER = 0xffff;
const {
  text_characters: MAX_CHARACTERS,
  card_digits_least: LEAST,
  passes_most: PASSES,
} = rules.limits;

/** Class per UTF-16 unit; half a character beyond the basic plane is handled in `fold`. */
const classes = new Uint16Array(0x10000).map((_, unit) => unit);
for (const [first, last, target, step] of rules.folds) {
  for (let unit = first; unit <= last; unit++) classes[unit] = target + step * (unit - first);
}

/** The guard could not vouch for the text. Never carries it. */
export class GuardRefusal extends Error {
  /** @param {'too_big' | 'guard_failed'} code as the server's */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {string} text */
function hasEnoughDigits(text) {
  let count = 0;
  for (let index = 0; index < text.length && count < LEAST; index++) {
    const unit = classes[text.charCodeAt(index)];
    if (unit >= 48 && unit <= 57) count++;
  }
  return count >= LEAST;
}

/** @param {string} text the index of a character that takes two units starts such a pair */
function isPair(text, index = 0) {
  return /** @type {number} */ (text.codePointAt(index)) > 0xffff;
}

/** One unit per code point, so that lengths and offsets are those of the server.
 * @param {string} text */
function fold(text) {
  const folded = new Uint16Array(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index++, length++) {
    const pair = isPair(text, index);
    folded[length] = pair ? OTHER : classes[text.charCodeAt(index)];
    if (pair) index++;
  }
  return String.fromCharCode(...folded.subarray(0, length));
}

/** @param {string} folded */
function search(folded) {
  /** @type {Finding[]} */
  const found = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const cards = findCards(folded);
    if (!cards.length) return found.sort((a, b) => a.start - b.start);
    const fresh = [...cards, ...findWorded(blank(folded, cards))];
    found.push(...fresh);
    folded = blank(folded, fresh);
  }
  throw new GuardRefusal('guard_failed');
}

/** @param {string} text @param {Finding[]} findings @param {boolean} toPoints */
function converted(text, findings, toPoints) {
  const to = new Map();
  const from = new Set(findings.flatMap(({ start, end }) => [start, end]));
  for (let unit = 0, point = 0; unit <= text.length; point++) {
    const [key, value] = toPoints ? [unit, point] : [point, unit];
    if (from.has(key)) to.set(key, value);
    unit += unit < text.length && isPair(text, unit) ? 2 : 1;
  }
  return findings.map((each) => ({ ...each, start: to.get(each.start), end: to.get(each.end) }));
}

/**
 * What is sensitive in the text, in order; start and end in UTF-16 units, as the browser counts.
 * @param {string} text
 * @returns {Finding[]}
 * @throws {GuardRefusal} when the text is too long or the guard itself fails: then do not send.
 */
export function find(text) {
  if (text.length > MAX_CHARACTERS && [...text].length > MAX_CHARACTERS) {
    throw new GuardRefusal('too_big');
  }
  try {
    if (!hasEnoughDigits(text)) return [];
    const folded = fold(text);
    const found = search(folded);
    return folded.length === text.length ? found : converted(text, found, false);
  } catch {
    throw new GuardRefusal('guard_failed');
  }
}

/** The findings of `find(text)` with start and end in code points, as the server counts.
 * @param {string} text @param {Finding[]} findings @returns {Finding[]} */
export function codePointSpans(text, findings) {
  return converted(text, findings, true);
}

/** The text with each finding replaced by the same four bullets.
 * @param {string} text @returns {{text: string, findings: Finding[]}}
 * @throws {GuardRefusal} as `find` does */
export function mask(text) {
  const findings = find(text);
  let masked = '';
  let position = 0;
  for (const { start, end } of findings) {
    masked += text.slice(position, start) + rules.mask;
    position = end;
  }
  return { text: masked + text.slice(position), findings };
}
