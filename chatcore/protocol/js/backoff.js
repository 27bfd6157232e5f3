/** How long to wait before coming back, spread so that many clients do not come at once. */

const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 30_000;
const FORGIVEN_AFTER_MILLISECONDS = 60_000;
const DOUBLINGS_MOST = 6;

export class Backoff {
  #failures = 0;
  #healthySince = Number.POSITIVE_INFINITY;
  /** @type {() => number} */
  #random;

  /** @param {() => number} random from 0 to 1 */
  constructor(random) {
    this.#random = random;
  }

  /** @param {number} now milliseconds */
  succeeded(now) {
    this.#healthySince = now;
  }

  /** Milliseconds until the next attempt. @param {number} now milliseconds */
  failed(now) {
    if (now - this.#healthySince >= FORGIVEN_AFTER_MILLISECONDS) this.#failures = 0;
    this.#healthySince = Number.POSITIVE_INFINITY;
    const doubled = FIRST_WAIT_MILLISECONDS * 2 ** Math.min(this.#failures, DOUBLINGS_MOST);
    this.#failures += 1;
    return this.spread(Math.min(LONGEST_WAIT_MILLISECONDS, doubled));
  }

  /** A random moment within. @param {number} milliseconds */
  spread(milliseconds) {
    return this.#random() * milliseconds;
  }
}
