/**
 * The browser's half of protocol C1, for widget and console alike. Start here.
 *
 * It owns what must never be lost or doubled: the socket (`link.js`), what was sent (`outbox.js`)
 * and how far each conversation has come (`cursors.js`).
 *
 * @import {Acknowledged, DownFrame, ErrorFrame, EventFrame, Followed, Heartbeat, Hello, Inbox, Live, Ready, Refused, TypingDown, Wanted} from './frames.d.ts'
 * @import {State, StopReason} from './link.js'
 * @import {Sending, Wish} from './outbox.js'
 */

import { Cursors } from './cursors.js';
import { WANTED_CONVERSATIONS_MAX } from './limits.js';
import { Link } from './link.js';
import { Outbox } from './outbox.js';

export { LoginLost } from './link.js';
export { newIdentifier, Refusal } from './outbox.js';

const TYPING_AT_MOST_EVERY_MILLISECONDS = 1000;

/**
 * What listeners get, by name. `reset`: the server knows less than was shown, forget it.
 *
 * @typedef {object} Emitted
 * @property {[State, StopReason?]} state
 * @property {[Ready]} ready
 * @property {[EventFrame]} ev
 * @property {[Live]} live
 * @property {[TypingDown]} typing
 * @property {[Inbox]} inbox
 * @property {[Acknowledged]} ack
 * @property {[Refused]} nack
 * @property {[ErrorFrame]} err
 * @property {[{conv: string}]} reset
 */
/**
 * @typedef {object} ConnectionOptions
 * @property {string} address of the socket
 * @property {() => Promise<string>} fetchTicket throws LoginLost to stop
 * @property {() => Wanted[]} wanted the conversations to resume, most important first
 * @property {(conversation: string, after: number) => Promise<{events: EventFrame[]}>} [fetchEvents]
 *   reads over HTTP what is too much for the socket
 * @property {() => number} [now] milliseconds that never run backwards
 * @property {() => number} [random]
 * @property {typeof WebSocket} [WebSocket]
 */

