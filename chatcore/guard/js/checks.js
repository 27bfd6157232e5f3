/** Check digits by the names the data uses: the browser's half of `checks.py`. */

import { passesLuhn } from './chains.js';

/** @typedef {(number: string) => boolean} Check */

const DNI_LETTERS = 'trwagmyfpdxbnjzsqvhlcke';
const CODICE_DIGITS = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const CODICE_LETTERS = [
  ...CODICE_DIGITS,
  2,
  4,
  18,
  20,
  11,
  3,
  6,
  8,
  12,
  14,
  16,
  10,
  22,
  25,
  24,
  23,
];
const VERHOEFF_STEP = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
const ITIN_GROUPS = [
  [50, 65],
  [70, 88],
  [90, 92],
  [94, 99],
];
const ROUTING_PREFIXES = [
  [0, 12],
  [21, 32],
  [61, 72],
  [80, 80],
];

/** @param {number[][]} ranges @param {number} value */
function isBetween(ranges, value) {
  return ranges.some(([low, high]) => low <= value && value <= high);
}

/** @param {string} digits @param {number[]} weights */
function weighted(digits, weights) {
  return weights.reduce((sum, weight, index) => sum + Number(digits[index] ?? 0) * weight, 0);
}

/** @param {number} from @param {number} to */
function down(from, to) {
  return Array.from({ length: from - to + 1 }, (_, index) => from - index);
}

/** The remainder of a number of any length. @param {string} digits @param {number} divisor */
function remainder(digits, divisor) {
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % divisor, 0);
}

/** @type {Check} */
export function isSsn(digits) {
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)].map(
    Number,
  );
  if (area >= 900) return isBetween(ITIN_GROUPS, group);
  return area > 0 && group > 0 && serial > 0 && area !== 666;
}

/** @type {Check} */
export function isRouting(digits) {
  const known = isBetween(ROUTING_PREFIXES, Number(digits.slice(0, 2)));
  return known && weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && Number(digits) > 0;
}

/** @type {Check} */
function isBsn(digits) {
  const padded = digits.padStart(9, '0');
  const sum = weighted(padded, [9, 8, 7, 6, 5, 4, 3, 2, -1]);
  return Number(padded) > 0 && sum % 11 === 0;
}

/** @type {Check} */
function isSteuerId(digits) {
  const lead = digits.slice(0, 10);
  const counts = [...new Set(lead)]
    .map((digit) => lead.split(digit).length - 1)
    .sort((a, b) => a - b);
  const [next, most] = counts.slice(-2);
  if (digits[0] === '0' || (most !== 2 && most !== 3) || next > 1) return false;
  const product = [...lead].reduce(
    (before, digit) => (((Number(digit) + before) % 10 || 10) * 2) % 11,
    10,
  );
  return (11 - product) % 10 === Number(digits[10]);
}

/** @type {Check} */
function isCpf(digits) {
  if (new Set(digits).size === 1) return false;
  const first = ((weighted(digits, down(10, 2)) * 10) % 11) % 10;
  const second = ((weighted(digits, down(11, 2)) * 10) % 11) % 10;
  return digits.slice(9) === `${first}${second}`;
}

/** @param {number} a @param {number} b in the group of the pentagon's turns and flips */
function verhoeffTimes(a, b) {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}

/** @type {Check} */
function isAadhaar(digits) {
  if ('01'.includes(digits[0])) return false;
  let check = 0;
  [...digits].reverse().forEach((digit, index) => {
    let value = Number(digit);
    for (let step = 0; step < index % 8; step++) value = VERHOEFF_STEP[value];
    check = verhoeffTimes(check, value);
  });
  return check === 0;
}

/** @type {Check} */
function isDni(text) {
  const number = text.slice(0, -1).replace(/^[xyz]/, (lead) => String('xyz'.indexOf(lead)));
  return /^[0-9]+$/.test(number) && DNI_LETTERS[Number(number) % 23] === text[text.length - 1];
}

/** @param {string} character @param {number[]} letters @param {number[]} digits */
function codiceValue(character, letters, digits) {
  return /[0-9]/.test(character)
    ? digits[Number(character)]
    : letters[character.charCodeAt(0) - 97];
}

/** @type {Check} */
function isCodiceFiscale(text) {
  const plain = Array.from({ length: 26 }, (_, index) => index);
  const sum = [...text.slice(0, 15)].reduce(
    (total, character, index) =>
      total +
      (index % 2
        ? codiceValue(character, plain, plain)
        : codiceValue(character, CODICE_LETTERS, CODICE_DIGITS)),
    0,
  );
  return String.fromCharCode(97 + (sum % 26)) === text[15];
}

/** @type {Check} */
function isNir(digits) {
  return (
    digits.length === 15 && 97 - remainder(digits.slice(0, 13), 97) === Number(digits.slice(13))
  );
}

/** @type {Check} */
function isPesel(digits) {
  return weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

/** @type {Check} */
function isTckn(digits) {
  const values = [...digits].map(Number);
  const odd = values[0] + values[2] + values[4] + values[6] + values[8];
  const even = values[1] + values[3] + values[5] + values[7];
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return values[0] > 0 && values[9] === tenth && values[10] === (odd + even + values[9]) % 10;
}

/** @type {Check} */
function isChineseId(text) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return '10x98765432'[weighted(text, weights) % 11] === text[17];
}

/** Check digits of an account number without separators. @type {Check} */
export function isIban(text) {
  const digits = [...(text.slice(4) + text.slice(0, 4))].map((each) => Number.parseInt(each, 36));
  return remainder(digits.join(''), 97) === 1;
}

/** @type {Record<string, Check>} */
export const checks = {
  ssn: isSsn,
  luhn: passesLuhn,
  bsn: isBsn,
  mod_11_10: isSteuerId,
  cpf: isCpf,
  verhoeff: isAadhaar,
  dni: isDni,
  codice: isCodiceFiscale,
  nir: isNir,
  pesel: isPesel,
  luhn_10: (digits) => passesLuhn(digits.slice(-10)),
  tckn: isTckn,
  cn_id: isChineseId,
};
