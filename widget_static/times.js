/**
 * Times and days as the shop's language writes them, on a clock of 24 hours.
 *
 * @import {Speak} from './texts.js'
 */

import { languageFor } from './texts.js';

const DAY_MILLISECONDS = 86_400_000;

export class Times {
  #speak;
  #clock;
  #date;
  #lastDay = '';

  /** @param {Speak} speak @param {string} locale from `localeFor` */
  constructor(speak, locale) {
    this.#speak = speak;
    this.#clock = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
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

/** The site's own kind of a language we have words in. @param {string} locale of the site @returns {string} */
export function localeFor(locale) {
  const language = languageFor(locale);
  const known = locale.replace('_', '-');
  const isOurs = /^[a-z]{2,3}-[a-z]{2}$/i.test(known) && known.toLowerCase().startsWith(language);
  if (isOurs) return known;
  return language === 'en' ? 'en-GB' : language;
}
