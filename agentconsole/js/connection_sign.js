/**
 * Says openly whether what is shown is up to date: live, catching up, offline, or signed out.
 *
 * @import {State, StopReason} from '../../chatcore/protocol/js/link.js'
 * @import {Desk} from './desk.js'
 */

import { byId, element, setText } from './dom.js';
import { CONNECTION, STOPPED } from './texts.js';

export class ConnectionSign {
  #desk;
  #sign = byId('connection', HTMLElement);
  #stopped = byId('stopped', HTMLElement);
  /** @type {State} */
  #state = 'connecting';

  /** @param {{desk: Desk}} setUp */
  constructor({ desk }) {
    this.#desk = desk;
  }

  /** @param {State} state @param {StopReason} [reason] */
  change(state, reason) {
    this.#state = state;
    if (state === 'stopped') this.#showStopped(reason ?? 'login');
  }

  render() {
    const isCatchingUp = this.#state === 'live' && !this.#desk.isCaughtUp;
    const shown = isCatchingUp ? 'catching-up' : this.#state;
    document.body.dataset.connection = shown;
    setText(this.#sign, CONNECTION[shown]);
  }

  /** @param {StopReason} reason */
  #showStopped(reason) {
    const link = element('a', { href: location.pathname }, STOPPED[reason].link);
    // The address keeps which conversation is open; a link to the bare page would lose it.
    link.addEventListener('click', (event) => {
      event.preventDefault();
      location.reload();
    });
    this.#stopped.replaceChildren(STOPPED[reason].text, ' ', link);
    this.#stopped.hidden = false;
  }
}
