/** What a word beside a number says that it is: the first half of the server's `labelled.py`. */

import { isAscii, wordsOf } from './folding.js';
import {
  add,
  endsAt,
  hasExact,
  hasOpening,
  hasPart,
  isIn,
  isPhraseAt,
  lexicon,
  openings,
} from './lexicon.js';
import rules from './rules.js';

const WORDS_BEFORE = 9;
const WORDS_AFTER = 7;
const LOOSE_WORDS = 2;
const ANNOUNCED_REACH = 12;
const STEM_KEY = 3;
const named = ['cvv', 'pin', 'otp', 'routing', 'bank_account', 'account', 'ssn'];
const ids = rules.identities.map(([name]) => `id_${name}`).filter((name) => name in rules.words);
const topics = new Map([...named, ...ids].map((name) => [name, lexicon(name)]));
const [noun, back, code, codeContext, notCode, state, unit, notCard, mine, link, tail] = [
  'digit_noun',
  'back',
  'code',
  'otp_context',
  'not_code',
  'state',
  'unit',
  'not_card',
  'mine',
  'link',
  'tail',
].map((name) => lexicon(name));
const known = openings([...topics.values(), code, back, tail]);
const parts = [...topics.values(), code, back].flatMap((list) => list.parts);

/** @type {Map<string, string>} */
const exact = new Map();
/** @type {Map<string, [string, string][]>} */
const stems = new Map();
/** @type {Map<string, [string[], string][]>} */
const phrases = new Map();
for (const [name, list] of topics) {
  for (const word of list.exact) if (!exact.has(word)) exact.set(word, name);
  for (const [key, each] of list.stems) for (const stem of each) add(stems, key, [stem, name]);
  for (const [key, each] of list.phrases)
    for (const words of each) add(phrases, key, [words, name]);
}
for (const index of [stems, phrases]) {
  for (const each of index.values()) each.sort(([a], [b]) => b.length - a.length);
}

export { state, unit };

/** A quick look: whether any cue can be in these words. @param {string[]} words
 * @param {string} text */
export function mayNameValues(words, text) {
  return hasOpening(known, words) || (!isAscii(text) && parts.some((part) => text.includes(part)));
}

/** Whether these words beside a number can name it. @param {string[]} words @param {string} text
 * @param {boolean} besideCard */
export function isNear(words, text, besideCard) {
  if (words.some((_, index) => topicAt(words, index) !== undefined)) return true;
  if (hasExact(code, words) && (besideCard || isIn(codeContext, words, text))) return true;
  if (isIn(back, words, text) && isIn(noun, words, text)) return true;
  if (besideCard && isIn(tail, words, text)) return true;
  return !isAscii(text) && parts.some((part) => text.includes(part));
}

/** What the cue that ends with this word names. @param {string[]} words @param {number} index */
function topicAt(words, index) {
  const word = words[index];
  return (
    phrases.get(word)?.find(([phrase]) => isPhraseAt(words, index, phrase))?.[1] ??
    exact.get(word) ??
    stems.get(word.slice(0, STEM_KEY))?.find(([stem]) => word.startsWith(stem))?.[1]
  );
}

/** All topics that these words name. @param {string[]} words @param {string} text */
export function topicsIn(words, text) {
  const found = new Set(words.map((_, index) => topicAt(words, index)));
  for (const [name, list] of topics) if (hasPart(list, text)) found.add(name);
  if (isIn(noun, words, text) && isIn(back, words, text)) found.add('cvv');
  else if (isIn(code, words, text) && isIn(codeContext, words, text)) found.add('otp');
  found.delete(undefined);
  return /** @type {Set<string>} */ (found);
}

/** @param {string} before @param {string} after @param {boolean} besideCard
 * @returns {string | undefined} */
export function topicBefore(before, after, besideCard) {
  const words = wordsOf(before);
  const least = Math.max(0, words.length - WORDS_BEFORE);
  for (let index = words.length - 1; index >= least; index--) {
    const topic = topicAt(words, index);
    if (topic) return topic === 'cvv' && hasExact(notCard, words) ? undefined : topic;
    if (endsAt(state, words, index)) return undefined;
  }
  return partTopic(before) ?? wordedTopic(words, before, after, besideCard);
}

/** In scripts that join words: the cue that ends last. @param {string} text */
function partTopic(text) {
  if (isAscii(text)) return undefined;
  let place = -1;
  let latest = '';
  for (const [name, list] of topics) {
    for (const part of list.parts) {
      const found = text.lastIndexOf(part);
      const at = found < 0 ? -1 : found + part.length;
      if (at > place || (at === place && at >= 0 && name > latest)) [place, latest] = [at, name];
    }
  }
  return place < 0 || hasPart(state, text.slice(place)) ? undefined : latest;
}

/** Codes named by more than one word. @param {string[]} words @param {string} before
 * @param {string} after @param {boolean} besideCard */
function wordedTopic(words, before, after, besideCard) {
  const recent = words.slice(-WORDS_BEFORE);
  if (isIn(noun, recent, before) && isIn(back, recent, before)) {
    return hasExact(notCard, recent) || recent.includes('box') ? undefined : 'cvv';
  }
  if (!isIn(code, recent, before) || isIn(notCode, recent, before)) {
    return besideCard && isIn(tail, recent, before) ? 'cvv' : undefined;
  }
  if (isIn(codeContext, [...words, ...wordsOf(after)], before + after)) return 'otp';
  return besideCard ? 'cvv' : undefined;
}

/** What a number would be that comes next, after a text such as "my pin is". @param {string} text */
export function topicAnnounced(text) {
  const words = wordsOf(text);
  while (
    words.length &&
    (link.exact.has(words.at(-1) ?? '') || mine.exact.has(words.at(-1) ?? ''))
  ) {
    words.pop();
  }
  const topic = words.length ? topicAt(words, words.length - 1) : undefined;
  return topic ?? partTopic(text.slice(-ANNOUNCED_REACH));
}

/** "482 is my CVV", "123 (cvv)". @param {string} after @returns {string | undefined} */
export function topicAfter(after) {
  const words = wordsOf(after).slice(0, WORDS_AFTER);
  if (hasExact(unit, words.slice(0, 1))) return undefined;
  for (let index = 0; index < words.length; index++) {
    const topic = topicAt(words, index);
    const lead = words.slice(0, index);
    if (topic) {
      const linked = hasExact(link, lead) || hasExact(mine, lead);
      return linked || words.length <= index + LOOSE_WORDS ? topic : undefined;
    }
    if (endsAt(state, words, index)) return undefined;
  }
  if (isIn(noun, words, after) && isIn(back, words, after)) return 'cvv';
  return partTopic(after);
}
