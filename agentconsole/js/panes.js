/** On a narrow page one pane is shown at a time; the browser's own way back works between them. */

import { byId } from './dom.js';

/** @typedef {'lists' | 'thread' | 'customer'} Pane */

/** @type {Record<Pane, string>} */
const FOCUS = { lists: 'lists', thread: 'thread-name', customer: 'back-to-thread' };

export class Panes {
  #narrow = window.matchMedia('(width < 900px)');

  constructor() {
    // The browser remembers where it was when the page is loaded again.
    document.body.dataset.pane = history.state?.pane ?? 'lists';
    window.addEventListener('popstate', ({ state }) => this.#apply(state?.pane ?? 'lists'));
    byId('back-to-lists', HTMLButtonElement).addEventListener('click', () => this.#goBack('lists'));
    byId('back-to-thread', HTMLButtonElement).addEventListener('click', () =>
      this.#goBack('thread'),
    );
    byId('to-customer', HTMLButtonElement).addEventListener('click', () => this.show('customer'));
  }

  get isNarrow() {
    return this.#narrow.matches;
  }

  /** Move to a pane; on a wide page all are there, so nothing moves. @param {Pane} pane */
  show(pane) {
    if (document.body.dataset.pane === pane) return;
    document.body.dataset.pane = pane;
    if (!this.#narrow.matches) return;
    history.pushState({ pane }, '');
    if (pane === 'customer') focus(pane);
  }

  /** @param {Pane} pane */
  #goBack(pane) {
    if (history.state?.pane) history.back();
    else this.#apply(pane);
  }

  /** @param {Pane} pane */
  #apply(pane) {
    document.body.dataset.pane = pane;
    if (this.#narrow.matches) focus(pane);
  }
}

/** @param {Pane} pane */
function focus(pane) {
  const target =
    pane === 'lists'
      ? document.querySelector('.lists [aria-current], .lists button')
      : byId(FOCUS[pane], HTMLElement);
  if (target instanceof HTMLElement) target.focus();
}
