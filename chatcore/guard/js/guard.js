/**
 * Finds sensitive numbers and passwords and masks them, by the same rules as the server's guard.
 * Start reading here, then `search.js`; `rules.js` (generated) holds the data.
 */

import { allowPattern, withoutAllowed } from './allowing.js';
import { askedFor } from './asking.js';
import { fold } from './folding.js';
import { joinPoints } from './joining.js';
import rules from './rules.js';
import { search } from './search.js';

/** @typedef {import('./types.js').Finding} Finding */

const { text_characters: MAX_CHARACTERS } = rules.limits;
export const MASK = rules.mask;
export { allowPattern, askedFor };

/** The guard could not vouch for the text. Never carries it. */
export class GuardRefusal extends Error {
  /** @param {'too_big' | 'guard_failed'} code as the server's */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {string} text the index of a character that takes two units starts such a pair */
function isPair(text, index = 0) {
  return /** @type {number} */ (text.codePointAt(index)) > 0xffff;
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

/** @param {string} text */
function limitLength(text) {
  if (text.length > MAX_CHARACTERS && [...text].length > MAX_CHARACTERS) {
    throw new GuardRefusal('too_big');
  }
}

/**
 * What is sensitive in the text, in order; start and end in UTF-16 units, as the browser counts.
 * @param {string} text
 * @param {RegExp[]} [allowed] a site's own formats, from `allowPattern`
 * @returns {Finding[]}
 * @throws {GuardRefusal} when the text is too long or the guard itself fails: then do not send.
 */
export function find(text, allowed = []) {
  limitLength(text);
  try {
    const found = search(text);
    if (!found.length) return found;
    const left = allowed.length ? withoutAllowed(fold(text), found, allowed) : found;
    return converted(text, left, false);
  } catch {
    throw new GuardRefusal('guard_failed');
  }
}

/**
 * What the text holds by itself and together with the same sender's earlier messages.
 * @param {string[]} earlier as they were written, the oldest first
 * @param {string} text
 * @param {Set<string>} [asked] what the other side asked for just before, from `askedFor`
 * @returns {import('./types.js').Joined} start and end in UTF-16 units
 * @throws {GuardRefusal} as `find` does
 */
export function joinMessages(earlier, text, asked = new Set()) {
  limitLength(text);
  try {
    const joined = joinPoints(earlier, text, asked);
    return {
      findings: converted(text, joined.findings, false),
      earlier: joined.earlier.map((each, index) => converted(earlier[index], each, false)),
    };
  } catch {
    throw new GuardRefusal('guard_failed');
  }
}

/** Findings with start and end in code points, as the server counts.
 * @param {string} text @param {Finding[]} findings @returns {Finding[]} */
export function codePointSpans(text, findings) {
  return converted(text, findings, true);
}

/** The text with each finding replaced by the same four bullets.
 * @param {string} text @param {RegExp[]} [allowed] @returns {{text: string, findings: Finding[]}}
 * @throws {GuardRefusal} as `find` does */
export function mask(text, allowed = []) {
  const findings = find(text, allowed);
  let masked = '';
  let position = 0;
  for (const { start, end } of findings) {
    masked += text.slice(position, start) + rules.mask;
    position = end;
  }
  return { text: masked + text.slice(position), findings };
}
