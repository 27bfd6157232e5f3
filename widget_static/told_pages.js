/**
 * Which page the conversation knows last, so that a reload or a second tab does not tell it again.
 * Kept for all tabs of the frame's storage, and only while there is a conversation.
 *
 * @import {EventFrame, Opened, Page} from '../chatcore/protocol/js/frames.d.ts'
 */

import { read, write } from './storage.js';

export class ToldPages {
  #shelf;
  /** What this tab has told or found told: its reconnecting must not contradict another tab. */
  #here = '';

  /** @param {string} siteKey */
  constructor(siteKey) {
    this.#shelf = `ringback.page.${siteKey}`;
  }

  /** A conversation knows the page it was opened on. @param {EventFrame} event */
  happened({ conv, kind, data }) {
    if (kind !== 'opened' || this.#known(conv) !== undefined) return;
    this.#keep(conv, /** @type {Opened} */ (data).page_url);
  }

  /** Whether the conversation should hear of this page; asked again it is no news. @param {string} conv @param {Page} page */
  isNews(conv, { url = '' }) {
    const here = `${conv} ${url}`;
    if (!conv || !url || here === this.#here) return false;
    this.#here = here;
    if (this.#known(conv) === url) return false;
    this.#keep(conv, url);
    return true;
  }

  /** @param {string} conv */
  #known(conv) {
    const kept = read(this.#shelf);
    return kept.startsWith(`${conv} `) ? kept.slice(conv.length + 1) : undefined;
  }

  /** @param {string} conv @param {string} url */
  #keep(conv, url) {
    write(this.#shelf, `${conv} ${url}`);
  }
}
