/** Payment card numbers in a folded text: the browser's half of `cards.py`, which says why. */

import { readTail } from './beside.js';
import { isSequence, issuerOf, possibleIssuers, readChain, strongestOf } from './chains.js';
import { isLabelled, isPhone, isVetoed, isWorded } from './context.js';
import { pattern } from './lexicon.js';
import rules from './rules.js';

/**
 * @typedef {import('./types.js').Chain} Chain
 * @typedef {import('./types.js').Finding} Finding
 * @typedef {import('./types.js').Window} Window
 * @typedef {import('./budget.js').Budget} Budget
 */

const {
  card_digits_least: LEAST,
  card_digits_most: MOST,
  glued_digits_most: GLUED_MOST,
} = rules.limits;
const CHARACTERS_PER_STEP = 32;
const PREFIX_DIGITS = 6;
const shapes = new Set(rules.shapes);
const usualPairs = new Set(rules.shapes.map((shape) => shape.split(' ').slice(0, 2).join(' ')));
const longChain = pattern('long_chain', 'g');
const gluedTail = pattern('glued_tail');

/** @param {string} text @param {number} floor @param {Chain} chain @param {number} first
 * @param {number} last @returns {Window} */
function windowOf(text, floor, chain, first, last) {
  const [start, end] = [chain.starts[first], chain.ends[last - 1]];
  const usual = last - first === 1 || shapes.has(chain.sizes.slice(first, last).join(' '));
  return { text, floor, chain, first, last, start, end, usual };
}

/** Card numbers with what follows them, in order. @param {string} text @param {Budget} budget */
export function findCards(text, budget) {
  /** @type {Finding[]} */
  const found = [];
  let floor = 0;
  for (const { index, 0: stretch } of text.matchAll(longChain)) {
    budget.spend(Math.floor(stretch.length / CHARACTERS_PER_STEP));
    const chain = readChain(text, index, index + stretch.length);
    if (chain.digits.length < LEAST || isPhone(text, floor, chain)) continue;
    floor = findIn(text, floor, chain, budget, found);
  }
  return found;
}

/** @param {string} text @param {number} floor @param {Chain} chain @param {Budget} budget
 * @param {Finding[]} found is added to @returns {number} what is covered now */
function findIn(text, floor, chain, budget, found) {
  const count = isSequence(chain) ? 0 : chain.starts.length;
  for (let first = 0; first < count; ) {
    const tried = chain.starts[first] >= floor && mayStart(chain, first, floor);
    const card = tried ? cardAt(text, floor, chain, first, budget) : null;
    first++;
    if (!card) continue;
    found.push(...card);
    floor = card[card.length - 1].end;
    while (chain.starts[first] < floor) first++;
  }
  return floor;
}

/** A quick look: most groups of a long list are in the middle of it. @param {Chain} chain
 * @param {number} first @param {number} floor */
function mayStart({ starts, sizes, gaps }, first, floor) {
  if (first === 0 || starts[first - 1] < floor || sizes[first] >= LEAST) return true;
  if (first + 1 === starts.length) return false;
  if (gaps[first] !== gaps[first + 1]) return true;
  const pair = `${sizes[first]} ${sizes[first + 1]}`;
  return sizes[first] !== sizes[first - 1] && usualPairs.has(pair);
}

/** The longest acceptable number that starts with this group. @param {string} text
 * @param {number} floor @param {Chain} chain @param {number} first @param {Budget} budget */
function cardAt(text, floor, chain, first, budget) {
  const { digits, offsets } = chain;
  const begin = offsets[first];
  const issuers = possibleIssuers(digits.slice(begin, begin + PREFIX_DIGITS));
  if (!issuers.length) return null;
  budget.spend(2);
  /** @type {Finding[] | null} */
  let best = null;
  for (let last = first + 1; last < offsets.length; last++) {
    const count = offsets[last] - begin;
    if (count > MOST) break;
    if (count < LEAST) continue;
    const window = windowOf(text, floor, chain, first, last);
    const number = digits.slice(begin, begin + count);
    const issuer = issuerOf(number, issuers, (topic) => isWorded(topic, window));
    if (!issuer) continue;
    budget.spend(2);
    best = judge(window, issuer) ?? best;
  }
  return best ?? glued(text, floor, chain, first);
}

