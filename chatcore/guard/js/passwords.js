/** Passwords: the browser's half of `passwords.py`. */

import { apart, countDigits, isAscii, wordsOf } from './folding.js';
import { endsAt, isIn, lexicon, matchAt } from './lexicon.js';

/** @typedef {import('./types.js').Finding} Finding */

const TOKENS_MOST = 6;
const STEPS_PER_CUE = 6;
const PHRASES_MOST = 8;
const LEAST = 4;
const LEAST_SURE_DIGITS = 6;
const LEAD_REACH = 48;
// A ticket, a gesture: "pass" is a password only before a colon.
const ONLY_NAMED = 'pass';
const naming = / ?[:=]/y;
const quotedHere = /[ \n:=]*(["'])([^"'\n•]{4,64})\1/y;
const sentenceEnd = /[ ]*(?:[.,;:!?)\n]|$)/y;
const [password, link, state, mine] = ['password', 'link', 'state', 'mine'].map((name) =>
  lexicon(name),
);
const letter = /[a-z\u00aa-\u2021\u2023-\uffff]/;
const word = /^[a-z\u00aa-\u2021\u2023-\uffff]+$/;
const tokenHere = /([ \n]*)([^ \n•]{1,64})(?![^ \n•])/y;
const asciiValue = /[^!-~•]{0,12}([!-~]{4,64})/y;
const noValue =
  /:\/\/|^www[.]|^[0-9.,:/-]+[;!?)]*$|^[0-9]{1,2}[:.][0-9]{2}|^[0-9]{1,2}[./-][0-9]{1,2}|^[0-9]+(?:st|nd|rd|th|h|x|min)?[.,;:!?)]*$|@[a-z0-9-]+[.][a-z]{2}|^[a-z]+(?:['/&-][a-z]+)*[.,;:!?)]*$|^[^a-z0-9]*$/;

/** @param {string[]} words @param {string} text */
export function mayHoldPassword(words, text) {
  return isIn(password, words, text);
}

/** @param {string} text @param {string} original of the same length, its letters' case kept
 * @param {string[]} words @param {import('./budget.js').Budget} budget */
export function findPasswords(text, original, words, budget) {
  /** @type {Finding[]} */
  const found = [];
  if (!mayHoldPassword(words, text)) return found;
  let floor = 0;
  for (const [start, end, joined] of cues(text, words)) {
    budget.spend(STEPS_PER_CUE);
    if (start < floor) continue;
    const span = joined
      ? gluedValue(text, end)
      : (valueAfter(text, original, end) ?? valueBefore(text, original, start));
    if (!span) continue;
    found.push({
      start: span[0],
      end: span[1],
      kind: 'password',
      rule: 'password',
      certainty: 'sure',
    });
    floor = Math.max(floor, span[1]);
  }
  return apart(found);
}

/** @param {string} text @param {string[]} words
 * @returns {Generator<[number, number, boolean]>} start, end, in a script that joins words */
function* cues(text, words) {
  for (const cue of cueWords(words)) {
    for (let place = text.indexOf(cue); place >= 0; ) {
      const end = place + cue.length;
      const free = !letter.test(text.slice(Math.max(0, place - 1), place)) || place === 0;
      const whole = free && !letter.test(text.slice(end, end + 1));
      if (whole && (cue !== ONLY_NAMED || matchAt(naming, text, end))) yield [place, end, false];
      place = text.indexOf(cue, end);
    }
  }
  for (const part of isAscii(text) ? [] : password.parts) {
    const place = text.indexOf(part);
    if (place >= 0) yield [place, place + part.length, true];
  }
}

/** @param {string[]} words */
function cueWords(words) {
  const isCue = (/** @type {string} */ each) => {
    if (endsAt(password, [each], 0)) return true;
    if (!password.phrases.has(each)) return false;
    const places = words.map((_, at) => at).filter((at) => words[at] === each);
    return places.slice(0, PHRASES_MOST).some((at) => endsAt(password, words, at));
  };
  return [...new Set(words)].filter(isCue).sort();
}

/** @param {string} text @param {number} position @returns {[number, number] | null} */
function gluedValue(text, position) {
  const match = matchAt(asciiValue, text, position);
  if (!match || state.parts.some((part) => match[0].includes(part))) return null;
  const end = position + match[0].length;
  return /[a-z0-9]/.test(match[1]) ? [end - match[1].length, end] : null;
}

/** The value after a cue that ends here. @param {string} text @param {string} original
 * @param {number} position @returns {[number, number] | null} */
function valueAfter(text, original, position) {
  let named = false;
  let linked = true;
  for (let count = 0; count < TOKENS_MOST; count++) {
    const match = matchAt(tokenHere, text, position);
    if (!match) return null;
    const end = position + match[0].length;
    const lead = /^[:=("'«>-]*/.exec(match[2])?.[0] ?? '';
    const start = end - match[2].length + lead.length;
    named = named || /[:=]/.test(lead);
    const token = text.slice(start, end);
    const inQuotes = linked || named ? quoted(text, position) : null;
    if (inQuotes) return inQuotes;
    const sure = { named, final: matchAt(sentenceEnd, text, end) !== null };
    if ((linked || named) && isValue(token, original.slice(start, end), sure)) return [start, end];
    const words = wordsOf(token);
    if (token && !words.length) return null;
    if (/[.?!]$/.test(token) || words.some((_, at) => endsAt(state, words, at))) return null;
    named = token ? /[:=]$/.test(token) : named;
    linked = !token || words.some((each) => link.exact.has(each) || mine.exact.has(each));
    position = end;
  }
  return null;
}

/** All between quotation marks, words and spaces too, if there is a digit. @param {string} text
 * @param {number} position @returns {[number, number] | null} */
function quoted(text, position) {
  const match = matchAt(quotedHere, text, position);
  if (!match || !/[0-9]/.test(match[2])) return null;
  const end = position + match[0].length - 1;
  return [end - match[2].length, end];
}

/** `named`: right after ":" or "="; `final`: ends a sentence. @param {string} token
 * @param {string} original @param {{named: boolean, final: boolean}} place */
function isValue(token, original, { named, final }) {
  if (token.length < LEAST || token.includes('•')) return false;
  if (!noValue.test(token) || /[a-z][A-Z]/.test(original)) return true;
  const stripped = token.replace(/[.,;:!?)"'»]+$/, '');
  const digits = countDigits(stripped);
  if (digits === stripped.length && digits >= LEAST) {
    return named || final || digits >= LEAST_SURE_DIGITS;
  }
  return named && word.test(stripped) && stripped.length > LEAST && !isCommon(stripped);
}

/** @param {string} each */
function isCommon(each) {
  return [state, link, mine, password].some((list) => endsAt(list, [each], 0));
}

/** "hunter2! is my password". @param {string} text @param {string} original
 * @param {number} position @returns {[number, number] | null} */
function valueBefore(text, original, position) {
  const from = Math.max(0, position - LEAD_REACH);
  const lead = text.slice(from, position);
  const words = lead.split(/[ \n]+/).filter(Boolean);
  let index = words.length - 1;
  while (index >= 0 && (link.exact.has(words[index]) || mine.exact.has(words[index]))) index--;
  if (index < 0 || words.length - 1 - index < 2) return null;
  const start = from + lead.lastIndexOf(words[index]);
  const end = start + words[index].length;
  return isValue(words[index], original.slice(start, end), { named: false, final: false })
    ? [start, end]
    : null;
}
