/** The guard's word on a text, and never an exception: what cannot be judged is not sent. */

import { find } from '../chatcore/guard/js/guard.js';

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
