/**
 * The way out: who still holds conversations is asked first, as their customers would wait in vain.
 *
 * @import {Actions} from './actions.js'
 * @import {Desk} from './desk.js'
 */

import { byId, setText } from './dom.js';
import { stillHeldText } from './texts.js';

export class SignOut {
  #desk;
  #actions;
  #form = byId('sign-out', HTMLFormElement);
  #dialog = byId('sign-out-check', HTMLDialogElement);
  #releaseAll = byId('release-all', HTMLButtonElement);

  /** @param {{desk: Desk, actions: Actions}} setUp */
  constructor({ desk, actions }) {
    this.#desk = desk;
    this.#actions = actions;
    this.#form.addEventListener('submit', (event) => this.#check(event));
    this.#releaseAll.addEventListener('click', () => this.#giveBackAndLeave());
    byId('leave-all', HTMLButtonElement).addEventListener('click', () => this.#form.submit());
    byId('stay', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
  }

  /** @param {SubmitEvent} event */
  #check(event) {
    const { mine } = this.#desk.lists();
    if (mine.length === 0) return;
    event.preventDefault();
    setText(byId('sign-out-why', HTMLElement), stillHeldText(mine.length));
    this.#dialog.showModal();
  }

  /** What could not be given back, as without a connection, keeps the agent here; a notice says why. */
  async #giveBackAndLeave() {
    this.#releaseAll.disabled = true;
    const { mine } = this.#desk.lists();
    const released = await Promise.all(mine.map(({ conv }) => this.#actions.release(conv)));
    this.#releaseAll.disabled = false;
    if (released.every(Boolean)) this.#form.submit();
    else this.#dialog.close();
  }
}
