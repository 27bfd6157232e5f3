/** Lists of words per topic, and where one stands: the browser's half of `lexicon.py`. */

import { isAscii } from './folding.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Lexicon} Lexicon */

const STEM_KEY = 3;
const JOINED_SCRIPTS = '\u0590';

/** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
export function add(map, key, value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** @param {string} entries as written in the data, folded @returns {Lexicon} */
export function readList(entries) {
  /** @type {Lexicon} */
  const made = { exact: new Set(), stems: new Map(), phrases: new Map(), parts: [] };
  const parts = new Set();
  for (const entry of entries.split(' ').filter(Boolean)) {
    if (entry[0] >= JOINED_SCRIPTS) parts.add(entry.replaceAll('_', ' '));
    else if (entry.endsWith('*')) add(made.stems, entry.slice(0, STEM_KEY), entry.slice(0, -1));
    else if (entry.includes('_')) {
      const phrase = entry.split('_');
      add(made.phrases, phrase[phrase.length - 1], phrase);
    } else made.exact.add(entry);
  }
  made.parts = [...parts].sort();
  return made;
}

/** The lists of these topics as one. @param {string[]} topics */
export function lexicon(...topics) {
  return readList(topics.map((topic) => rules.words[topic]).join(' '));
}

/** Whether these words end with the phrase at `index`. @param {string[]} words
 * @param {number} index @param {string[]} phrase */
export function isPhraseAt(words, index, phrase) {
  const from = index + 1 - phrase.length;
  return from >= 0 && phrase.every((word, at) => words[from + at] === word);
}

/** Whether an entry of the list ends with this word. @param {Lexicon} list
 * @param {string[]} words @param {number} index */
export function endsAt(list, words, index) {
  const word = words[index];
  if (list.exact.has(word)) return true;
  if (list.stems.get(word.slice(0, STEM_KEY))?.some((stem) => word.startsWith(stem))) return true;
  return Boolean(list.phrases.get(word)?.some((phrase) => isPhraseAt(words, index, phrase)));
}

/** @param {Lexicon} list @param {string[]} words */
export function hasExact(list, words) {
  return words.some((word) => list.exact.has(word));
}

/** @param {Lexicon} list @param {string} text */
export function hasPart(list, text) {
  return list.parts.some((part) => text.includes(part));
}

/** Whether any entry stands in these words of the text. @param {Lexicon} list
 * @param {string[]} words @param {string} text */
export function isIn(list, words, text) {
  if (words.some((_, index) => endsAt(list, words, index))) return true;
  return list.parts.length > 0 && !isAscii(text) && hasPart(list, text);
}

/** The first letters of every last word. @param {Lexicon[]} lists */
export function openings(lists) {
  const words = lists.flatMap(({ exact, stems, phrases }) => [
    ...exact,
    ...stems.keys(),
    ...phrases.keys(),
  ]);
  return new Set(words.map((word) => word.slice(0, STEM_KEY)));
}

/** @param {Set<string>} known @param {string[]} words */
export function hasOpening(known, words) {
  return words.some((word) => known.has(word.slice(0, STEM_KEY)));
}

/** @param {string} name of a pattern in the rules @param {string} [flags] */
export function pattern(name, flags) {
  return new RegExp(rules.patterns[name], flags);
}

/** What a sticky pattern matches right here. @param {RegExp} sticky @param {string} text
 * @param {number} position */
export function matchAt(sticky, text, position) {
  sticky.lastIndex = position;
  return sticky.exec(text);
}
