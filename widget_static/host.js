/**
 * The merchant's page around the frame: it may open and close us, and hears names and counts.
 * Nothing a customer typed ever goes there.
 *
 * @import {EventFrame, Page} from '../chatcore/protocol/js/frames.d.ts'
 */

import { mask } from '../chatcore/guard/js/guard.js';
import { ADDRESS_MAX_CHARACTERS, TITLE_MAX_CHARACTERS } from '../chatcore/protocol/js/limits.js';

/** @type {Record<string, string>} */
const PASSED = { opened: 'started', closed: 'ended', callback: 'callback', message: 'message' };

/**
 * @typedef {object} HostOptions
 * @property {string[]} allowedOrigins exact origins of the pages that may show us
 * @property {(focus: boolean) => void} onOpen
 * @property {() => void} onClose
 * @property {() => void} onPage
 */

export class Host {
  #options;
  /** Known once the page has spoken; nothing is said to an unknown one. */
  #origin = '';
  /** @type {Map<string, unknown>} */
  #unsaid = new Map();
  /** @type {Page} */
  page = {};

  /** @param {HostOptions} options */
  constructor(options) {
    this.#options = options;
    addEventListener('message', (event) => this.#receive(event));
  }

  /** @param {'ready' | 'close' | 'unread' | 'conversation' | 'event'} type @param {unknown} [detail] */
  tell(type, detail) {
    if (this.#origin) parent.postMessage({ ringback: type, detail }, this.#origin);
    else this.#unsaid.set(type, detail);
  }

  /** The page hears that something happened, and never what. @param {EventFrame} event */
  pass({ kind, by }) {
    const name = PASSED[kind];
    if (name && !(kind === 'message' && by.kind === 'visitor')) this.tell('event', name);
  }

  /** @param {MessageEvent} event */
  #receive({ origin, source, data }) {
    if (source !== parent || !this.#options.allowedOrigins.includes(origin)) return;
    this.#greet(origin);
    if (data?.ringback === 'open') this.#options.onOpen(data.detail === true);
    if (data?.ringback === 'close') this.#options.onClose();
    if (data?.ringback === 'page') this.#move(data.detail);
  }

  /** @param {string} origin */
  #greet(origin) {
    if (this.#origin) return;
    this.#origin = origin;
    this.tell('ready');
    for (const [type, detail] of this.#unsaid) this.tell(/** @type {'event'} */ (type), detail);
  }

  /** @param {{url?: unknown, title?: unknown}} detail */
  #move({ url, title }) {
    this.page = {
      url: guarded(url, ADDRESS_MAX_CHARACTERS),
      title: guarded(title, TITLE_MAX_CHARACTERS),
    };
    this.#options.onPage();
  }
}

/** A shop's form can put a card number into the address. @param {unknown} text @param {number} most */
function guarded(text, most) {
  try {
    // Half an emoji at the cut would be refused with the whole message.
    return mask(String(text))
      .text.slice(0, most)
      .replace(/[\uD800-\uDBFF]$/, '');
  } catch {
    return '';
  }
}
