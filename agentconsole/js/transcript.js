/**
 * The transcript's elements. Each line is added once and later only touched where it changed, so
 * that a screen reader says it once.
 *
 * @import {Actions} from './actions.js'
 * @import {Desk} from './desk.js'
 * @import {Bubble, Shown} from './transcript_lines.js'
 */

import { formatTime } from './clock.js';
import { byId, element, hidden, setAttribute, setChildren, setText } from './dom.js';
import { icon } from './icons.js';
import { transcriptLines } from './transcript_lines.js';

const SHOWN_AT_FIRST = 200;
const NEAR_THE_END_PIXELS = 80;

export class Transcript {
  #desk;
  #actions;
  #log = byId('log', HTMLElement);
  #scroller = byId('scroller', HTMLElement);
  #earlier = byId('earlier', HTMLButtonElement);
  #toNewest = byId('to-newest', HTMLButtonElement);
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {string | null} */
  #conversation = null;
  #limit = SHOWN_AT_FIRST;

  /** @param {{desk: Desk, actions: Actions}} setUp */
  constructor({ desk, actions }) {
    this.#desk = desk;
    this.#actions = actions;
    this.#earlier.addEventListener('click', () => this.#showEarlier());
    this.#toNewest.addEventListener('click', () => this.#scrollToEnd());
    this.#scroller.addEventListener('scroll', () => this.#noticeScroll(), { passive: true });
  }

  render() {
    const { opened } = this.#desk;
    const isOther = opened !== this.#conversation;
    const wasAtEnd = isOther || this.#isAtEnd();
    if (isOther) this.#begin(opened);
    if (!opened) return;
    const lines = this.#lines(opened);
    const isLonger = lines.some((line) => !this.#elements.has(line.key));
    this.#show(lines);
    if (wasAtEnd) this.#scrollToEnd();
    else if (isLonger) this.#toNewest.hidden = false;
  }

  /** History is not news: the log speaks only from the next frame on. @param {string | null} opened */
  #begin(opened) {
    this.#conversation = opened;
    this.#elements.clear();
    this.#limit = SHOWN_AT_FIRST;
    this.#toNewest.hidden = true;
    this.#log.replaceChildren();
    this.#log.setAttribute('aria-live', 'off');
  }

  /** @param {string} opened @returns {Shown[]} */
  #lines(opened) {
    const { events } = this.#desk.conversation(opened);
    const customer = this.#desk.inbox.get(opened)?.visitor ?? '';
    const people = { me: this.#desk.me, customer };
    this.#earlier.hidden = events.length <= this.#limit;
    return transcriptLines(events.slice(-this.#limit), this.#desk.outgoing.of(opened), people);
  }

  /** @param {Shown[]} lines */
  #show(lines) {
    const kept = new Map(lines.map((line) => [line.key, this.#element(line)]));
    this.#elements = kept;
    setChildren(this.#log, [...kept.values()]);
    // While the past still arrives it is not announced either.
    if (this.#desk.isCaughtUp) requestAnimationFrame(() => this.#log.removeAttribute('aria-live'));
  }

  /** @param {Shown} line @returns {HTMLElement} */
  #element(line) {
    const known = this.#elements.get(line.key);
    if (line.type !== 'bubble') return known ?? systemLine(line);
    const shown = known ?? newBubble(line, () => this.#actions.sayAgain(line.key.slice(4)));
    updateBubble(shown, line);
    return shown;
  }

  #showEarlier() {
    const height = this.#scroller.scrollHeight;
    this.#limit += SHOWN_AT_FIRST;
    this.#log.setAttribute('aria-live', 'off');
    this.render();
    this.#scroller.scrollTop += this.#scroller.scrollHeight - height;
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PIXELS;
  }

  #noticeScroll() {
    if (this.#isAtEnd()) this.#toNewest.hidden = true;
  }

  #scrollToEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#toNewest.hidden = true;
  }
}

/** @param {Exclude<Shown, Bubble>} line */
function systemLine(line) {
  if (line.type === 'day') return element('p', { class: 'day' }, line.text);
  const picture = line.kind === 'callback' ? icon('phone') : null;
  const time = element('time', { datetime: new Date(line.at).toISOString() }, formatTime(line.at));
  return element('p', { class: `line line-${line.kind}` }, picture, line.text, ' ', time);
}

/** @param {Bubble} bubble @param {() => void} sayAgain */
function newBubble(bubble, sayAgain) {
  const again = element('button', { class: 'again', type: 'button' }, 'Try again');
  again.addEventListener('click', sayAgain);
  const label = bubble.mode === 'note' ? `Note · ${bubble.name}` : bubble.name;
  return element(
    'div',
    {},
    element('p', { class: 'bubble-name' }, bubble.mode === 'note' ? icon('note') : null, label),
    element('p', { class: 'bubble-text' }),
    element(
      'p',
      { class: 'bubble-meta' },
      element(
        'span',
        { class: 'bubble-masked', hidden: true },
        icon('shield'),
        element('span', { class: 'bubble-masked-what' }),
      ),
      element('time', { datetime: new Date(bubble.at).toISOString() }),
      element('span', { class: 'bubble-delivery' }),
      again,
    ),
  );
}

/** @param {HTMLElement} shown @param {Bubble} bubble */
function updateBubble(shown, bubble) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (shown.querySelector(`.${name}`));
  const continues = bubble.continues ? ' continues' : '';
  setAttribute(shown, 'class', `bubble ${bubble.side} ${bubble.mode}${continues}`);
  setText(part('bubble-text'), bubble.text);
  setText(/** @type {Element} */ (shown.querySelector('time')), formatTime(bubble.at));
  part('bubble-masked').hidden = !bubble.masked;
  setText(part('bubble-masked-what'), bubble.masked);
  part('again').hidden = bubble.delivery !== 'failed';
  showDelivery(part('bubble-delivery'), bubble);
}

/** @param {HTMLElement} target @param {Bubble} bubble */
function showDelivery(target, { delivery, reason }) {
  if (target.dataset.state === delivery) return;
  target.dataset.state = delivery;
  if (delivery === 'sent') target.replaceChildren(icon('tick'), hidden('Sent'));
  else if (delivery === 'failed') target.replaceChildren(`Not sent. ${reason}`);
  else target.replaceChildren(delivery ? 'Sending…' : '');
}
