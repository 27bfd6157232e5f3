/** National numbers by their form, and social security numbers: the browser's half of `shaped.py`. */

import { checks, isSsn } from './checks.js';
import { hasAny, isLabelled, wordsAfter, wordsBefore } from './context.js';
import { apart } from './folding.js';
import { isIn, lexicon } from './lexicon.js';
import rules from './rules.js';

/** @typedef {import('./types.js').Finding} Finding @typedef {import('./budget.js').Budget} Budget */

const { label_reach_characters: REACH } = rules.limits;
const LEAST_DIGITS = 9;
const social = /(?:^|[^0-9a-z./+-])([0-9]{3}-[0-9]{2}-[0-9]{4})(?![0-9]|[-./][0-9])/g;
const forms = rules.identities
  .filter(([, , , form]) => form)
  .map(([name, kind, , form, check, alone]) => ({
    name,
    kind,
    check: /** @type {import("./checks.js").Check | undefined} */ (checks[check]),
    alone,
    pattern: new RegExp(`(?:^|[^a-z0-9])(${form})(?![a-z0-9])`, 'g'),
    cues: lexicon(`id_${name}`),
  }));
const anyCue = lexicon(...forms.map(({ name }) => `id_${name}`));

/** @param {string} text @param {string[]} words @param {number} digits @param {Budget} budget */
export function findShaped(text, words, digits, budget) {
  const found = digits >= LEAST_DIGITS ? findSocialSecurity(text, budget) : [];
  const worded = isIn(anyCue, words, text);
  for (const form of forms) {
    if (form.alone || (worded && isIn(form.cues, words, text))) matches(text, form, budget, found);
  }
  return apart(found);
}

/** @param {string} text @param {Budget} budget */
function findSocialSecurity(text, budget) {
  /** @type {Finding[]} */
  const found = [];
  for (const { index, 0: all, 1: number } of text.matchAll(social)) {
    budget.spend(2);
    const start = index + all.length - number.length;
    if (!isSsn(number.replaceAll('-', '')) || isLabelled(text, 0, start)) continue;
    found.push({ start, end: index + all.length, kind: 'ssn', rule: 'ssn', certainty: 'likely' });
  }
  return found;
}

/** @param {string} text @param {typeof forms[0]} form @param {Budget} budget
 * @param {Finding[]} found is added to */
function matches(text, form, budget, found) {
  for (const { index, 0: all, 1: number } of text.matchAll(form.pattern)) {
    budget.spend(2);
    const end = index + all.length;
    const start = end - number.length;
    if (!/[0-9]/.test(number)) continue;
    const checked = !form.check || form.check(number.replace(/[^a-z0-9]/g, ''));
    const side = `${wordsBefore(text, 0, start, REACH)} ${wordsAfter(text, end)}`;
    if (!hasAny(form.cues, side) && !(form.alone && checked)) continue;
    const certainty = checked && form.check ? 'sure' : 'likely';
    found.push({ start, end, kind: form.kind, rule: form.name, certainty });
  }
}
