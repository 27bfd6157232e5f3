/**
 * How far each conversation has come: every event is passed on exactly once and in order.
 *
 * @import {EventFrame, Followed} from './frames.d.ts'
 */

/**
 * @typedef {object} CursorActions
 * @property {(event: EventFrame) => void} deliver
 * @property {(conversation: string, after: number) => void} askGap
 */

/**
 * Events from the socket that wait for older ones fetched over HTTP, and what is to happen then.
 *
 * @typedef {{events: EventFrame[], afterwards: (() => void)[]}} HeldBack
 */

export class Cursors {
  /** @type {Map<string, number>} */
  #seen = new Map();
  /**
   * The number after which the rest was asked for; asking again before it moves is useless.
   *
   * @type {Map<string, number>}
   */
  #asked = new Map();
  /** @type {Map<string, HeldBack>} */
  #held = new Map();
  /** @type {CursorActions} */
  #actions;

  /** @param {CursorActions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** @param {string} conversation */
  seen(conversation) {
    return this.#seen.get(conversation) ?? 0;
  }

  /** @param {string} conversation */
  has(conversation) {
    return this.#seen.has(conversation);
  }

  /** @param {string} conversation @param {number} seen */
  start(conversation, seen) {
    this.#seen.set(conversation, seen);
    this.#asked.delete(conversation);
  }

  /** Keep only these conversations. @param {Iterable<string>} conversations */
  keep(conversations) {
    const kept = new Set(conversations);
    for (const conversation of this.#seen.keys()) {
      if (!kept.has(conversation)) this.#seen.delete(conversation);
    }
    this.#asked.clear();
    this.#held.clear();
  }

  /**
   * Hold back what the socket brings until `release`.
   *
   * @param {string} conversation
   * @returns {() => boolean} whether it is still held since this call
   */
  hold(conversation) {
    const held = { events: [], afterwards: [] };
    this.#held.set(conversation, held);
    return () => this.#held.get(conversation) === held;
  }

  /** @param {string} conversation */
  holds(conversation) {
    return this.#held.has(conversation);
  }

  /** @param {string} conversation */
  release(conversation) {
    const held = this.#held.get(conversation);
    this.#held.delete(conversation);
    for (const event of held?.events ?? []) this.accept(event);
    for (const action of held?.afterwards ?? []) action();
  }

  /** @param {string} conversation @param {() => void} action */
  whenReleased(conversation, action) {
    const held = this.#held.get(conversation);
    if (held) held.afterwards.push(action);
    else action();
  }

  /** An event from the socket. @param {EventFrame} event */
  accept(event) {
    const held = this.#held.get(event.conv);
    if (held) held.events.push(event);
    else this.take(event);
  }

  /** An event in its turn: repeats are dropped, a hole is asked for. @param {EventFrame} event */
  take(event) {
    const next = this.seen(event.conv) + 1;
    if (event.seq < next) return;
    if (event.seq > next) {
      this.notice(event.conv, event.seq);
      return;
    }
    this.start(event.conv, event.seq);
    this.#actions.deliver(event);
  }

  /**
   * The server has events up to `head`: ask for what is missing, once for each hole.
   *
   * @param {string} conversation
   * @param {number} head
   */
  notice(conversation, head) {
    const seen = this.seen(conversation);
    if (head <= seen || this.holds(conversation)) return;
    if (this.#asked.get(conversation) === seen) return;
    this.#asked.set(conversation, seen);
    this.#actions.askGap(conversation, seen);
  }

  /** A question may have been lost: let the next sign of a hole ask again. */
  askAgain() {
    this.#asked.clear();
  }

  /**
   * Where the server will start. True when it knows less than was shown here, as after a backup
   * was restored: the caller must forget what it shows.
   *
   * @param {Followed} followed
   */
  resume({ conv, after }) {
    const isBehind = after < this.seen(conv);
    this.start(conv, Math.min(after, this.seen(conv)));
    return isBehind;
  }
}
