/**
 * Which conversations the server sends us, and whose past is still arriving.
 *
 * @import {Followed} from '../../chatcore/protocol/js/frames.d.ts'
 */

export class Following {
  /** @type {Set<string>} */
  #followed = new Set();
  /** @type {Set<string>} */
  #behind = new Set();
  #ask;

  /** @param {(conversation: string) => void} ask the server to send a conversation from now on */
  constructor(ask) {
    this.#ask = ask;
  }

  /** A new socket follows what was wanted, and nothing else. @param {readonly Followed[]} followed */
  restart(followed) {
    this.#followed = new Set(followed.map(({ conv }) => conv));
    this.#behind = new Set(this.#followed);
  }

  /** Asked once for each socket. @param {string} conversation */
  follow(conversation) {
    if (this.#followed.has(conversation)) return;
    this.#followed.add(conversation);
    this.#behind.add(conversation);
    this.#ask(conversation);
  }

  /** Its past is here; what comes now is news. @param {string} conversation */
  caughtUp(conversation) {
    this.#behind.delete(conversation);
  }

  /** @param {string} conversation */
  isBehind(conversation) {
    return this.#behind.has(conversation);
  }

  get isAnyBehind() {
    return this.#behind.size > 0;
  }
}
