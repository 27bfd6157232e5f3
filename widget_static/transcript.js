/**
 * The conversation as the customer reads it. One node is added for each event and never built
 * again, so that screen readers announce it once. What is not yet committed stays at the end.
 *
 * @import {EventFrame, MessagePosted, Redacted} from '../chatcore/protocol/js/frames.d.ts'
 * @import {Speak} from './texts.js'
 */

import { announce } from './announcer.js';
import { byId, element, setText } from './elements.js';
import { withheldText } from './held_texts.js';
import { linked } from './links.js';
import { Times } from './times.js';

const GROUPED_WITHIN_MILLISECONDS = 120_000;
const NEAR_END_PIXELS = 80;

/** @typedef {{node: HTMLElement, words: HTMLElement, note: HTMLElement}} Bubble */

export class Transcript {
  #scroller = byId('scroller');
  #log = byId('log');
  #newest = byId('newest');
  /** Own messages that no event has confirmed. @type {Map<string, Bubble>} */
  #pending = new Map();
  /** Messages of this conversation by their number, which is what takes words back. @type {Map<number, Bubble>} */
  #committed = new Map();
  #lastBy = '';
  #lastAt = 0;
  #isDivided = true;
  #isAtEnd = true;
  #speak;
  #times;

  /** @param {Speak} speak @param {string} locale of its times */
  constructor(speak, locale) {
    this.#speak = speak;
    this.#times = new Times(speak, locale);
    setText(this.#newest, speak('newest'));
    this.#newest.addEventListener('click', () => this.#toEnd());
    this.#scroller.addEventListener('scroll', () => this.#noticeEnd(), { passive: true });
    // The keyboard of a phone, or a growing composer, takes room away from below.
    new ResizeObserver(() => this.#isAtEnd && this.#toEnd()).observe(this.#scroller);
  }

  /** Everything written here is committed. */
  get isSettled() {
    return this.#pending.size === 0;
  }

  // What is added

  /** What is in the log before this is history: it must not be read out. */
  goLive() {
    this.#log.setAttribute('aria-live', 'polite');
    this.#toEnd();
  }

  clear() {
    this.#log.setAttribute('aria-live', 'off');
    this.#log.replaceChildren();
    this.#pending.clear();
    this.#committed.clear();
    this.#lastBy = '';
    this.#lastAt = 0;
    this.#isDivided = true;
  }

  /** A message of the shop's. @param {EventFrame} event */
  theirs(event) {
    const { text, masked } = /** @type {MessagePosted} */ (event.data);
    const bubble = this.#bubble('theirs', event.by.name, text, event.ts);
    setText(bubble.note, this.#times.clock(event.ts));
    this.#isDivided = false;
    this.#add(bubble.node);
    this.#commit(event.seq, bubble, masked);
  }

  /** A message of the customer's, committed: perhaps one that is shown already. @param {EventFrame} event */
  own(event) {
    const { text, masked } = /** @type {MessagePosted} */ (event.data);
    const shown = this.#pending.get(event.cid ?? '');
    this.#pending.delete(event.cid ?? '');
    this.#isDivided = false;
    const bubble = shown ?? this.#bubble('own', this.#speak('you'), text, event.ts);
    if (!shown) this.#add(bubble.node);
    this.#settle(bubble, event.ts, masked?.length ? text : undefined);
    this.#commit(event.seq, bubble, masked);
  }

  /** A later message made part of this one a number. @param {Redacted} redacted */
  redact({ target, text, masked }) {
    const bubble = this.#committed.get(target);
    if (!bubble) return;
    bubble.words.replaceChildren(...linked(text));
    this.#withhold(bubble, masked);
  }

  /** A message that was just written. @param {string} cid @param {string} text */
  sending(cid, text) {
    const now = Date.now();
    const bubble = this.#bubble('own', this.#speak('you'), text, now);
    bubble.node.dataset.state = 'sending';
    setText(bubble.note, this.#speak('sending'));
    this.#log.append(bubble.node);
    this.#pending.set(cid, bubble);
    this.#toEnd();
  }

  /** @param {string} cid @param {number} at @param {string} [masked] the text without the digits */
  sent(cid, at, masked) {
    const bubble = this.#pending.get(cid);
    if (bubble) this.#settle(bubble, at, masked);
    announce(this.#speak('sent'));
  }

  /** @param {string} cid @param {string} words why @param {() => void} retry */
  failed(cid, words, retry) {
    const bubble = this.#pending.get(cid);
    if (!bubble) return;
    bubble.node.dataset.state = 'failed';
    const said = `${this.#speak('notSent')} ${words}`;
    const again = element('button', 'again', this.#speak('tryAgain'));
    again.type = 'button';
    again.addEventListener('click', () => this.#again(bubble, retry));
    bubble.note.replaceChildren(said, ' ', again);
    announce(said);
  }

  /** Something that happened. @param {string} words @param {number} at */
  line(words, at) {
    this.#day(at);
    const time = element('time', '', this.#times.clock(at));
    this.#add(element('p', 'line', words, ' ', time));
    this.#lastBy = '';
  }

  /** A new conversation begins below; asked twice, it begins once. */
  divide() {
    this.#committed.clear();
    if (!this.#isDivided) this.#add(element('p', 'divide', this.#speak('newConversation')));
    this.#isDivided = true;
    this.#lastBy = '';
  }

  // Internal

  /** @param {Bubble} bubble @param {() => void} retry */
  #again(bubble, retry) {
    bubble.node.dataset.state = 'sending';
    setText(bubble.note, this.#speak('sending'));
    retry();
  }

  /** @param {Bubble} bubble @param {number} at @param {string} [masked] */
  #settle({ node, words, note }, at, masked) {
    node.dataset.state = 'sent';
    if (masked !== undefined) words.replaceChildren(...linked(masked));
    const tick = element('span', 'tick', element('span', 'unseen', this.#speak('sent')));
    note.replaceChildren(this.#times.clock(at), tick);
  }

  /** @param {number} seq @param {Bubble} bubble @param {MessagePosted['masked']} masked */
  #commit(seq, bubble, masked = []) {
    this.#committed.set(seq, bubble);
    this.#withhold(bubble, masked);
  }

  /** @param {Bubble} bubble @param {Redacted['masked']} kinds of what is no longer there */
  #withhold({ node, note }, kinds) {
    if (!kinds.length) return;
    const words = this.#speak(withheldText(kinds));
    const line = node.querySelector('.withheld');
    if (line) setText(line, words);
    else note.before(element('p', 'withheld', words));
  }

  /** @param {'own' | 'theirs'} side @param {string} name @param {string} text @param {number} at @returns {Bubble} */
  #bubble(side, name, text, at) {
    this.#day(at);
    const follows = this.#lastBy === name && at - this.#lastAt < GROUPED_WITHIN_MILLISECONDS;
    const isNamed = side === 'theirs' && !follows;
    const who = element('span', isNamed ? 'who' : 'unseen', isNamed ? name : `${name}: `);
    const words = element('p', 'words', ...linked(text));
    words.dir = 'auto';
    const note = element('p', 'note');
    const node = element('div', `message ${side}${follows ? ' follows' : ''}`, who, words, note);
    this.#lastBy = name;
    this.#lastAt = at;
    return { node, words, note };
  }

  /** @param {number} at */
  #day(at) {
    const day = this.#times.newDay(at);
    if (day) this.#add(element('p', 'day', day));
    if (day) this.#lastBy = '';
  }

  /** @param {HTMLElement} node */
  #add(node) {
    const [first] = this.#pending.values();
    this.#log.insertBefore(node, first?.node ?? null);
    if (this.#isAtEnd) this.#toEnd();
    else this.#newest.hidden = false;
  }

  #toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#isAtEnd = true;
    this.#newest.hidden = true;
  }

  #noticeEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PIXELS;
    if (this.#isAtEnd) this.#newest.hidden = true;
  }
}
