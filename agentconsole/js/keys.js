/**
 * The keyboard. Keys are told by their place, because Alt makes other characters on some systems.
 *
 * @import {Desk} from './desk.js'
 */

import { byId } from './dom.js';

/**
 * @typedef {object} KeyActions
 * @property {(conversation: string) => void} choose
 * @property {(conversation: string) => void} accept
 * @property {() => void} reply
 * @property {() => void} note
 * @property {() => void} close
 */

export class Keys {
  #desk;
  #actions;
  #dialog = byId('keys', HTMLDialogElement);

  /** @param {{desk: Desk, actions: KeyActions}} setUp */
  constructor({ desk, actions }) {
    this.#desk = desk;
    this.#actions = actions;
    document.addEventListener('keydown', (event) => this.#pressed(event));
    byId('keys-open', HTMLButtonElement).addEventListener('click', () => this.#dialog.showModal());
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (this.#dialog.open || event.ctrlKey || event.metaKey || event.repeat) return;
    const act = event.altKey ? this.#withAlt(event.code) : this.#alone(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {string} code @returns {(() => void) | undefined} */
  #withAlt(code) {
    const digit = /^Digit([1-9])$/.exec(code)?.[1];
    if (digit) return () => this.#jump(Number(digit));
    /** @type {Record<string, () => void>} */
    const acts = {
      KeyJ: () => this.#move(1),
      KeyK: () => this.#move(-1),
      KeyA: () => this.#accept(),
      KeyL: () => this.#actions.reply(),
      KeyP: () => this.#actions.note(),
      KeyE: () => this.#actions.close(),
    };
    return acts[code];
  }

  /** @param {KeyboardEvent} event @returns {(() => void) | undefined} */
  #alone(event) {
    const isWriting = event.target instanceof Element && event.target.matches('textarea, input');
    return event.key === '?' && !isWriting ? () => this.#dialog.showModal() : undefined;
  }

  /** @param {number} by */
  #move(by) {
    const { mine, queue } = this.#desk.lists();
    const ids = [...mine, ...queue].map((item) => item.conv);
    const next = neighbour(ids, this.#desk.opened, by);
    if (next) this.#actions.choose(next);
  }

  /** @param {number} number counted from one */
  #jump(number) {
    const item = this.#desk.lists().mine[number - 1];
    if (item) this.#actions.choose(item.conv);
  }

  #accept() {
    const { queue } = this.#desk.lists();
    const item = queue.find(({ conv }) => conv === this.#desk.opened) ?? queue[0];
    if (item) this.#actions.accept(item.conv);
  }
}

/**
 * The next entry, round and round; from nowhere, the first or the last.
 *
 * @param {readonly string[]} ids
 * @param {string | null} from
 * @param {number} by one or minus one
 */
export function neighbour(ids, from, by) {
  const at = from === null ? -1 : ids.indexOf(from);
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1);
  return ids.at((at + by) % ids.length);
}
