/** Card numbers told in pieces within one text: the browser's half of `scattered.py`. */

import { strongestOf } from './chains.js';
import { isLabelled, namesCard } from './context.js';
import { wordsOf } from './folding.js';
import { lexicon } from './lexicon.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding */

const { card_digits_least: LEAST, card_digits_most: MOST } = rules.limits;
const GAP_MOST = 26;
const UNKNOWN_WORDS_MOST = 1;
const PIECES_MOST = 8;
const SIZES = [4, 8, 12];
const known = lexicon('join_piece', 'fillers').exact;

/** All the text's digits as one number, if each piece is of whole groups of four.
 * @param {string} text @param {string[]} words @returns {Finding[]} */
export function findScattered(text, words) {
  const pieces = [...text.matchAll(/[0-9]+(?:[ .-]{1,2}[0-9]+)*/g)]
    .map(({ index, 0: piece }) => ({
      start: index,
      end: index + piece.length,
      digits: piece.replace(/[^0-9]/g, ''),
    }))
    .filter(({ digits }) => digits.length > 1);
  const number = pieces.map(({ digits }) => digits).join('');
  if (pieces.length < 2 || pieces.length > PIECES_MOST) return [];
  if (number.length < LEAST || number.length > MOST) return [];
  const groups = pieces.flatMap(({ start, end }) => text.slice(start, end).match(/[0-9]+/g) ?? []);
  if (!groups.every(({ length }) => SIZES.includes(length))) return [];
  const issuer = strongestOf(number);
  if (!issuer || !belongTogether(text, words, pieces)) return [];
  const rest = /** @type {const} */ ({ kind: 'card', rule: issuer[0], certainty: 'likely' });
  return pieces.map(({ start, end }) => ({ start, end, ...rest }));
}

/** Little but filler between the pieces, or a card is named; and no label before.
 * @param {string} text @param {string[]} words @param {{start: number, end: number}[]} pieces */
function belongTogether(text, words, pieces) {
  if (isLabelled(text, 0, pieces[0].start)) return false;
  const gaps = pieces.slice(1).map(({ start }, index) => text.slice(pieces[index].end, start));
  if (gaps.some((gap) => gap.length > GAP_MOST || gap.includes('•'))) return false;
  const unknown = gaps.flatMap(wordsOf).filter((word) => !known.has(word));
  return unknown.length <= UNKNOWN_WORDS_MOST || namesCard(words, text);
}
