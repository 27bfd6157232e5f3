/** Times as an agent reads them. All instants are milliseconds since the epoch. */

const SECOND_MILLISECONDS = 1000;
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
// Below this a difference is the way through the network, not a clock that is wrong.
const CLOCK_DIFFERS_FROM_MILLISECONDS = 2000;

/** What the server's clock shows, learned from the times it sends. */
export class ServerClock {
  #offset = 0;
  #now;

  /** @param {() => number} now */
  constructor(now = Date.now) {
    this.#now = now;
  }

  /** The server has just said that it is this late. @param {number} at */
  learn(at) {
    const offset = at - this.#now();
    this.#offset = Math.abs(offset) < CLOCK_DIFFERS_FROM_MILLISECONDS ? 0 : offset;
  }

  now() {
    return this.#now() + this.#offset;
  }
}

/**
 * How long it has been: `0:42`, `12:05`, `1 h 02`, `3 d`. Never negative.
 *
 * @param {number} milliseconds
 */
export function formatSpan(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND_MILLISECONDS));
  if (seconds >= DAY_SECONDS) return `${Math.floor(seconds / DAY_SECONDS)} d`;
  if (seconds >= HOUR_SECONDS) {
    const minutes = Math.floor((seconds % HOUR_SECONDS) / MINUTE_SECONDS);
    return `${Math.floor(seconds / HOUR_SECONDS)} h ${twoDigits(minutes)}`;
  }
  return `${Math.floor(seconds / MINUTE_SECONDS)}:${twoDigits(seconds % MINUTE_SECONDS)}`;
}

/** The time of day, as `10:02`. @param {number} at */
export function formatTime(at) {
  const date = new Date(at);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The day in words, as `Monday 23 November`. @param {number} at @param {string} [locale] */
export function formatDay(at, locale = 'en-GB') {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at);
}

/** Whether both instants are on one day of this computer's time zone. @param {number} first @param {number} second */
export function isSameDay(first, second) {
  return new Date(first).toDateString() === new Date(second).toDateString();
}

/** @param {number} count */
function twoDigits(count) {
  return String(count).padStart(2, '0');
}
