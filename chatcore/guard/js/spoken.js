/** Numbers written in words, as digits: the browser's half of `number_words.py`. */

import { isAscii } from './folding.js';
import { readList } from './lexicon.js';
import rules from './rules.js';

/** @typedef {{word: string, start: number, end: number}} Token */
/** @typedef {{start: number, end: number, digits: string}} Piece */

const LEAST_WORDS = 3;
const tokens = /[0-9]+|[a-z\u00aa-\u2021\u2023-\uffff]+/g;
const gap = /^[ \n,.:;/-]{0,4}$/;
const joiners = readList(rules.words.joiners).exact;
const fillers = new Set([...readList(rules.words.fillers).exact, ...joiners]);
const multipliers = new Map(
  rules.words.multipliers.split(' ').map((each) => {
    const [word, times] = each.split(':');
    return [word, Number(times)];
  }),
);
const numerals = new Map();
for (let index = 0; index < rules.numerals.length; index += 2) {
  numerals.set(rules.numerals[index], rules.numerals[index + 1]);
}
const numeralRuns = new RegExp(`(?:[${[...numerals.keys()].join('')}][ -]?){3,}`, 'g');

/** @param {string} entries @param {number} first @param {number} step
 * @returns {[string, string][]} */
function values(entries, first, step) {
  return entries
    .split(' ')
    .flatMap((each, index) =>
      each
        .split('/')
        .map((word) => /** @type {[string, string]} */ ([word, String(first + step * index)])),
    )
    .filter(([word]) => word !== '.' && word !== '');
}

/** @param {string} ten @param {string} unit @param {Record<string, string>} row */
function glued(ten, unit, row) {
  if (row.order === 'inverted') return unit + row.glue + ten;
  const stem = /[aeiou]$/.test(ten) && /^[aeiou]/.test(unit) ? ten.slice(0, -1) : ten;
  return stem + row.glue + unit;
}

/** @param {Record<string, string>} row */
function dictionary(row) {
  const units = values(row.units, 0, 1);
  const tens = values(row.tens ?? '', 20, 10);
  const extra = (row.extra ?? '').split(' ').filter(Boolean);
  const known = new Map([
    ...units,
    ...values(row.teens ?? '', 10, 1),
    ...tens,
    ...extra.map((each) => /** @type {[string, string]} */ (each.split(':'))),
  ]);
  if (row.glue === undefined) return known;
  for (const [word, ten] of tens) {
    for (const [unit, value] of units) {
      if (value !== '0') known.set(glued(word, unit, row), ten[0] + value);
    }
  }
  return known;
}

const languages = rules.number_words.map(dictionary);
const anyWord = new Set([
  ...languages.flatMap((known) => [...known.keys()]),
  ...multipliers.keys(),
]);

/** How many words mean a number, if enough of them stand together. @param {string[]} words */
export function countSpoken(words) {
  let count = 0;
  let together = 0;
  let most = 0;
  for (const word of words) {
    together = anyWord.has(word) ? together + 1 : 0;
    if (together) count++;
    most = Math.max(most, together);
  }
  return most >= LEAST_WORDS ? count : 0;
}

/** @param {string} text */
export function hasNumerals(text) {
  return !isAscii(text) && text.search(numeralRuns) >= 0;
}

/** Runs of Chinese, Japanese or Korean numerals as digits; same length. @param {string} text */
export function numeralsToDigits(text) {
  return text.replace(numeralRuns, (run) =>
    Array.from(run, (character) => numerals.get(character) ?? character).join(''),
  );
}

/** The numbers that are written in words, each in its pieces. @param {string} text
 * @param {string[]} words @returns {Piece[][]} */
export function spoken(text, words) {
  const counts = languages.map((known) => words.filter((word) => known.has(word)).length);
  const most = Math.max(...counts);
  if (most < LEAST_WORDS) return [];
  const known = languages[counts.indexOf(most)];
  return runsOf(text, known)
    .filter((run) => run.filter(({ word }) => !/^[0-9]/.test(word)).length >= LEAST_WORDS)
    .map((run) => read(run, known));
}

/** @param {string} text @param {Map<string, string>} known */
function runsOf(text, known) {
  /** @type {Token[][]} */
  const runs = [[]];
  /** @type {Token[]} */
  let loose = [];
  const cut = () => {
    runs.push([]);
    loose = [];
  };
  for (const { 0: word, index } of text.matchAll(tokens)) {
    const token = { word, start: index, end: index + word.length };
    const last = loose.at(-1) ?? runs[runs.length - 1].at(-1) ?? token;
    if (!gap.test(text.slice(last.end, token.start))) cut();
    const run = runs[runs.length - 1];
    if (known.has(word) || multipliers.has(word) || /^[0-9]/.test(word)) {
      run.push(...loose, token);
      loose = [];
    } else if (run.length && !loose.length && fillers.has(word)) loose = [token];
    else cut();
  }
  return runs;
}

/** @param {Token[]} run @param {Map<string, string>} known */
function read(run, known) {
  /** @type {Piece[]} */
  const pieces = [];
  let begin = -1;
  for (let position = 0, times = 1; position < run.length; ) {
    const { word, start } = run[position];
    const [used, digits] = value(run, position, known);
    if (digits) {
      const { end } = run[position + used - 1];
      pieces.push({ start: begin < 0 ? start : begin, end, digits: digits.repeat(times) });
    }
    times = multipliers.get(word) ?? 1;
    begin = times > 1 ? start : -1;
    position += used;
  }
  return pieces;
}

/** @param {string} digits */
function isTen(digits) {
  return /^[2-9]0$/.test(digits);
}

/** [tokens used, digits]: "forty two" uses two. @param {Token[]} run @param {number} position
 * @param {Map<string, string>} known @returns {[number, string]} */
function value(run, position, known) {
  const { word } = run[position];
  const digits = /^[0-9]/.test(word) ? word : (known.get(word) ?? '');
  const ahead = run.slice(position + 1, position + 3).map((token) => token.word);
  const joined = ahead.length > 1 && joiners.has(ahead[0]) && !known.has(ahead[0]) ? 1 : 0;
  const follower = known.get(ahead[joined]) ?? '';
  if (!known.has(word) || !follower) return [1, digits];
  if (word === 'quatre' && ahead[0].startsWith('vingt')) return addTo(80, run, position + 1, known);
  if (isTen(digits) && /^[1-9]$/.test(follower)) return [2 + joined, digits[0] + follower];
  if (/^[68]0$/.test(digits) && /^1.$/.test(follower)) {
    return [2 + joined, String(Number(digits) + Number(follower))];
  }
  return joined && digits.length === 1 && isTen(follower) ? [3, follower[0] + digits] : [1, digits];
}

/** @param {number} tens @param {Token[]} run @param {number} position
 * @param {Map<string, string>} known @returns {[number, string]} */
function addTo(tens, run, position, known) {
  const follower = known.get(run[position + 1]?.word) ?? '';
  return /^(?:[1-9]|1.)$/.test(follower) ? [3, String(tens + Number(follower))] : [2, String(tens)];
}