export class Connection {
  /** @type {ConnectionOptions} */
  #options;
  #link;
  #outbox = new Outbox((frame) => this.#link.send(frame));
  #cursors = new Cursors({
    deliver: (event) => this.#emit('ev', event),
    askGap: (conv, after) => this.#link.send({ t: 'gap', conv, after }),
  });
  /** @type {Map<keyof Emitted, Set<(...values: any[]) => void>>} */
  #listeners = new Map();
  /** What could not be asked while offline. @type {Map<string, number>} */
  #toFollow = new Map();
  /** Reading that could not be reported while offline. @type {Map<string, number>} */
  #toReport = new Map();
  /** @type {Map<string, number>} */
  #typedAt = new Map();
  #epoch = '';
  #now;

  /** @param {ConnectionOptions} options */
  constructor(options) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#link = new Link({
      ...options,
      wanted: (hello) => this.#wanted(hello),
      onFrame: (frame) => this.#receive(frame),
      onState: (state, reason) => this.#changeState(state, reason),
    });
  }

  // Lifecycle

  start() {
    for (const [target, name] of wakeUps()) target.addEventListener(name, this.#wake);
    this.#link.start();
  }

  stop() {
    for (const [target, name] of wakeUps()) target.removeEventListener(name, this.#wake);
    this.#link.stop();
  }

  /**
   * @template {keyof Emitted} Name
   * @param {Name} name
   * @param {(...values: Emitted[Name]) => void} listener
   * @returns {() => void} takes the listener off again
   */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** The page woke up or the network is back: trust nothing, ask. */
  check() {
    this.#link.hurry();
    const [first] = this.#options.wanted();
    if (!this.#link.isLive || !first) return;
    this.#link.send({ t: 'gap', conv: first.conv, after: this.#cursors.seen(first.conv) });
    this.#link.expectAnswer();
  }

  // Actions

  /**
   * Keeps it until the server has committed or refused it.
   *
   * @param {Wish} wish
   * @returns {Sending} rejects with Refusal
   */
  send(wish) {
    return this.#outbox.add(wish);
  }

  /** Lossy, and never what is typed. @param {boolean} on @param {string} [conv] */
  typing(on, conv) {
    const lane = conv ?? '';
    const typedAt = this.#typedAt.get(lane);
    const now = this.#now();
    if (on && typedAt !== undefined && now - typedAt < TYPING_AT_MOST_EVERY_MILLISECONDS) return;
    if (!on && typedAt === undefined) return;
    if (!this.#link.send({ t: 'typing', on, ...(conv && { conv }) })) return;
    if (on) this.#typedAt.set(lane, now);
    else this.#typedAt.delete(lane);
  }

  /** @param {string} conv @param {number} seq @param {boolean} read a person has seen it */
  seen(conv, seq, read) {
    const sent = this.#link.send({ t: 'seen', conv, seq, read });
    if (!sent && read) this.#toReport.set(conv, seq);
  }

  /** Get the conversation's events after this number, and its news. @param {string} conv @param {number} after */
  follow(conv, after) {
    this.#cursors.start(conv, after);
    if (!this.#link.send({ t: 'gap', conv, after })) this.#toFollow.set(conv, after);
  }

  // Frames

  /** @param {DownFrame} frame */
  #receive(frame) {
    if (frame.t === 'ready') this.#begin(frame);
    else if (frame.t === 'ev') this.#cursors.accept(frame);
    else if (frame.t === 'live') this.#catchUp(frame);
    else if (frame.t === 'hb') this.#answer(frame);
    else this.#settle(frame);
  }

  /** @param {DownFrame} frame */
  #settle(frame) {
    if (frame.t === 'ack') this.#outbox.acknowledge(frame);
    if (frame.t === 'nack') this.#outbox.refuse(frame);
    if (frame.t === 'err' && frame.code === 'rate') this.#outbox.slowDown();
    this.#emit(.../** @type {['ack', Acknowledged]} */ (/** @type {unknown} */ ([frame.t, frame])));
  }

  /** @param {Hello} hello @returns {Wanted[]} */
  #wanted({ epoch }) {
    const wanted = this.#options.wanted();
    if (this.#epoch && this.#epoch !== epoch) this.#forget(wanted);
    this.#epoch = epoch;
    this.#cursors.keep(wanted.map(({ conv }) => conv));
    return wanted.slice(0, WANTED_CONVERSATIONS_MAX).map((each) => this.#resumed(each));
  }

  /** @param {Wanted[]} wanted */
  #forget(wanted) {
    for (const { conv } of wanted) {
      this.#cursors.start(conv, 0);
      this.#emit('reset', { conv });
    }
  }

  /** @param {Wanted} wanted @returns {Wanted} */
  #resumed({ conv, seen }) {
    if (!this.#cursors.has(conv)) this.#cursors.start(conv, seen);
    return { conv, seen: this.#cursors.seen(conv) };
  }

  /** @param {Ready} ready */
  #begin(ready) {
    for (const followed of ready.convs) this.#resume(followed);
    this.#emit('ready', ready);
    for (const { conv } of this.#options.wanted().slice(WANTED_CONVERSATIONS_MAX)) {
      this.#toFollow.set(conv, this.#cursors.seen(conv));
    }
    for (const [conv, after] of drain(this.#toFollow)) this.follow(conv, after);
    for (const [conv, seq] of drain(this.#toReport)) this.seen(conv, seq, true);
    this.#outbox.resume();
  }

  /** @param {Followed} followed */
  #resume(followed) {
    this.#toFollow.delete(followed.conv);
    if (this.#cursors.resume(followed)) this.#emit('reset', { conv: followed.conv });
    if (followed.limited) this.#fill(followed.conv, followed.after);
  }

  /** Read over HTTP up to this number, then let the socket's events through. @param {string} conv @param {number} upTo */
  async #fill(conv, upTo) {
    const { fetchEvents } = this.#options;
    if (!fetchEvents) return this.#cursors.start(conv, upTo);
    const isCurrent = this.#cursors.hold(conv);
    try {
      while (this.#cursors.seen(conv) < upTo) {
        const { events } = await fetchEvents(conv, this.#cursors.seen(conv));
        if (!isCurrent()) return;
        if (!events.length) throw new Error('the log ended before its head');
        for (const event of events) this.#cursors.take(event);
      }
      this.#cursors.release(conv);
    } catch {
      // A new socket begins anew, after a growing wait.
      if (isCurrent()) this.#link.restart();
    }
  }

  /** After a replay nothing is missing, unless the gap was too long for it. @param {Live} live */
  #catchUp(live) {
    const { conv, head } = live;
    const isMissing = !this.#cursors.holds(conv) && this.#cursors.seen(conv) < head;
    if (isMissing) this.#fill(conv, head);
    this.#cursors.whenReleased(conv, () => this.#emit('live', live));
  }

  /** @param {Heartbeat} heartbeat */
  #answer({ ts, heads }) {
    this.#link.send({ t: 'hb_ack', ts });
    this.#cursors.askAgain();
    for (const [conv, head] of Object.entries(heads)) this.#cursors.notice(conv, head);
  }

  // Internal

  #wake = () => {
    if (globalThis.document?.visibilityState !== 'hidden') this.check();
  };

  /** @param {State} state @param {StopReason} [reason] */
  #changeState(state, reason) {
    if (state !== 'live') this.#outbox.pause();
    if (state === 'live') this.#typedAt.clear();
    this.#emit('state', state, reason);
  }

  /**
   * @template {keyof Emitted} Name
   * @param {Name} name
   * @param {Emitted[Name]} values
   */
  #emit(name, ...values) {
    for (const listener of this.#listeners.get(name) ?? []) listener(...values);
  }
}

/** @returns {[EventTarget, string][]} none outside a browser */
function wakeUps() {
  if (!globalThis.document) return [];
  return [
    [globalThis.document, 'visibilitychange'],
    [globalThis, 'online'],
    [globalThis, 'pageshow'],
  ];
}

/** @param {Map<string, number>} map */
function drain(map) {
  const entries = [...map];
  map.clear();
  return entries;
}
