/**
 * Makes itself heard: short notices, the badge in the title, and, once switched on, a sound and a
 * notification of the system.
 *
 * @import {Desk, News} from './desk.js'
 */

import { chime } from './chime.js';
import { byId, element } from './dom.js';
import { takenOverText } from './texts.js';

const NOTICE_SHOWN_MILLISECONDS = 8000;
const NOTICES_MOST = 3;
const PRODUCT = 'Ringback';

/** @type {Record<News['kind'], (customer: string, colleague: string) => string>} */
const WORDS = {
  waiting: (customer) => `${customer} is waiting.`,
  call: (customer) => `${customer} asks for a call.`,
  message: (customer) => `${customer} wrote.`,
  'taken-over': (customer, colleague) => takenOverText(colleague, customer),
};

export class Announcer {
  #desk;
  #notices = byId('notices', HTMLElement);
  #news = byId('news', HTMLElement);
  #switch = byId('sound', HTMLButtonElement);

  /** @param {{desk: Desk}} setUp */
  constructor({ desk }) {
    this.#desk = desk;
    desk.onNews((news) => this.#tell(news));
    this.#switch.addEventListener('click', () => this.#toggle());
  }

  /** Said to a screen reader too; nothing here takes the focus. @param {string} text */
  notify(text) {
    const notice = element('p', { class: 'notice' }, text);
    this.#notices.append(notice);
    while (this.#notices.children.length > NOTICES_MOST) this.#notices.firstElementChild?.remove();
    setTimeout(() => notice.remove(), NOTICE_SHOWN_MILLISECONDS);
  }

  /** How many wait for us: those in the queue, and those of mine with something unread. */
  render() {
    const { mine, queue } = this.#desk.lists();
    const count = queue.length + mine.filter((item) => this.#desk.unread(item.conv) > 0).length;
    const title = count ? `(${count}) ${PRODUCT}` : PRODUCT;
    if (document.title !== title) document.title = title;
  }

  get #isOn() {
    return this.#switch.getAttribute('aria-checked') === 'true';
  }

  #toggle() {
    this.#switch.setAttribute('aria-checked', String(!this.#isOn));
    if (!this.#isOn) return;
    chime();
    if ('Notification' in window && Notification.permission === 'default') {
      Notification.requestPermission();
    }
  }

  /** @param {News} news */
  #tell({ kind, conv }) {
    const isInSight = conv === this.#desk.opened && !document.hidden;
    if (kind === 'message' && isInSight) return;
    const item = this.#desk.inbox.get(conv);
    const text = WORDS[kind](item?.visitor ?? 'A customer', item?.agent?.name ?? '');
    // The page shows who waits, and the call of the one who is open; another's is worth a word.
    if (kind === 'taken-over' || (kind === 'call' && !isInSight)) this.notify(text);
    else this.#news.textContent = text;
    if (!this.#isOn) return;
    chime();
    this.#notifySystem(text, conv);
  }

  /** Never what was written: a lock screen shows it to everybody. @param {string} text @param {string} conv */
  #notifySystem(text, conv) {
    if (!document.hidden || !('Notification' in window)) return;
    if (Notification.permission !== 'granted') return;
    const notification = new Notification(PRODUCT, { body: text, tag: conv });
    notification.onclick = () => {
      window.focus();
      this.#desk.open(conv);
    };
  }
}
