/** What several messages hold together: the browser's half of `joining.py`. Code points. */

import { announced } from './asking.js';
import { readTail } from './beside.js';
import { Budget } from './budget.js';
import { findCards } from './cards.js';
import { namesCard, namesLabel } from './context.js';
import { blank, countDigits, fold, INVISIBLE, inOrder, wordsOf } from './folding.js';
import { findAnswer } from './labelled.js';
import { lexicon, pattern } from './lexicon.js';
import { inOriginal, read } from './reading.js';
import rules from './rules.js';
import { search } from './search.js';

/**
 * @typedef {import('./types.js').Finding} Finding
 * @typedef {import('./types.js').Joined} Joined
 * @typedef {import('./types.js').Reading} Reading
 * @typedef {{index: number, reading: Reading, start: number, end: number, card: boolean,
 *   digits: string}} Part
 */

const {
  earlier_messages_most: EARLIER_MOST,
  pieces_most: PIECES_MOST,
  piece_characters_most: PIECE_MOST,
  card_digits_least: LEAST,
  glued_digits_most: MOST,
} = rules.limits;
const CARD_STAYS_MESSAGES = 4;
const BRIEF_WORDS = 6;
const LEAD_WORDS = 3;
// As in "last 8: ..." and "2) ...": a count or a list, no part of the number.
const count = /^[0-9]{1,2}[:.)] ?(?=[0-9]{3})/;
const chains = pattern('chain', 'g');
const pieceWords = lexicon('join_piece', 'fillers').exact;

/** @param {string} text */
function lengthOf(text) {
  return text.length > PIECE_MOST ? [...text].length : text.length;
}

/** @param {string[]} earlier @param {string} text @param {Set<string>} asked @returns {Joined} */
export function joinPoints(earlier, text, asked) {
  const own = search(text);
  const skipped = Math.max(0, earlier.length - EARLIER_MOST);
  const across = findAcross(earlier.slice(skipped), text, own, asked);
  return {
    findings: merged([...own, ...across.findings]),
    earlier: [...Array.from({ length: skipped }, () => []), ...across.earlier],
  };
}

/** Where findings overlap the longer one. @param {Finding[]} all */
export function merged(all) {
  /** @type {Finding[]} */
  const kept = [];
  for (const finding of all.sort(
    (a, b) => a.start - a.end - (b.start - b.end) || a.start - b.start,
  )) {
    const { start, end } = finding;
    if (kept.every((other) => end <= other.start || start >= other.end)) kept.push(finding);
  }
  return kept.sort(inOrder);
}

/** @param {string[]} earlier @param {string} text @param {Finding[]} own
 * @param {Set<string>} asked @returns {Joined} */
function findAcross(earlier, text, own, asked) {
  const nothing = earlier.map(() => []);
  if (lengthOf(text) > PIECE_MOST || !(earlier.length || asked.size)) {
    return { findings: [], earlier: nothing };
  }
  const reading = left(text, own);
  const last = earlier.at(-1);
  if (last !== undefined && isUsedUp(last)) {
    const tail = afterCard(earlier, reading);
    if (tail.length) return { findings: tail, earlier: nothing };
  }
  const halves = last === undefined ? null : splitInTwo(earlier, text);
  if (halves) return halves;
  if (countDigits(reading.text)) {
    const split = splitCard(earlier, reading);
    if (split) return split;
    const tail = afterCard(earlier, reading);
    if (tail.length) return { findings: tail, earlier: nothing };
  }
  const topics = new Set([...asked, ...(last === undefined ? [] : announced(last))]);
  return { findings: answer(reading, topics), earlier: nothing };
}

/** Whether nothing of a message is left for a number's beginning. @param {string} text */
function isUsedUp(text) {
  return lengthOf(text) <= PIECE_MOST && !countDigits(left(text, search(text)).text);
}

/** The reading of what was not found yet. @param {string} text @param {Finding[]} own */
function left(text, own) {
  const folded = blank(fold(text), own);
  const seen = folded.replaceAll(INVISIBLE, '');
  return read(folded, wordsOf(seen), countDigits(seen));
}

/** Two messages of digits alone, read whole: either part may be a card by chance.
 * @param {string[]} earlier @param {string} text @returns {Joined | null} */
function splitInTwo(earlier, text) {
  const previous = earlier[earlier.length - 1];
  if (lengthOf(previous) > PIECE_MOST) return null;
  const readings = [left(previous, []), left(text, [])];
  if (readings.some((reading) => wordsOf(reading.text).length)) return null;
  const before = partOf(earlier.length - 1, readings[0], true);
  const last = partOf(earlier.length, readings[1], false);
  if (!before || !last || before.digits.length < trimmed(readings[0].text).length) return null;
  for (const joint of ['', ' ']) {
    const found = findJoined([before, last], joint, earlier.length);
    if (found) return found;
  }
  return null;
}

