/** The guard's word on a text, and never an exception: what cannot be judged is not sent. */

import { find } from '../chatcore/guard/js/guard.js';

/** @import {Finding} from '../chatcore/guard/js/types.js' */
/** @typedef {'clear' | 'held' | 'too_big' | 'guard_failed'} Verdict */

/** @param {string} text @param {(text: string) => unknown[]} [search] @returns {Verdict} */
export function inspect(text, search = find) {
  try {
    return search(text).length ? 'held' : 'clear';
  } catch (error) {
    const { code } = /** @type {{code?: string}} */ (error);
    return code === 'too_big' ? code : 'guard_failed';
  }
}

/** @param {string} text @returns {Finding[]} nothing where the guard fails */
export function found(text) {
  try {
    return find(text);
  } catch {
    return [];
  }
}

/** Digits that only meet once others are gone go too. @param {string} text @returns {string} */
export function withoutFound(text) {
  const findings = found(text);
  return findings.length ? withoutFound(cut(text, findings)) : text;
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
