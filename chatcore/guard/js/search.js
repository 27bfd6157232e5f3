/** The gate, then passes over the text as it reads: the browser's half of `search.py`. */

import { findExpiries } from './beside.js';
import { Budget, Exhausted } from './budget.js';
import { findCards } from './cards.js';
import { findDisguised } from './disguised.js';
import { blank, countDigits, fold, INVISIBLE, inOrder, wordsOf } from './folding.js';
import { findIbans } from './ibans.js';
import { findLabelled } from './labelled.js';
import { findPasswords, mayHoldPassword } from './passwords.js';
import { inOriginal, read } from './reading.js';
import rules from './rules.js';
import { findScattered } from './scattered.js';
import { findShaped } from './shaped.js';
import { countSpoken, hasNumerals } from './spoken.js';
import { mayNameValues } from './topics.js';

/** @typedef {import('./types.js').Finding} Finding */

const { passes_most: PASSES, card_digits_least: LEAST_FOR_CARD } = rules.limits;
const LEAST_FOR_VALUE = 3;
const LEAST_SPOKEN = 6;
const LEAST_FOR_SHAPE = 4;
const LEAST_FOR_IBAN = 8;
const LEAST_FOR_DISGUISE = 9;
const MOST_SCATTERED = 24;

/** @param {string} seen @param {string[]} words */
function isWorthReading(seen, words) {
  const digits = countDigits(seen);
  if (digits >= LEAST_FOR_CARD) return true;
  if (digits >= LEAST_FOR_VALUE && mayNameValues(words, seen)) return true;
  if (digits >= 6 || mayHoldPassword(words, seen)) return true;
  const spoken = countSpoken(words);
  if (spoken && (spoken + digits >= LEAST_SPOKEN || mayNameValues(words, seen))) return true;
  return hasNumerals(seen);
}

/** What is sensitive; offsets in code points. @param {string} text */
export function search(text) {
  let folded = fold(text);
  /** @type {Finding[]} */
  const found = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const { fresh, asWritten } = readOnce(folded, text);
    found.push(...fresh);
    if (!fresh.length || asWritten) return found.sort(inOrder);
    // A text that was read otherwise than written may read otherwise without what was found.
    folded = blank(folded, fresh);
  }
  throw new RangeError('still finding after the last reading');
}

/** What one reading finds. @param {string} folded @param {string} text
 * @returns {{fresh: Finding[], asWritten: boolean}} */
function readOnce(folded, text) {
  const seen = folded.replaceAll(INVISIBLE, '');
  const words = wordsOf(seen);
  if (!isWorthReading(seen, words)) return { fresh: [], asWritten: true };
  try {
    const reading = read(folded, words, countDigits(seen));
    const found = new Look(reading, text, wordsOf(reading.text)).untilNothing();
    const fresh = found.map((finding) => inOriginal(reading, finding));
    return { fresh, asWritten: reading.starts === null };
  } catch (error) {
    if (error instanceof Exhausted) return { fresh: [everything(folded, words)], asWritten: true };
    throw error;
  }
}

/** From the first digit to the last, unread: the guard fails closed. @param {string} text
 * @param {string[]} words @returns {Finding} */
function everything(text, words) {
  let [start, end] = [text.search(/[0-9]/), text.length];
  while (end > 0 && !/[0-9]/.test(text[end - 1])) end--;
  if (start < 0 || mayHoldPassword(words, text)) [start, end] = [0, text.length];
  return { start, end, kind: 'card', rule: 'unread', certainty: 'likely' };
}

/** Each look sees the text without what the ones before it found. */
class Look {
  #text;
  #digits;
  #original = '';
  #words;
  #budget = new Budget();
  /** @type {Finding[]} */
  #found = [];

  /** @param {import('./types.js').Reading} reading @param {string} text @param {string[]} words */
  constructor(reading, text, words) {
    this.#text = reading.text;
    this.#digits = countDigits(reading.text);
    this.#words = words;
    if (!mayHoldPassword(words, reading.text)) return;
    // One unit per character, as in the reading; one beyond the basic plane is no letter anyway.
    const points = Array.from(text, (character) => (character.length > 1 ? '\uffff' : character));
    this.#original = (reading.starts ? reading.starts.map((at) => points[at]) : points).join('');
  }

  untilNothing() {
    /** @type {Finding[]} */
    const found = [];
    for (let pass = 0; pass < PASSES; pass++) {
      const fresh = this.#once();
      found.push(...fresh);
      if (!fresh.length || (this.#digits < LEAST_FOR_VALUE && !this.#original)) return found;
    }
    throw new RangeError('still finding after the last pass');
  }

  #once() {
    this.#found = [];
    const [words, budget] = [this.#words, this.#budget];
    if (this.#digits >= LEAST_FOR_IBAN) this.#take(findIbans(this.#text, words, budget));
    if (this.#digits >= LEAST_FOR_CARD) {
      const cards = findCards(this.#text, budget);
      const scattered = !cards.length && this.#digits <= MOST_SCATTERED;
      this.#take(scattered ? findScattered(this.#text, words) : cards);
    }
    if (this.#digits >= LEAST_FOR_DISGUISE) this.#take(findDisguised(this.#text, budget));
    const besideCard = this.#found.some(({ kind }) => kind === 'card');
    if (besideCard && this.#digits >= LEAST_FOR_VALUE) this.#take(findExpiries(this.#text));
    if (this.#digits >= LEAST_FOR_SHAPE) {
      this.#take(findShaped(this.#text, words, this.#digits, budget));
    }
    if (this.#digits >= LEAST_FOR_VALUE) {
      this.#take(findLabelled(this.#text, words, budget, besideCard));
    }
    if (this.#original) {
      this.#take(findPasswords(this.#text, this.#original, words, budget));
    }
    return this.#found;
  }

  /** @param {Finding[]} fresh */
  #take(fresh) {
    if (!fresh.length) return;
    this.#found.push(...fresh);
    this.#text = blank(this.#text, fresh);
    this.#digits = countDigits(this.#text);
  }
}
