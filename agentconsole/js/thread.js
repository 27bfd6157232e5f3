/**
 * The frame around the transcript: whose conversation it is, what can be done with it, who types.
 *
 * @import {Summary} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Actions} from './actions.js'
 * @import {Composer} from './composer.js'
 * @import {Desk} from './desk.js'
 */

import { isDue } from './calls.js';
import { formatSpan } from './clock.js';
import { byId, setText } from './dom.js';
import { listOf } from './inbox.js';
import { typingText } from './texts.js';

export class Thread {
  #desk;
  #composer;
  #name = byId('thread-name', HTMLElement);
  #facts = byId('thread-facts', HTMLElement);
  #release = byId('release', HTMLButtonElement);
  #close = byId('close', HTMLButtonElement);
  #typing = byId('typing', HTMLElement);
  #reading = byId('reading', HTMLElement);
  #answer = byId('answer', HTMLButtonElement);

  /** @param {{desk: Desk, actions: Actions, composer: Composer, accept: (conversation: string) => void}} setUp */
  constructor({ desk, actions, composer, accept }) {
    this.#desk = desk;
    this.#composer = composer;
    const withOpened = (/** @type {(conversation: string) => void} */ act) => () => {
      if (desk.opened) act(desk.opened);
    };
    this.#release.addEventListener(
      'click',
      withOpened((conversation) => {
        actions.release(conversation).then((done) => done && this.#name.focus());
      }),
    );
    this.#close.addEventListener(
      'click',
      withOpened((conversation) => {
        actions.close(conversation).then((done) => done && this.#name.focus());
      }),
    );
    this.#answer.addEventListener('click', withOpened(accept));
    byId('reading-note', HTMLButtonElement).addEventListener('click', () => composer.write('note'));
  }

  focus() {
    this.#name.focus();
  }

  /** Alt+E: the same as the button, where there is one. */
  close() {
    if (!this.#close.hidden) this.#close.click();
  }

  render() {
    const item = this.#desk.openedSummary;
    byId('welcome', HTMLElement).hidden = !!item;
    byId('talk', HTMLElement).hidden = !item;
    byId('composer', HTMLElement).hidden = !item;
    byId('to-customer', HTMLElement).hidden = !item;
    if (item) this.#show(item);
    else this.#showWelcome();
  }

  /** @param {Summary} item */
  #show(item) {
    const list = listOf(item, this.#desk.me);
    setText(this.#name, item.visitor);
    setText(this.#facts, this.#factsOf(item));
    this.#release.hidden = list !== 'mine' || isDue(this.#desk.call(item.conv));
    this.#close.hidden = list !== 'mine';
    this.#reading.hidden = this.#composer.isShown;
    this.#answer.hidden = list !== 'queue';
    setText(byId('reading-why', HTMLElement), reasonToRead(item, list));
    setText(this.#typing, typingText(this.#desk.typists.namesIn(item.conv)));
  }

  #showWelcome() {
    const { queue } = this.#desk.lists();
    this.#release.hidden = true;
    this.#close.hidden = true;
    const lead = queue.length === 1 ? 'One customer is waiting.' : `${queue.length} are waiting.`;
    const text = queue.length ? lead : 'All quiet. Nobody is waiting.';
    setText(byId('welcome-lead', HTMLElement), this.#desk.inbox.isKnown ? text : 'Connecting…');
  }

  /** @param {Summary} item */
  #factsOf(item) {
    const now = this.#desk.clock.now();
    const since =
      item.state === 'waiting'
        ? `waiting ${formatSpan(now - (item.waiting_since ?? item.opened))}`
        : item.state === 'closed'
          ? 'closed'
          : `open ${formatSpan(now - item.opened)}`;
    return [item.site, item.page_title, since].filter(Boolean).join(' · ');
  }
}

/** @param {Summary} item @param {ReturnType<typeof listOf>} list */
function reasonToRead(item, list) {
  if (list === 'queue') return 'You are reading along; nobody has accepted yet.';
  if (list === 'team')
    return `${item.agent?.name || 'A colleague'} is answering. You are reading along.`;
  return list === 'closed' ? 'This conversation has ended.' : '';
}
