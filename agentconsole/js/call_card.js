/**
 * The call, as its log stands: who asks, the number for the agent who holds the conversation, how
 * far it is, and how it ended.
 *
 * @import {Summary} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Actions} from './actions.js'
 * @import {Call, Outcome} from './calls.js'
 * @import {Desk} from './desk.js'
 * @import {PhoneNumber, Server} from './server.js'
 */

import { isDue, OUTCOMES, outcomesOf, stepsOf } from './calls.js';
import { formatSpan } from './clock.js';
import { byId, element, setText } from './dom.js';
import { icon } from './icons.js';
import { CALL_STEP, callLead, OUTCOME } from './texts.js';

export class CallCard {
  #desk;
  #actions;
  #server;
  #root = byId('call', HTMLElement);
  #since = element('span', { class: 'call-since' });
  #drawn = '';
  /** The number of one call; forgotten with it. @type {{call: string, number: PhoneNumber | null} | null} */
  #number = null;

  /** @param {{desk: Desk, actions: Actions, server: Pick<Server, 'fetchNumber'>}} setUp */
  constructor({ desk, actions, server }) {
    this.#desk = desk;
    this.#actions = actions;
    this.#server = server;
  }

  /** @param {Summary | undefined} item */
  render(item) {
    const call = item ? this.#desk.call(item.conv) : null;
    this.#root.hidden = !call;
    if (!item || !call) {
      this.#drawn = '';
      this.#number = null;
      return;
    }
    this.#showTime(call);
    this.#drawOnChange(item, call);
  }

  /** @param {Call} call */
  #showTime(call) {
    const now = this.#desk.clock.now();
    const text = isDue(call) ? `asked ${formatSpan(now - (call.askedAt ?? call.since))} ago` : '';
    setText(this.#since, text);
  }

  /** Redrawn only when it changed, so that the focus stays on its buttons. @param {Summary} item @param {Call} call */
  #drawOnChange(item, call) {
    const isMine = this.#desk.isMine(item.conv);
    if (isMine && isDue(call)) this.#wantNumber(item.conv, call);
    else this.#number = null;
    const { readable } = this.#number?.number ?? {};
    const drawn = [item.conv, call.id, call.state, call.ending, isMine, readable].join(' ');
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#draw(item, call, isMine);
  }

  /** @param {Summary} item @param {Call} call @param {boolean} isMine */
  #draw(item, call, isMine) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.act;
    this.#root.dataset.state = call.state;
    this.#root.replaceChildren(
      element('h3', { id: 'call-title', class: 'pane-title' }, icon('phone'), 'Call'),
      element('p', { class: 'call-lead' }, callLead(call, item.visitor)),
      element('p', { class: 'call-facts' }, call.hint, ' ', this.#since),
      ...[
        call.state === 'offered' ? note('If they ask for it, it shows here.') : steps(call),
      ].filter((part) => part !== null),
      ...(isMine && isDue(call) ? this.#controls(item.conv, call) : []),
      ...(!isMine && isDue(call) ? [whoSeesTheNumber(item)] : []),
    );
    if (focused) this.#focusAgain(focused);
  }

  /** @param {string} act */
  #focusAgain(act) {
    const again = this.#root.querySelector(`[data-act="${act}"]:not([disabled])`);
    const first = this.#root.querySelector('a, button:not([disabled])');
    /** @type {HTMLElement | null} */ (again ?? first)?.focus();
  }

  /** @param {string} conversation @param {Call} call */
  #controls(conversation, call) {
    const pickedUp = button('They picked up', () => this.#actions.answer(conversation));
    return [
      this.#dialLink(conversation, call),
      ...(call.state === 'dialing' ? [pickedUp] : []),
      element('p', { class: 'call-question', id: 'call-question' }, 'How did it end?'),
      this.#outcomes(conversation, call),
    ];
  }

  /** @param {string} conversation @param {Call} call */
  #dialLink(conversation, call) {
    const number = this.#number?.number;
    if (!number) return note('Getting the number…');
    const link = element(
      'a',
      { class: 'dial', href: `tel:${number.number}`, 'data-act': 'dial' },
      icon('phone'),
      `Dial ${number.readable}`,
    );
    link.addEventListener('click', () => {
      if (call.state === 'confirmed') this.#actions.dial(conversation);
    });
    return link;
  }

  /** @param {string} conversation @param {Call} call */
  #outcomes(conversation, call) {
    const possible = outcomesOf(call);
    const buttons = OUTCOMES.map((outcome) => {
      const made = button(OUTCOME[outcome], () => this.#report(conversation, outcome));
      made.disabled = !possible.includes(outcome);
      return made;
    });
    const attributes = { class: 'outcomes', role: 'group', 'aria-labelledby': 'call-question' };
    return element('div', attributes, ...buttons);
  }

  /** @param {string} conversation @param {Outcome} outcome */
  #report(conversation, outcome) {
    this.#actions.report(conversation, outcome);
  }

  /** @param {string} conversation @param {Call} call */
  async #wantNumber(conversation, call) {
    if (this.#number?.call === call.id) return;
    const wanted = { call: call.id, number: /** @type {PhoneNumber | null} */ (null) };
    this.#number = wanted;
    try {
      wanted.number = await this.#server.fetchNumber(conversation);
      this.#desk.changed();
    } catch {
      // Nothing is shown that could be dialed by mistake; the next look at the call asks again.
      if (this.#number === wanted)
        setTimeout(() => this.#askAgain(wanted), ASKED_AGAIN_MILLISECONDS);
    }
  }

  /** @param {{call: string}} wanted */
  #askAgain(wanted) {
    if (this.#number?.call !== wanted.call) return;
    this.#number = null;
    this.#desk.changed();
  }
}

const ASKED_AGAIN_MILLISECONDS = 3000;

/** @param {Call} call */
function steps(call) {
  const items = stepsOf(call).map(({ state, isReached }) => {
    const current = state === call.state ? 'step' : null;
    return element('li', { 'aria-current': current, 'data-done': isReached }, CALL_STEP[state]);
  });
  if (items.length === 0) return null;
  return element('ol', { class: 'steps', role: 'list', 'aria-label': 'Progress' }, ...items);
}

/** @param {string} text */
function note(text) {
  return element('p', { class: 'call-wait' }, text);
}

/** @param {string} name @param {() => void} act */
function button(name, act) {
  const made = element('button', { class: 'bordered', type: 'button', 'data-act': name }, name);
  made.addEventListener('click', act);
  return made;
}

/** @param {Summary} item */
function whoSeesTheNumber({ agent }) {
  const who = agent?.name || 'the agent who accepts';
  return note(`Only ${who} sees the full number.`);
}
