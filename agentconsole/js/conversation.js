/**
 * One conversation as the fold of its events. Pure.
 *
 * @import {EventFrame, MovedToPage, Opened} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Call} from './calls.js'
 */

import { foldCall } from './calls.js';
import { isRedaction, redacted } from './redactions.js';

/** @typedef {{url: string, title: string, at: number}} VisitedPage */

export class Conversation {
  /** @type {EventFrame[]} */
  #events = [];
  /** @type {Map<string, Call>} */
  #calls = new Map();
  /** @type {VisitedPage[]} */
  #pages = [];
  #head = 0;
  #readUpTo = 0;
  /** When it ended. @type {number | null} */
  closedAt = null;

  /** The last number folded; the next event must continue it. */
  get head() {
    return this.#head;
  }

  /** Everything staff may see, in order. @returns {readonly EventFrame[]} */
  get events() {
    return this.#events;
  }

  /** The latest call, also when it has ended. @returns {Call | null} */
  get call() {
    return [...this.#calls.values()].at(-1) ?? null;
  }

  /** Pages of the shop in the order the customer came to them. @returns {readonly VisitedPage[]} */
  get pages() {
    return this.#pages;
  }

  /** Customer messages that nobody here has read or answered. */
  get unread() {
    return this.#events.filter((event) => isFromCustomer(event) && event.seq > this.#readUpTo)
      .length;
  }

  /** A person has seen everything up to here. */
  markRead() {
    this.#readUpTo = this.#head;
  }

  /**
   * Fold the next event. Returns false for one that is already in.
   *
   * @param {EventFrame} event
   */
  add(event) {
    if (event.seq <= this.#head) return false;
    this.#head = event.seq;
    if (event.kind === 'hidden') return true;
    this.#events.push(event);
    this.#fold(event);
    return true;
  }

  /** @param {EventFrame} event */
  #fold(event) {
    // Whoever answered has read what came before.
    if (event.by.kind === 'agent' && event.kind === 'message') this.#readUpTo = event.seq;
    if (event.kind === 'closed') this.closedAt = event.ts;
    if (event.kind === 'callback') this.#foldCall(event);
    if (isRedaction(event)) this.#events = redacted(this.#events, event);
    if (event.kind === 'opened' || event.kind === 'page') this.#foldPage(event);
  }

  /** @param {EventFrame} event */
  #foldCall(event) {
    const { callback } = /** @type {{callback: string}} */ (event.data);
    this.#calls.set(callback, foldCall(this.#calls.get(callback), event));
  }

  /** @param {EventFrame} event */
  #foldPage(event) {
    const { page_url, page_title } = /** @type {Opened | MovedToPage} */ (event.data);
    if (page_url && page_url !== this.#pages.at(-1)?.url) {
      this.#pages.push({ url: page_url, title: page_title, at: event.ts });
    }
  }
}

/** @param {EventFrame} event */
function isFromCustomer(event) {
  return event.kind === 'message' && event.by.kind === 'visitor';
}
