/**
 * The form that asks for a call. Its field is guarded like the message box.
 *
 * @import {Sending} from '../chatcore/protocol/js/outbox.js'
 * @import {Speak} from './texts.js'
 */

import { Refusal } from '../chatcore/protocol/js/connection.js';
import { byId, setText } from './elements.js';
import { inspect } from './inspect.js';

/**
 * @typedef {object} CallFormOptions
 * @property {Speak} speak
 * @property {(phone: string) => Sending} request
 */

export class CallForm {
  #form = byId('form');
  #field = byId('phone');
  #error = byId('phone-error');
  #button = byId('request-call');
  #cancel = byId('cancel-form');
  #isWaiting = false;
  #options;

  /** @param {CallFormOptions} options */
  constructor(options) {
    this.#options = options;
    this.#form.addEventListener('submit', (/** @type {Event} */ event) => this.#submit(event));
    this.#field.addEventListener('input', () => this.#complain(''));
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const phone = this.#field.value.trim();
    const complaint = this.#complaintAbout(phone);
    if (complaint) this.#refuse(complaint);
    else if (!this.#isWaiting) await this.#request(phone);
  }

  /** @param {string} phone @returns {string} empty where it may be sent */
  #complaintAbout(phone) {
    const { speak } = this.#options;
    if (!phone) return speak('phoneMissing');
    const verdict = inspect(phone);
    if (verdict === 'clear') return '';
    return speak(verdict === 'held' || verdict === 'asked' ? 'phoneIsCard' : 'phoneUnchecked');
  }

  /** @param {string} phone */
  async #request(phone) {
    this.#wait(true);
    try {
      await this.#options.request(phone).settled;
      this.#field.value = '';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error.code === 'poison' ? this.#options.speak('poison') : error.message);
    } finally {
      this.#wait(false);
    }
  }

  /** @param {boolean} isWaiting */
  #wait(isWaiting) {
    // Not `disabled`, which would lose the focus.
    this.#isWaiting = isWaiting;
    this.#button.ariaDisabled = `${isWaiting}`;
    this.#cancel.hidden = isWaiting;
    setText(this.#button, this.#options.speak(isWaiting ? 'requesting' : 'requestCall'));
  }

  /** @param {string} words */
  #refuse(words) {
    this.#complain(words);
    this.#field.focus();
  }

  /** @param {string} words */
  #complain(words) {
    setText(this.#error, words);
    if (words) this.#field.setAttribute('aria-invalid', 'true');
    else this.#field.removeAttribute('aria-invalid');
  }
}