/** @param {string} text */
function trimmed(text) {
  return text.replace(/^[ \n.,:;/_-]+|[ \n.,:;/_-]+$/g, '');
}

/** @param {string[]} earlier @param {Reading} reading @returns {Joined | null} */
function splitCard(earlier, reading) {
  const last = partOf(earlier.length, reading, false);
  if (!last) return null;
  /** @type {Part[]} */
  const parts = [last];
  for (const part of pieces(earlier)) {
    parts.unshift(part);
    for (const joint of ['', ' ']) {
      const found = findJoined(parts, joint, earlier.length);
      if (found) return found;
    }
  }
  return null;
}

/** The messages, latest first, that may hold the number's beginning. @param {string[]} earlier */
function* pieces(earlier) {
  let found = 0;
  for (let index = earlier.length - 1; index >= 0 && found < PIECES_MOST - 1; index--) {
    const text = earlier[index];
    if (lengthOf(text) > PIECE_MOST) return;
    const reading = left(text, search(text));
    if (!countDigits(reading.text)) continue;
    const part = partOf(index, reading, true);
    if (!part) return;
    found++;
    yield part;
  }
}

/** The digits at the message's end (of the new one: at its beginning), if they may join.
 * @param {number} message @param {Reading} reading @param {boolean} atEnd @returns {Part | null} */
function partOf(message, reading, atEnd) {
  const { text } = reading;
  const all = [...text.matchAll(chains)];
  if (!all.length || namesLabel(text)) return null;
  const { index, 0: chain } = all[atEnd ? all.length - 1 : 0];
  const end = index + chain.length;
  const start = index + (count.exec(chain)?.[0].length ?? 0);
  const card = namesCard(wordsOf(text), text);
  const outside = wordsOf(atEnd ? text.slice(end) : text.slice(0, start));
  const within = all.reduce((sum, [each]) => sum + each.length, 0);
  const heavy = within * 2 >= trimmed(text).length;
  const brief = !atEnd && outside.length <= LEAD_WORDS && !trimmed(text.slice(end));
  const known = outside.every((word) => pieceWords.has(word));
  if (!card && !heavy && !brief && !known) return null;
  return { index: message, reading, start, end, card, digits: text.slice(start, end) };
}

/** @param {Part[]} parts @param {string} joint @param {number} messages @returns {Joined | null} */
function findJoined(parts, joint, messages) {
  const before = parts.slice(0, -1);
  const last = parts[parts.length - 1];
  const digits = parts.reduce((sum, part) => sum + countDigits(part.digits), 0);
  const length = before.reduce((sum, part) => sum + part.digits.length, 0);
  if (digits < LEAST || length > MOST * 2) return null;
  const lead = parts.some(({ card }) => card) ? 'card ' : '';
  const head = lead + before.map((part) => part.digits + joint).join('');
  const found = findCards(head + last.reading.text.slice(last.start), new Budget());
  if (!found.length || found[0].start !== lead.length || found[0].end <= head.length) return null;
  /** @type {Finding[][]} */
  const earlier = Array.from({ length: messages }, () => []);
  for (const { index, reading, start, end } of before) {
    earlier[index].push(inOriginal(reading, { ...found[0], start, end }));
  }
  const offset = last.start - head.length;
  const findings = found
    .filter(({ end }) => end > head.length)
    .map((each) => {
      const start = Math.max(each.start, head.length) + offset;
      return inOriginal(last.reading, { ...each, start, end: each.end + offset });
    });
  return { findings, earlier };
}

/** An expiry date and a code that come alone after a card. @param {string[]} earlier
 * @param {Reading} reading */
function afterCard(earlier, reading) {
  const { text } = reading;
  if (wordsOf(text).length > BRIEF_WORDS || namesLabel(text)) return [];
  const from = Math.max(0, earlier.length - CARD_STAYS_MESSAGES);
  const held = earlier.some((_, index) => index >= from && holdsCard(earlier, index));
  return held ? readTail(text, 0).map((each) => inOriginal(reading, each)) : [];
}

/** Whether a card ends in this message, masked or not. @param {string[]} earlier
 * @param {number} index */
function holdsCard(earlier, index) {
  const text = earlier[index];
  if (text.includes(rules.mask)) return true;
  if (lengthOf(text) > PIECE_MOST) return false;
  const own = search(text);
  if (own.some(({ kind }) => kind === 'card')) return true;
  return splitCard(earlier.slice(0, index), left(text, own)) !== null;
}

/** The bare answer to what was asked for. @param {Reading} reading @param {Set<string>} topics */
function answer(reading, topics) {
  if (!topics.size || wordsOf(reading.text).length > BRIEF_WORDS) return [];
  return findAnswer(reading.text, topics).map((each) => inOriginal(reading, each));
}
