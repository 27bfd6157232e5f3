/**
 * The left pane: four lists, each a filter with its count.
 *
 * @import {Summary} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Desk} from './desk.js'
 * @import {ListName} from './inbox.js'
 */

import { formatSpan } from './clock.js';
import { byId, setChildren, setText } from './dom.js';
import { waitsSince } from './inbox.js';
import { ListEntry } from './list_entry.js';

/** @type {readonly ListName[]} */
const NAMES = ['mine', 'queue', 'team', 'closed'];

export class ListsPane {
  #desk;
  #choose;
  #accept;
  /** @type {Map<string, ListEntry>} */
  #entries = new Map();

  /** @param {{desk: Desk, choose: (conversation: string) => void, accept: (conversation: string) => void}} setUp */
  constructor({ desk, choose, accept }) {
    this.#desk = desk;
    this.#choose = choose;
    this.#accept = accept;
  }

  render() {
    const lists = this.#desk.lists();
    for (const name of NAMES) this.#show(name, lists[name]);
    // Before the first list there is nothing that could be out of date.
    byId('lists-offline', HTMLElement).hidden = this.#desk.isLive || !this.#desk.inbox.isKnown;
    const longest = this.#desk.clock.now() - Math.min(...lists.queue.map(waitsSince));
    const text = lists.queue.length ? `longest ${formatSpan(longest)}` : '';
    setText(byId('queue-longest', HTMLElement), text);
  }

  /** @param {ListName} name @param {Summary[]} items */
  #show(name, items) {
    setText(byId(`${name}-count`, HTMLElement), String(items.length));
    byId(`${name}-empty`, HTMLElement).hidden = items.length > 0;
    const elements = items.map((item, index) => this.#entry(item).show(item, { name, index }));
    setChildren(byId(name, HTMLUListElement), elements);
  }

  /** @param {Summary} item */
  #entry(item) {
    const known =
      this.#entries.get(item.conv) ??
      new ListEntry(item.conv, { desk: this.#desk, choose: this.#choose, accept: this.#accept });
    this.#entries.set(item.conv, known);
    return known;
  }
}
