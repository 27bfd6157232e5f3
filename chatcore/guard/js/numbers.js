/**
 * Chains of digit groups, and which brands a number may belong to: `chains.py` and `issuers.py`.
 */

import rules from './rules.js';

/**
 * @typedef {import('./types.js').Chain} Chain
 * @typedef {import('./types.js').Issuer} Issuer
 */

const { limits } = rules;
const wordings = Object.fromEntries(
  Object.entries(rules.wordings).map(([name, sources]) => [
    name,
    sources.map((source) => new RegExp(source)),
  ]),
);

/** @param {string} name of a pattern in the rules */
export function pattern(name, flags = '') {
  return new RegExp(rules.patterns[name], flags);
}

const chains = pattern('chain', 'g');

/** All chains with enough digits for a card. @param {string} folded @returns {Chain[]} */
export function readChains(folded) {
  return [...folded.matchAll(chains)]
    .filter(([text]) => text.length >= limits.card_digits_least)
    .map(({ index, 0: text }) => readChain(text, index))
    .filter(({ digits }) => digits.length >= limits.card_digits_least);
}

/** @param {string} text @param {number} start @returns {Chain} */
function readChain(text, start) {
  const groups = [...text.matchAll(/[0-9]+/g)];
  const offsets = [0];
  for (const [digits] of groups) offsets.push(offsets[offsets.length - 1] + digits.length);
  const starts = groups.map((group) => start + group.index);
  const ends = groups.map((group) => start + group.index + group[0].length);
  const gaps = text.split(/[0-9]+/).map((gap) => gap.trim()[0] ?? ' ');
  return { starts, ends, gaps, offsets, digits: text.replace(/[^0-9]/g, '') };
}

/** @param {string} digits */
function passesLuhn(digits) {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
  }
  return sum % 10 === 0;
}

/** The text left of a place that is neither covered nor masked. @param {string} folded
 * @param {number} floor @param {number} position @param {number} reach */
export function before(folded, floor, position, reach) {
  const text = folded.slice(Math.max(floor, position - reach), position);
  return text.slice(text.lastIndexOf('•') + 1);
}

/** @param {string} name @param {string} folded @param {number} floor @param {number} start */
export function isWorded(name, folded, floor, start, end = start) {
  const reach = limits.wording_reach_characters;
  const [lead, trail] = wordings[name];
  return (
    lead.test(before(folded, floor, start, reach)) || trail.test(folded.slice(end, end + reach))
  );
}

/** Whole groups from `first` on that can be a card number: [group after the last, issuer].
 * @param {import('./types.js').Place} place @returns {Generator<[number, Issuer]>} */
export function* numbersFrom({ folded, floor, chain, first }) {
  const begin = chain.offsets[first];
  const six = chain.digits.slice(begin, begin + 6);
  if (six.length < 6) return;
  const issuers = rules.issuers.filter(([, ranges]) =>
    ranges.some(([a, b]) => a <= +six && +six <= b),
  );
  if (!issuers.length) return;
  for (let last = first + 1; last < chain.offsets.length; last++) {
    const number = chain.digits.slice(begin, chain.offsets[last]);
    if (number.length > limits.card_digits_most) return;
    if (number.length < limits.card_digits_least) continue;
    const luhn = passesLuhn(number);
    const [start, end] = [chain.starts[first], chain.ends[last - 1]];
    const issuer = issuers.find(
      ([, , lengths, wording, unless, needsLuhn]) =>
        lengths.includes(number.length) &&
        (luhn || !needsLuhn) &&
        !(unless && isWorded(unless, folded, floor, start, end)) &&
        (!wording || isWorded(wording, folded, floor, start, end)),
    );
    if (issuer) yield [last, issuer];
  }
}
