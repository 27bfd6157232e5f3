/**
 * What was last said on both sides, as it is shown: a number may be told in pieces, and a few
 * digits may be the answer to a question. In memory only.
 *
 * @import {EventFrame, MessagePosted, Redacted} from '../chatcore/protocol/js/frames.d.ts'
 * @import {Before} from './inspect.js'
 */

import * as guard from '../chatcore/guard/js/guard.js';

const OWN_KEPT_MESSAGES = 8;
/** As long as the server lets a question stand. */
const QUESTION_STAYS_MESSAGES = 2;

/** @typedef {{text: string, cid?: string | undefined, seq?: number}} Own */

export class Said {
  /** @type {Own[]} */
  #own = [];
  /** @type {string[]} */
  #theirs = [];
  #conv = '';

  /** What a new text is read together with. @returns {Before} */
  before() {
    const asked = this.#theirs.flatMap((text) => [...(guard.askedFor?.(text) ?? [])]);
    return { earlier: this.#own.map(({ text }) => text), asked: new Set(asked) };
  }

  /** @param {string} cid @param {string} text */
  sending(cid, text) {
    this.#keep({ cid, text });
  }

  /** @param {EventFrame} event */
  happened(event) {
    if (event.conv !== this.#conv) this.#begin(event.conv);
    if (event.kind === 'redacted') this.#redact(/** @type {Redacted} */ (event.data));
    if (event.kind !== 'message') return;
    const { text } = /** @type {MessagePosted} */ (event.data);
    if (event.by.kind === 'visitor') this.#commit(event, text);
    else this.#theirs = [...this.#theirs, text].slice(-QUESTION_STAYS_MESSAGES);
  }

  clear() {
    this.#begin('');
    this.#own = [];
  }

  // Internal

  /** What is on its way already belongs to the new conversation. @param {string} conv */
  #begin(conv) {
    this.#conv = conv;
    this.#own = this.#own.filter(({ seq }) => seq === undefined);
    this.#theirs = [];
  }

  /** @param {EventFrame} event @param {string} text */
  #commit({ cid, seq }, text) {
    const known = this.#own.findIndex((own) => cid !== undefined && own.cid === cid);
    if (known < 0) this.#keep({ cid, seq, text });
    else this.#own[known] = { cid, seq, text };
  }

  /** @param {Redacted} redacted */
  #redact({ target, text }) {
    this.#own = this.#own.map((own) => (own.seq === target ? { ...own, text } : own));
  }

  /** @param {Own} own */
  #keep(own) {
    this.#own = [...this.#own, own].slice(-OWN_KEPT_MESSAGES);
  }
}
