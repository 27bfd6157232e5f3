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
import { byId, setAttribute, setText } from './dom.js';
import { listOf } from './inbox.js';
import { titleWithoutSite, typingText, welcomeText } from './texts.js';

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
  #takeOver = byId('take-over', HTMLButtonElement);

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
    this.#takeOver.addEventListener('click', withOpened(accept));
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
    setAttribute(this.#name, 'title', item.visitor);
    setText(this.#facts, this.#factsOf(item));
    setAttribute(this.#facts, 'title', item.page_title || null);
    this.#release.hidden = list !== 'mine' || isDue(this.#desk.call(item.conv));
    this.#close.hidden = list !== 'mine';
    this.#reading.hidden = this.#composer.isShown;
    this.#answer.hidden = list !== 'queue';
    this.#takeOver.hidden = !this.#desk.mayTakeOver(item);
    setText(byId('reading-why', HTMLElement), reasonToRead(item, list));
    setText(this.#typing, typingText(this.#desk.typists.namesIn(item.conv)));
  }

  #showWelcome() {
    const { mine, queue } = this.#desk.lists();
    for (const button of [this.#release, this.#close, this.#answer, this.#takeOver]) {
      button.hidden = true;
    }
    const calls = mine.filter(({ conv }) => isDue(this.#desk.call(conv))).length;
    const text = welcomeText({ calls, mine: mine.length, queue: queue.length });
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
    // A narrow line is cut at its end, so what matters most comes first.
    const page = titleWithoutSite(item.page_title, item.site);
    return [since, item.site, page].filter(Boolean).join(' · ');
  }
}

/** @param {Summary} item @param {ReturnType<typeof listOf>} list */
function reasonToRead(item, list) {
  if (list === 'queue') return 'You are reading along; nobody has accepted yet.';
  if (list === 'team')
    return `${item.agent?.name || 'A colleague'} is answering. You are reading along.`;
  return list === 'closed' ? 'This conversation has ended.' : '';
}
