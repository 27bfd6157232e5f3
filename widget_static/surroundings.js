/**
 * What stands around the conversation: who answers, whether the line holds, and the still words
 * of the page, which are put in by their key.
 *
 * @import {State, StopReason} from '../chatcore/protocol/js/link.js'
 * @import {Conversation} from './fold.js'
 * @import {Speak, TextKey} from './texts.js'
 */

import { byId, setText } from './elements.js';
import { isWaiting, NOTHING } from './fold.js';

/** A short loss is nobody's business. */
const LOSS_SHOWN_AFTER_MILLISECONDS = 1500;
const TYPING_MILLISECONDS = 6000;
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export class Surroundings {
  #speak;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #lossTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingTimer;
  #wasLive = false;
  #isLost = false;
  #conversation = NOTHING;

  /** @param {Speak} speak @param {string} language */
  constructor(speak, language) {
    this.#speak = speak;
    document.documentElement.lang = language;
    document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
    for (const each of document.querySelectorAll('[data-text]')) {
      each.textContent = this.#word(each, 'text');
    }
    for (const each of document.querySelectorAll('[data-label]')) {
      each.setAttribute('aria-label', this.#word(each, 'label'));
    }
    byId('message').placeholder = speak('messageHint');
  }

  /** @param {Conversation} conversation */
  show(conversation) {
    this.#conversation = conversation;
    setText(byId('after'), this.#after(conversation));
    this.#showPresence();
  }

  /** Nobody is said to be there while we cannot know. */
  #showPresence() {
    const { isOpen, agent } = this.#conversation;
    const isAnswered = isOpen && agent !== '';
    const answered = this.#isLost ? 'lost' : 'agentAnswers';
    byId('head').dataset.answered = String(isAnswered && !this.#isLost);
    const words = this.#speak(isAnswered ? answered : 'weAnswer', { name: agent });
    setText(byId('presence'), words);
  }

  /** Until it is told again, or expires. @param {string} name empty when nobody types */
  showTyping(name) {
    clearTimeout(this.#typingTimer);
    if (name) this.#typingTimer = setTimeout(() => this.showTyping(''), TYPING_MILLISECONDS);
    byId('typing').hidden = !name;
    setText(byId('typing-words'), name ? this.#speak('isTyping', { name }) : '');
  }

  /** @param {State} state @param {StopReason} [reason] */
  showState(state, reason) {
    if (state === 'live') this.#wasLive = true;
    if (state === 'connecting' || state === 'offline') {
      this.#lossTimer ??= setTimeout(() => this.#showLoss(), LOSS_SHOWN_AFTER_MILLISECONDS);
      return;
    }
    clearTimeout(this.#lossTimer);
    this.#lossTimer = undefined;
    setText(byId('network'), this.#reasonOf(reason));
    this.#isLost = false;
    this.#showPresence();
  }

  #showLoss() {
    setText(byId('network'), this.#speak(this.#wasLive ? 'reconnecting' : 'connecting'));
    this.#isLost = true;
    this.showTyping('');
    this.#showPresence();
  }

  /** @param {StopReason} [reason] */
  #reasonOf(reason) {
    if (reason === 'outdated') return this.#speak('outdated');
    return reason === 'forbidden' ? this.#speak('unavailable') : '';
  }

  /** @param {Conversation} conversation */
  #after(conversation) {
    if (conversation.conv && !conversation.isOpen) return this.#speak('writeAgain');
    return isWaiting(conversation) ? this.#speak('waiting') : '';
  }

  /** @param {Element} each @param {'text' | 'label'} name */
  #word(each, name) {
    const { dataset } = /** @type {HTMLElement} */ (each);
    return this.#speak(/** @type {TextKey} */ (dataset[name]), { phone: dataset.phone ?? '' });
  }
}