/** Whether a joined neighbour is no part of the number. @param {Window} window
 * @param {number} neighbour @param {number} edge @param {string} gap */
function differs({ chain, first, last, usual }, neighbour, edge, gap) {
  if (!chain.gaps.slice(first + 1, last).includes(gap)) return true;
  return usual && chain.sizes[neighbour] !== chain.sizes[edge];
}

/** @param {Window} window */
function isFreeBefore(window) {
  const { floor, chain, first } = window;
  if (first === 0 || chain.starts[first - 1] < floor) return true;
  // Letters glued to the chain are an account number's country.
  if (/[a-z]/.test(window.text.slice(Math.max(0, chain.starts[0] - 1), chain.starts[0]))) {
    return !chain.gaps.slice(first + 1, window.last).includes(chain.gaps[first]);
  }
  return differs(window, first - 1, first, chain.gaps[first]);
}

/** @param {Window} window @param {Finding[]} tail */
function isFreeAfter(window, tail) {
  const { chain, last } = window;
  const { length } = chain.starts;
  const end = tail.at(-1)?.end ?? chain.ends[last - 1];
  let after = last;
  while (chain.starts[after] < end) after++;
  if (after >= length || (tail.length > 0 && after === length - 1)) return true;
  if (differs(window, after, last - 1, chain.gaps[after])) return true;
  const begin = chain.offsets[after];
  return chain.offsets
    .slice(after + 1)
    .some(
      (stop) =>
        stop - begin >= LEAST &&
        stop - begin <= MOST &&
        strongestOf(chain.digits.slice(begin, stop)),
    );
}

/** @param {Window} window @param {import('./types.js').Issuer} issuer @returns {Finding[] | null} */
function judge(window, issuer) {
  if (!isFreeBefore(window) || isVetoed(window)) return null;
  const tail = readTail(window.text, window.end);
  if (!isFreeAfter(window, tail)) return null;
  const certainty = certaintyOf(window, issuer, tail);
  const { start, end } = window;
  return certainty && [{ start, end, kind: 'card', rule: issuer[0], certainty }, ...tail];
}

/** Rather a row of small or differently joined numbers. @param {Window} window */
function isList({ chain, first, last }) {
  const sizes = new Set(chain.sizes.slice(first, last - 1));
  const joints = new Set(chain.gaps.slice(first + 1, last));
  return joints.size > 1 || (sizes.size === 2 && sizes.has(1) && sizes.has(2));
}

/** Null where the evidence is too weak. @param {Window} window
 * @param {import('./types.js').Issuer} issuer @param {Finding[]} tail */
function certaintyOf(window, [, , , wording], tail) {
  const worded = isWorded('card', window);
  if (window.usual && !wording) return 'sure';
  if (!window.usual && !worded) {
    if (isList(window) || isLabelled(window.text, window.floor, window.start)) return null;
  }
  if (wording) return 'likely';
  return worded || tail.length ? 'sure' : 'likely';
}

/** Number, expiry and code in one run. @param {string} text @param {number} floor
 * @param {Chain} chain @param {number} first @returns {Finding[] | null} */
function glued(text, floor, chain, first) {
  const fits = (/** @type {string} */ run) => run.length > MOST && run.length <= GLUED_MOST;
  let last = chain.starts.length;
  let digits = chain.digits.slice(chain.offsets[first]);
  if (!fits(digits)) {
    last = first + 1;
    digits = digits.slice(0, chain.sizes[first]);
  }
  if (!fits(digits)) return null;
  const window = windowOf(text, floor, chain, first, last);
  if (!isFreeBefore(window) || isVetoed({ ...window, usual: last - first === 1 })) return null;
  for (const length of [16, 15, 19, 14, 18, 17]) {
    const issuer = strongestOf(digits.slice(0, length));
    if (issuer && gluedTail.test(digits.slice(length))) {
      const { start, end } = window;
      return [{ start, end, kind: 'card', rule: issuer[0], certainty: 'sure' }];
    }
  }
  return null;
}
