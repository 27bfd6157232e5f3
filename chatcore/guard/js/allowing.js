/** A site's own number formats that the guard need not ask about: as in `allowing.py`. */

import { fold, INVISIBLE } from './folding.js';
import rules from './rules.js';

const {
  allow_characters_most: MOST,
  allow_patterns_most: PATTERNS,
  allow_run_most: RUN,
} = rules.limits;
const MOST_RUNS = 2;
const LEAST_FIXED = 3;
/** @type {Record<string, string>} */
const classes = { '#': '[0-9]', '@': '[a-z]', '*': `[a-z0-9-]{0,${RUN}}` };

/** @param {string} source such as `ORD-####-####` @throws {RangeError} when it is none */
export function allowPattern(source) {
  const folded = fold(source).trim();
  const runs = folded.split('*').length - 1;
  if (
    folded.length > MOST ||
    runs > MOST_RUNS ||
    folded.length - runs < LEAST_FIXED ||
    folded.includes(INVISIBLE) ||
    folded.includes('•')
  ) {
    throw new RangeError('allow_pattern');
  }
  const body = Array.from(
    folded,
    (each) => classes[each] ?? each.replace(/[\\^$.|?*+()[\]{}/-]/, '\\$&'),
  ).join('');
  return new RegExp(`(?:^|[^a-z0-9])(${body})(?![a-z0-9])`, 'g');
}

/** The findings less the likely ones that a pattern covers. @param {string} folded
 * @param {import('./types.js').Finding[]} findings in code points @param {RegExp[]} allowed */
export function withoutAllowed(folded, findings, allowed) {
  const patterns = allowed.slice(0, PATTERNS);
  return findings.filter(
    ({ start, end, certainty }) =>
      certainty === 'sure' || !patterns.some((each) => covers(each, folded, start, end)),
  );
}

/** @param {RegExp} each @param {string} folded @param {number} start @param {number} end */
function covers(each, folded, start, end) {
  const lead = Math.max(0, start - MOST);
  return [...folded.slice(lead, end + MOST).matchAll(each)].some(({ index, 0: all, 1: number }) => {
    const stop = lead + index + all.length;
    return stop - number.length <= start && end <= stop;
  });
}
