/** Chains of digit groups, and which brands a number may belong to: `chains.py`, `issuers.py`. */

import rules from './rules.js';

/**
 * @typedef {import('./types.js').Chain} Chain
 * @typedef {import('./types.js').Issuer} Issuer
 */

const PREFIX_DIGITS = 6;
const LEAST_IN_SEQUENCE = 6;

/** @param {string} text @param {number} start @param {number} end @returns {Chain} */
export function readChain(text, start, end) {
  const stretch = text.slice(start, end);
  const groups = stretch.match(/[0-9]+/g) ?? [];
  /** @type {Chain} */
  const chain = { starts: [], ends: [], gaps: [], sizes: [], offsets: [0], digits: '' };
  let position = 0;
  for (const group of groups) {
    const from = stretch.indexOf(group, position);
    chain.gaps.push(joint(position ? stretch.slice(position, from) : ''));
    position = from + group.length;
    chain.starts.push(start + from);
    chain.ends.push(start + position);
    chain.sizes.push(group.length);
    chain.digits += group;
    chain.offsets.push(chain.digits.length);
  }
  return chain;
}

/** What joins, odd spacing aside. @param {string} gap */
function joint(gap) {
  if (gap.length < 2) return gap;
  return gap.includes('\n') ? '\n' : gap.trim()[0] || ' ';
}

/** Counting up or down, as in a list or a countdown. @param {Chain} chain */
export function isSequence({ sizes, digits, offsets }) {
  if (sizes.length < LEAST_IN_SEQUENCE) return false;
  const values = sizes.map((_, index) => BigInt(digits.slice(offsets[index], offsets[index + 1])));
  const step = values[1] - values[0];
  return (
    [1n, -1n, 2n, 10n].includes(step) &&
    values.slice(1).every((value, index) => value - values[index] === step)
  );
}

/** @param {string} digits */
export function passesLuhn(digits) {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
  }
  return sum % 10 === 0;
}

/** The issuers whose ranges hold the first six digits. @param {string} digits @returns {Issuer[]} */
export function possibleIssuers(digits) {
  if (digits.length < PREFIX_DIGITS) return [];
  const number = Number(digits.slice(0, PREFIX_DIGITS));
  return rules.issuers.filter(([, ranges]) =>
    ranges.some(([low, high]) => low <= number && number <= high),
  );
}

/** The strongest of these issuers that the number fits. @param {string} digits
 * @param {Issuer[]} issuers @param {(topic: string) => boolean} isWorded */
export function issuerOf(digits, issuers, isWorded) {
  const fitting = issuers.filter(([, , lengths]) => lengths.includes(digits.length));
  if (!fitting.length) return undefined;
  const luhn = passesLuhn(digits);
  return fitting.find(
    ([, , , wording, unless, needsLuhn]) =>
      (luhn || !needsLuhn) && !(unless && isWorded(unless)) && (!wording || isWorded(wording)),
  );
}

/** The brand whose whole number this is, whatever stands beside it. @param {string} digits */
export function strongestOf(digits) {
  return issuerOf(digits, possibleIssuers(digits), () => false);
}
