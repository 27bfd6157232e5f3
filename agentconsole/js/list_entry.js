/**
 * One conversation in a list.
 *
 * @import {Summary} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Desk} from './desk.js'
 * @import {ListName} from './inbox.js'
 */

import { isDue } from './calls.js';
import { formatSpan } from './clock.js';
import { element, hidden, setAttribute, setText } from './dom.js';
import { icon } from './icons.js';
import { TYPING, YOU } from './texts.js';

const LATE_AFTER_MILLISECONDS = 120_000;
const NUMBER_KEYS = 9;

/** @typedef {{name: ListName, index: number}} Place */

export class ListEntry {
  #desk;
  #name = element('span', { class: 'entry-name' });
  #number = element('span', { class: 'entry-number', 'aria-hidden': 'true' });
  #call = element('span', { class: 'badge badge-call' }, icon('phone'), hidden('Call due'));
  #unread = element('span', { class: 'badge' });
  #time = element('span', { class: 'entry-time' });
  #page = element('span', { class: 'entry-page' });
  #text = element('span', { class: 'entry-text' });
  #open = element(
    'button',
    { class: 'entry-open', type: 'button' },
    element(
      'span',
      { class: 'entry-top' },
      this.#number,
      this.#name,
      this.#call,
      this.#unread,
      this.#time,
    ),
    this.#page,
    this.#text,
  );
  #accept = element('button', { class: 'accept', type: 'button' }, 'Accept');
  #root = element('li', { class: 'entry' }, this.#open, this.#accept);

  /**
   * @param {string} conversation
   * @param {{desk: Desk, choose: (conversation: string) => void, accept: (conversation: string) => void}} setUp
   */
  constructor(conversation, { desk, choose, accept }) {
    this.#desk = desk;
    this.#name.id = `name-${conversation}`;
    this.#accept.setAttribute('aria-describedby', this.#name.id);
    this.#open.addEventListener('click', () => choose(conversation));
    this.#accept.addEventListener('click', () => accept(conversation));
  }

  /** @param {Summary} item @param {Place} place @returns {HTMLElement} */
  show(item, place) {
    const unread = this.#desk.unread(item.conv);
    const isOpened = item.conv === this.#desk.opened;
    setText(this.#name, item.visitor);
    setText(
      this.#page,
      place.name === 'team' ? whoAnswers(item) : item.page_title || item.page_url,
    );
    this.#showText(item);
    this.#showTime(item, place);
    this.#showNumber(place);
    this.#showUnread(unread);
    this.#call.hidden = !isDue(this.#desk.call(item.conv)) || place.name === 'closed';
    this.#accept.hidden = place.name !== 'queue';
    setAttribute(this.#open, 'aria-current', isOpened ? 'true' : null);
    setAttribute(this.#root, 'class', `entry${isOpened ? ' opened' : ''}${unread ? ' fresh' : ''}`);
    return this.#root;
  }

  /** @param {Summary} item */
  #showText(item) {
    const isTyping = this.#desk.typists.namesIn(item.conv).includes(item.visitor);
    const by = item.last_by === 'agent' ? (this.#desk.isMine(item.conv) ? YOU : 'Staff') : '';
    const said = item.last_text ? `${by && `${by}: `}${item.last_text}` : '';
    setText(this.#text, isTyping ? TYPING : said);
    setAttribute(this.#text, 'data-typing', isTyping);
  }

  /** @param {Summary} item @param {Place} place */
  #showTime(item, { name }) {
    const since = name === 'queue' ? (item.waiting_since ?? item.opened) : item.last_at;
    const span = this.#desk.clock.now() - since;
    const isOwed = name === 'queue' || (name === 'mine' && item.last_by === 'visitor');
    setText(this.#time, formatSpan(span));
    setAttribute(this.#time, 'data-late', isOwed && span > LATE_AFTER_MILLISECONDS);
    setAttribute(this.#time, 'title', name === 'queue' ? 'Waiting' : 'Since the last message');
  }

  /** @param {Place} place */
  #showNumber({ name, index }) {
    const key = name === 'mine' && index < NUMBER_KEYS ? String(index + 1) : '';
    setText(this.#number, key);
    setAttribute(this.#open, 'aria-keyshortcuts', key ? `Alt+${key}` : null);
  }

  /** @param {number} unread */
  #showUnread(unread) {
    this.#unread.hidden = unread === 0;
    if (this.#unread.dataset.count === String(unread)) return;
    this.#unread.dataset.count = String(unread);
    this.#unread.replaceChildren(String(unread), hidden(' unread'));
  }
}

/** @param {Summary} item */
function whoAnswers(item) {
  return `with ${item.agent?.name || 'a colleague'}`;
}
