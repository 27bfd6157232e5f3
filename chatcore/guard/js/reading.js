/** The text as a reader takes it: the browser's half of `reading.py`. */

import { Exhausted } from './budget.js';
import { INVISIBLE, isAscii, wordsOf } from './folding.js';
import { pattern, readList } from './lexicon.js';
import rules from './rules.js';
import { countSpoken, numeralsToDigits, spoken } from './spoken.js';

/** @typedef {import('./types.js').Reading} Reading */

const WORDS_MOST = 160;
const LEAST_DIGITS = 8;
const FILLERS_MOST = 40;
const DRESS = 2;
const filler = pattern('filler', 'g');
const fillers = readList(rules.words.fillers).exact;

/** @param {string} text */
function withoutFillers(text) {
  let left = FILLERS_MOST;
  return text.replace(filler, (gap, lead, between) =>
    left-- > 0 && wordsOf(between).every((word) => fillers.has(word))
      ? lead + INVISIBLE.repeat(between.length)
      : gap,
  );
}

/** The reading of a folded text that has these words and so many digits. @param {string} folded
 * @param {string[]} words @param {number} digits @returns {Reading} */
export function read(folded, words, digits) {
  let text = folded.replace(/(c[va][vcn]|cav)2(?![0-9])/g, '$1x');
  text = text.replace(/(^|[^a-z0-9])([ast])[/.]c(?![a-z0-9])/g, '$1$2xc');
  if (!isAscii(text)) {
    text = text.replace(/([\u0430-\u045f])'(?=[\u0430-\u045f])/g, `$1${INVISIBLE}`);
    text = numeralsToDigits(text);
  }
  if (digits >= LEAST_DIGITS && words.some((word) => fillers.has(word)))
    text = withoutFillers(text);
  const reading = text.includes(INVISIBLE)
    ? withoutInvisible(text)
    : { text, starts: null, ends: null, length: 0 };
  const count = countSpoken(words);
  if (count > WORDS_MOST) throw new Exhausted();
  return count ? withWordsRead(reading, words) : reading;
}

/** @param {string} text @returns {Reading} */
function withoutInvisible(text) {
  /** @type {number[]} */
  const starts = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== INVISIBLE) starts.push(index);
  }
  return { text: text.replaceAll(INVISIBLE, ''), starts, ends: null, length: text.length };
}

/** @param {Reading} reading @param {string[]} words @returns {Reading} */
function withWordsRead(reading, words) {
  const numbers = spoken(reading.text, words).filter((pieces) => pieces.length);
  if (!numbers.length) return reading;
  const places = reading.starts ?? Array.from(reading.text, (_, index) => index);
  /** @type {{text: string, starts: number[], ends: number[], length: number}} */
  const made = { text: '', starts: [], ends: [], length: 0 };
  let position = 0;
  const keep = (/** @type {number} */ end) => {
    made.text += reading.text.slice(position, end);
    for (; position < end; position++) {
      made.starts.push(places[position]);
      made.ends.push(places[position] + 1);
    }
  };
  for (const { start, end, digits } of numbers.flat()) {
    if (numbers.some(([piece]) => piece.start === start)) keep(start);
    for (const digit of digits) {
      made.text += digit;
      made.starts.push(places[start]);
      made.ends.push(places[end - 1] + 1);
    }
    position = end;
  }
  keep(reading.text.length);
  return made;
}

/** A finding on the reading as one on the original. @param {Reading} reading
 * @param {import('./types.js').Finding} finding */
export function inOriginal(reading, finding) {
  if (!reading.starts) return finding;
  const last = finding.end - 1;
  const start = reading.starts[finding.start];
  if (reading.ends) return { ...finding, start, end: reading.ends[last] };
  const end = reading.starts[last] + 1;
  // What invisibly dresses the last digit, as in a keycap, goes with it.
  const following = reading.starts[last + 1] ?? reading.length;
  return { ...finding, start, end: following - end <= DRESS ? following : end };
}
