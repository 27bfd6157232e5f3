/**
 * Times and days in the customer's language.
 *
 * @import {Speak} from './texts.js'
 */

const DAY_MILLISECONDS = 86_400_000;

export class Times {
  #speak;
  #clock;
  #date;
  #lastDay = '';

  /** @param {Speak} speak @param {string} language */
  constructor(speak, language) {
    this.#speak = speak;
    const locale = regionOf(language);
    this.#clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    this.#date = new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
  }

  /** @param {number} at milliseconds since the epoch */
  clock(at) {
    return this.#clock.format(at);
  }

  /** The day's name where it is another than the last asked for. @param {number} at milliseconds */
  newDay(at) {
    const day = new Date(at).toDateString();
    if (day === this.#lastDay) return '';
    this.#lastDay = day;
    return this.#nameOf(day, at);
  }

  /** @param {string} day @param {number} at */
  #nameOf(day, at) {
    const now = Date.now();
    if (day === new Date(now).toDateString()) return this.#speak('today');
    if (day === new Date(now - DAY_MILLISECONDS).toDateString()) return this.#speak('yesterday');
    return this.#date.format(at);
  }
}

/** The customer's own kind of the language, so that a clock reads as at home. @param {string} language */
function regionOf(language) {
  return navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
}
