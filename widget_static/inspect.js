/** The guard's word on a text, and never an exception: what cannot be judged is not sent. */

import * as guard from '../chatcore/guard/js/guard.js';

/** @import {Finding} from '../chatcore/guard/js/types.js' */
/** @typedef {'clear' | 'asked' | 'held' | 'too_big' | 'guard_failed'} Verdict */
/** @typedef {Finding['kind'] | undefined} HeldKind of what stands in the way */
/** @typedef {(text: string) => Finding[]} Search */
/** @typedef {{earlier: string[], asked: Set<string>}} Before as `Said` keeps it */

/** @type {Search} */
const alone = (text) => guard.find(text);

/** Finds also what a text completes. @param {() => Before} before @returns {Search} */
export function searchAfter(before) {
  return (text) => {
    const { earlier, asked } = before();
    // A stand-in for the guard may know single texts only.
    if (!guard.joinMessages) return guard.find(text);
    return guard.joinMessages(earlier, text, asked).findings;
  };
}

/** @param {string} text @param {Search} [search] @returns {Verdict} */
export function inspect(text, search = alone) {
  return examine(text, search).verdict;
}

/** @param {string} text @param {Search} [search] @returns {{verdict: Verdict, kind: HeldKind}} */
export function examine(text, search = alone) {
  try {
    const findings = search(text);
    const [sure] = findings.filter(({ certainty }) => certainty !== 'likely');
    const verdict = sure ? 'held' : findings.length ? 'asked' : 'clear';
    return { verdict, kind: (sure ?? findings[0])?.kind };
  } catch (error) {
    const { code } = /** @type {{code?: string}} */ (error);
    return { verdict: code === 'too_big' ? code : 'guard_failed', kind: undefined };
  }
}

/** @param {string} text @param {Search} [search] @returns {Finding[]} nothing where the guard fails */
export function found(text, search = alone) {
  try {
    return search(text);
  } catch {
    return [];
  }
}

/** Digits that only meet once others are gone go too. @param {string} text @param {Search} [search] @returns {string} */
export function withoutFound(text, search = alone) {
  const findings = found(text, search);
  return findings.length ? withoutFound(cut(text, findings), search) : text;
}

/** @param {string} text @param {Finding[]} findings in order */
function cut(text, findings) {
  let rest = '';
  let position = 0;
  for (const { start, end } of findings) {
    rest = join(rest, text.slice(position, start));
    position = Math.max(position, end);
  }
  return join(rest, text.slice(position));
}

/** Without the gap on both sides of what is gone. @param {string} before @param {string} after */
function join(before, after) {
  return /(^|\s)$/.test(before) ? before + after.trimStart() : before + after;
}
