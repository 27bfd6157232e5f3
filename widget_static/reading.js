/**
 * What the customer has seen. The last number read is kept, so that a reply on the next page of
 * the shop counts as unread, and reading in one tab counts in all.
 *
 * @import {EventFrame} from '../chatcore/protocol/js/frames.d.ts'
 */

import { read, write } from './storage.js';

export class Reading {
  #shelf;
  #conv = '';
  #head = 0;
  #isInSight = false;
  /** Numbers of the shop's messages that were not in sight. @type {number[]} */
  #unread = [];
  #onChange;

  /** @param {string} siteKey @param {(unread: number, conv: string, head: number) => void} onChange */
  constructor(siteKey, onChange) {
    this.#shelf = `ringback.read.${siteKey}`;
    this.#onChange = onChange;
    addEventListener('storage', ({ key }) => key === this.#shelf && this.#forgetRead());
  }

  get unread() {
    return this.#unread.length;
  }

  /** @param {EventFrame} event */
  arrived({ conv, seq, kind, by }) {
    if (conv !== this.#conv) this.#unread = [];
    this.#conv = conv;
    this.#head = seq;
    const isNews = kind === 'message' && by.kind === 'agent' && seq > this.#readUpTo();
    if (this.#isInSight) this.#see();
    else if (isNews) this.#change([...this.#unread, seq]);
  }

  /** @param {boolean} isInSight */
  look(isInSight) {
    this.#isInSight = isInSight;
    if (isInSight && this.#conv) this.#see();
    else this.#forgetRead();
  }

  #see() {
    if (this.#readUpTo() < this.#head) write(this.#shelf, `${this.#conv} ${this.#head}`);
    this.#change([]);
  }

  #forgetRead() {
    const readUpTo = this.#readUpTo();
    this.#change(this.#unread.filter((seq) => seq > readUpTo));
  }

  /** @param {number[]} unread */
  #change(unread) {
    this.#unread = unread;
    this.#onChange(unread.length, this.#conv, this.#head);
  }

  #readUpTo() {
    const [conv, seq] = read(this.#shelf).split(' ');
    return conv === this.#conv ? Number(seq) : 0;
  }
}
