/** What a message asks the other side for: the browser's half of `asking.py`. */

import { countDigits, fold, INVISIBLE, wordsOf } from './folding.js';
import { isIn, lexicon } from './lexicon.js';
import rules from './rules.js';
import { topicAnnounced, topicsIn } from './topics.js';

const { piece_characters_most: LONGEST } = rules.limits;
const MOST_DIGITS = 4;
const [ask, never, password] = ['ask', 'never', 'password'].map((name) => lexicon(name));

/** @param {string} text */
function seenIfShort(text) {
  const seen = fold(text).replaceAll(INVISIBLE, '');
  return seen.length > LONGEST || countDigits(seen) > MOST_DIGITS ? null : seen;
}

/** The topics that an answer of bare digits would be of; a warning asks for nothing.
 * @param {string} text @returns {Set<string>} */
export function askedFor(text) {
  const seen = seenIfShort(text);
  if (seen === null) return new Set();
  const words = wordsOf(seen);
  if (isIn(never, words, seen) || !(seen.includes('?') || isIn(ask, words, seen))) return new Set();
  const topics = topicsIn(words, seen);
  return isIn(password, words, seen) ? topics.add('password') : topics;
}

/** What a message that ends with a cue says about the next one. @param {string} text
 * @returns {Set<string>} */
export function announced(text) {
  const seen = seenIfShort(text);
  if (seen === null || isIn(never, wordsOf(seen), seen)) return new Set();
  const topic = topicAnnounced(seen);
  return new Set(topic ? [topic] : []);
}
