/** How much work one text may cost: the browser's half of `budget.py`. */

import rules from './rules.js';

/** The text asks for more work than any honest one. Carries nothing. */
export class Exhausted extends Error {}

/** Steps; one budget serves all passes over a text. */
export class Budget {
  #left = rules.limits.steps_most;

  /** @param {number} steps @throws {Exhausted} */
  spend(steps = 1) {
    this.#left -= steps;
    if (this.#left < 0) throw new Exhausted();
  }
}
