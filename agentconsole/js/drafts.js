/**
 * What is being written, by conversation and by reader. In memory only: a draft may hold what
 * must never be stored.
 *
 * @import {Mode} from './outgoing.js'
 */

export class Drafts {
  /** @type {Map<string, Map<Mode, string>>} */
  #texts = new Map();

  /** @param {string} conversation @param {Mode} mode */
  read(conversation, mode) {
    return this.#texts.get(conversation)?.get(mode) ?? '';
  }

  /** @param {string} conversation @param {Mode} mode @param {string} text */
  write(conversation, mode, text) {
    const modes = this.#texts.get(conversation) ?? new Map();
    this.#texts.set(conversation, modes.set(mode, text));
  }
}
