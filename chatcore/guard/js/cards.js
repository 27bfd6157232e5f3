/**
 * Card numbers in a folded text: the browser's half of `cards.py` and `vetoes.py`, which say why.
 * Offsets in code points.
 */

import { readTail } from './beside.js';
import { before, isWorded, numbersFrom, pattern, readChains } from './numbers.js';
import rules from './rules.js';

/**
 * @typedef {import('./types.js').Chain} Chain
 * @typedef {import('./types.js').Finding} Finding
 * @typedef {import('./types.js').Place} Place
 * @typedef {import('./types.js').Window} Window
 */

const { limits } = rules;
const shapes = new Set(rules.shapes);
const [ungrouped, fraction, phone] = ['ungrouped', 'fraction', 'phone'].map((name) =>
  pattern(name),
);
const uuids = pattern('uuid', 'g');

/** @param {Window} window */
function isUsual({ chain, first, last }) {
  const sizes = chain.starts.slice(first, last).map((at, index) => chain.ends[first + index] - at);
  return sizes.length === 1 || shapes.has(sizes.join(' '));
}

/** Whether a joined neighbour is no part: other separator, or usual shape and other length.
 * @param {Window} window @param {number} neighbour @param {number} edge @param {string} gap */
function differs(window, neighbour, edge, gap) {
  const { chain, first, last } = window;
  if (!chain.gaps.slice(first + 1, last).includes(gap)) return true;
  const size = (/** @type {number} */ index) => chain.ends[index] - chain.starts[index];
  return isUsual(window) && size(neighbour) !== size(edge);
}

/** @param {Window} window */
function isFreeBefore(window) {
  const { folded, floor, chain, first } = window;
  if (first === 0 || chain.starts[first - 1] < floor) return true;
  const begin = chain.starts[0];
  if (
    !/[a-z]/.test(folded.slice(Math.max(0, begin - 1), begin)) &&
    differs(window, first - 1, first, chain.gaps[first])
  )
    return true;
  return isWorded('card', folded, floor, begin);
}

/** @param {Window} window @param {Finding[]} tail */
function isFreeAfter(window, tail) {
  const { chain, last } = window;
  const { length } = chain.starts;
  const end = tail.at(-1)?.end ?? chain.ends[last - 1];
  let after = last;
  while (chain.starts[after] < end) after++;
  return (
    after === length ||
    (tail.length > 0 && after === length - 1) ||
    differs(window, after, last - 1, chain.gaps[after]) ||
    !numbersFrom({ ...window, first: after }).next().done
  );
}

/** @param {string} folded @param {number} start @param {number} end */
function isInUuid(folded, start, end) {
  const lead = Math.max(0, start - limits.uuid_characters);
  const around = folded.slice(lead, end + limits.uuid_characters);
  return [...around.matchAll(uuids)].some(
    ({ index, 0: { length } }) => lead + index < end && start < lead + index + length,
  );
}

/** @param {Window} window @param {number} start @param {number} end */
function isVetoed(window, start, end) {
  const { folded, floor } = window;
  const number = folded.slice(start, end);
  if (isInUuid(folded, start, end) || (!isUsual(window) && ungrouped.test(number))) return true;
  const worded = () => isWorded('card', folded, floor, start, end);
  const lead = before(folded, floor, start, limits.lead_characters);
  if (/^[0-9]+$/.test(number) && fraction.test(lead)) return !worded();
  const token =
    before(folded, floor, start, limits.url_reach_characters).split(/[ \n]/).pop() ?? '';
  const inUrl = (token.includes('://') || token.startsWith('www.')) && !number.includes(' ');
  return inUrl && !(folded[start - 1] === '=' && worded());
}

/** @param {Window} window @param {import('./types.js').Issuer} issuer @returns {Finding[] | null} */
function judge(window, issuer) {
  const { folded, floor, chain, first, last } = window;
  const [start, end] = [chain.starts[first], chain.ends[last - 1]];
  if (!isFreeBefore(window) || isVetoed(window, start, end)) return null;
  const tail = readTail(folded, end);
  if (!isFreeAfter(window, tail)) return null;
  const sure =
    !issuer[3] &&
    (isUsual(window) || tail.length > 0 || isWorded('card', folded, floor, start, end));
  return [
    { start, end, kind: 'card', rule: issuer[0], certainty: sure ? 'sure' : 'likely' },
    ...tail,
  ];
}

/** @param {string} folded @param {number} floor @param {Chain} chain */
function isPhone(folded, floor, chain) {
  return (
    chain.digits.length <= limits.phone_digits_most &&
    phone.test(before(folded, floor, chain.starts[0], limits.lead_characters))
  );
}

/** The longest acceptable number that starts with a group. @param {Place} place */
function cardAt(place) {
  /** @type {{findings: Finding[], last: number} | null} */
  let best = null;
  for (const [last, issuer] of numbersFrom(place)) {
    const findings = judge({ ...place, last }, issuer);
    if (findings) best = { findings, last };
  }
  return best;
}

/** Card numbers with what follows them, in order. @param {string} folded */
export function findCards(folded) {
  /** @type {Finding[]} */
  const found = [];
  let floor = 0;
  for (const chain of readChains(folded)) {
    if (isPhone(folded, floor, chain)) continue;
    for (let first = 0; first < chain.starts.length; ) {
      const card = chain.starts[first] < floor ? null : cardAt({ folded, floor, chain, first });
      if (card) {
        found.push(...card.findings);
        floor = card.findings[card.findings.length - 1].end;
      }
      first = card ? card.last : first + 1;
    }
  }
  return found;
}
