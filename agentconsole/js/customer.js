/**
 * The right pane: who this is, where they are, and their call.
 *
 * @import {Summary} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {CallCard} from './call_card.js'
 * @import {VisitedPage} from './conversation.js'
 * @import {Desk} from './desk.js'
 */

import { formatSpan, formatTime } from './clock.js';
import { byId, element, setText } from './dom.js';

const PAGES_SHOWN = 6;

/** @typedef {{name: string, locale: string, timeZone: string}} SiteFacts */

export class CustomerPane {
  #desk;
  #sites;
  #card;
  #drawn = '';
  #waited = element('dd');
  #waitedLabel = element('dt');

  /** @param {{desk: Desk, sites: SiteFacts[], card: CallCard}} setUp */
  constructor({ desk, sites, card }) {
    this.#desk = desk;
    this.#sites = sites;
    this.#card = card;
  }

  render() {
    const item = this.#desk.openedSummary;
    byId('customer-empty', HTMLElement).hidden = !!item;
    byId('customer-body', HTMLElement).hidden = !item;
    this.#card.render(item);
    if (!item) return;
    setText(byId('customer-name', HTMLElement), item.visitor);
    this.#showWait(item);
    this.#drawOnChange(item);
  }

  /** The rest changes seldom; redrawing it each second would take a selection away. @param {Summary} item */
  #drawOnChange(item) {
    const { pages } = this.#desk.conversation(item.conv);
    const drawn = [item.conv, item.page_url, item.site, item.agent?.name, pages.length].join(' ');
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#drawFacts(item);
    this.#drawTrail(pages);
  }

  /** @param {Summary} item */
  #drawFacts(item) {
    const site = this.#sites.find(({ name }) => name === item.site);
    const rows = [
      fact('Page', pageLink(item.page_url, item.page_title)),
      element('div', {}, this.#waitedLabel, this.#waited),
      fact('Started', formatTime(item.opened)),
      fact('Site', item.site),
      site ? fact('Language', languageName(site.locale)) : null,
    ];
    byId('facts', HTMLElement).replaceChildren(...rows.filter((row) => row !== null));
  }

  /** @param {Summary} item */
  #showWait(item) {
    const isWaiting = item.state === 'waiting';
    const now = this.#desk.clock.now();
    const { closedAt } = this.#desk.conversation(item.conv);
    const until = item.state === 'closed' ? (closedAt ?? item.last_at) : now;
    const since = isWaiting ? (item.waiting_since ?? item.opened) : item.opened;
    setText(this.#waitedLabel, isWaiting ? 'Waiting' : 'Open');
    setText(this.#waited, formatSpan(until - since));
  }

  /** @param {readonly VisitedPage[]} pages */
  #drawTrail(pages) {
    const latest = pages.slice(-PAGES_SHOWN).reverse();
    byId('trail-section', HTMLElement).hidden = latest.length < 2;
    const items = latest.map(({ url, title, at }) =>
      element('li', {}, element('time', {}, formatTime(at)), ' ', pageLink(url, title)),
    );
    byId('trail', HTMLElement).replaceChildren(...items);
  }
}

/** @param {string} label @param {Node | string} value */
function fact(label, value) {
  return element('div', {}, element('dt', {}, label), element('dd', {}, value));
}

/**
 * The address comes from the customer's browser, so only a web address becomes a link, and the
 * shop does not learn of the console.
 *
 * @param {string} url
 * @param {string} title
 */
export function pageLink(url, title) {
  if (!isWebAddress(url)) return element('span', {}, title || url || 'not known');
  const attributes = { href: url, target: '_blank', rel: 'noopener noreferrer', title: url };
  return element('a', attributes, title || url);
}

/** @param {string} url */
export function isWebAddress(url) {
  return /^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '');
}

/** @param {string} locale */
function languageName(locale) {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
