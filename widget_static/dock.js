/**
 * The place above the message box. It shows one thing at a time: the words about a held message,
 * the form for a call, how a call goes, or nothing; then `Call me` stands in the header.
 *
 * @import {Call, Conversation} from './fold.js'
 * @import {Verdict} from './inspect.js'
 * @import {Speak, TextKey} from './texts.js'
 */

import { byId, setText } from './elements.js';
import { isMissed, isUnderWay } from './fold.js';

/** @typedef {'held' | 'offer' | 'form' | 'progress' | 'missed' | 'none'} View */
/**
 * @typedef {object} DockOptions
 * @property {Speak} speak
 * @property {() => void} onEdit
 * @property {() => void} onEditHeld
 * @property {() => void} onCancelCall also says no to an offer
 */

const VIEWS = /** @type {const} */ (['held', 'offer', 'form', 'progress', 'missed']);
/** @type {Record<string, [TextKey, TextKey]>} */
const PROGRESS = {
  confirmed: ['confirmedTitle', 'confirmedWords'],
  dialing: ['dialingTitle', 'dialingWords'],
  talking: ['talkingTitle', 'talkingWords'],
};

export class Dock {
  #options;
  /** @type {Verdict} */
  #verdict = 'clear';
  #isFormOpen = false;
  #wasCleared = false;
  /** What the customer has put aside. @type {View} */
  #putAside = 'none';
  /** @type {Call | undefined} */
  #call;
  #agent = '';
  /** @type {View} */
  #shown = 'none';

  /** @param {DockOptions} options */
  constructor(options) {
    this.#options = options;
    for (const button of document.querySelectorAll('[data-do=call]')) {
      button.addEventListener('click', () => this.openForm());
    }
    byId('edit').addEventListener('click', () => this.#edit());
    byId('decline').addEventListener('click', () => this.#decline());
    byId('put-aside').addEventListener('click', () => this.#setAside('missed'));
    byId('cancel-form').addEventListener('click', () => this.closeForm());
    byId('cancel-call').addEventListener('click', () => this.#options.onCancelCall());
  }

  // What changes it

  /** @param {Verdict} verdict @param {boolean} moveFocus */
  judge(verdict, moveFocus) {
    this.#verdict = verdict;
    if (this.#putAside === 'held') this.#putAside = 'none';
    this.show();
    if (moveFocus && this.#shown === 'held') byId('held-title').focus();
  }

  /** @param {Conversation} conversation */
  follow({ call, agent }) {
    if (call?.state !== this.#call?.state) this.#putAside = 'none';
    if (isUnderWay(call) && !isUnderWay(this.#call)) this.#begin();
    if (!isUnderWay(call)) this.#wasCleared = false;
    this.#call = call;
    this.#agent = agent;
    this.show();
  }

  /** The digits were taken out of the message box because a call takes over. */
  noteCleared() {
    this.#wasCleared = true;
  }

  openForm() {
    this.#isFormOpen = true;
    this.show();
    byId('phone').focus();
  }

  closeForm() {
    this.#isFormOpen = false;
    this.show();
    this.#options.onEdit();
  }

  // Showing

  show() {
    const view = this.#view();
    for (const name of VIEWS) byId(name).hidden = name !== view;
    byId('call-me').hidden = view !== 'none';
    if (view === 'held') this.#wordHeld();
    if (view === 'progress') this.#wordProgress();
    if (view === 'missed') this.#wordMissed();
    this.#shown = view;
  }

  /** @returns {View} */
  #view() {
    if (this.#isFormOpen) return 'form';
    const { state, isOffer } = this.#call ?? {};
    if (this.#isHeld() && this.#putAside !== 'held') return 'held';
    if (isUnderWay(this.#call)) return 'progress';
    if (isMissed(this.#call) && this.#putAside !== 'missed') return 'missed';
    if (state === 'offered' && isOffer && this.#putAside !== 'offer') return 'offer';
    return 'none';
  }

  #isHeld() {
    return this.#verdict === 'held' || this.#verdict === 'guard_failed';
  }

  #wordHeld() {
    const { speak } = this.#options;
    const isFailure = this.#verdict === 'guard_failed';
    const isCalling = isUnderWay(this.#call);
    setText(byId('held-title'), speak(isFailure ? 'guardFailedTitle' : 'heldTitle'));
    const words = isCalling ? 'heldDuringCall' : 'heldWords';
    setText(byId('held-words'), speak(isFailure ? 'guardFailedWords' : words));
    byId('held-call').hidden = isCalling;
  }

  #wordProgress() {
    const { speak } = this.#options;
    const { state = '', hint = '' } = this.#call ?? {};
    const [title, words] = PROGRESS[state] ?? PROGRESS.confirmed ?? [];
    const values = { hint, name: this.#agent || speak('we') };
    if (title) setText(byId('progress-title'), speak(title, values));
    if (words) setText(byId('progress-words'), speak(words, values));
    const isNews = this.#wasCleared && state === 'confirmed';
    setText(byId('progress-note'), isNews ? speak('cleared') : '');
    byId('progress').dataset.state = state;
    byId('cancel-call').hidden = state !== 'confirmed';
  }

  #wordMissed() {
    const { ending, hint = '' } = this.#call ?? {};
    setText(byId('missed-words'), this.#options.speak(/** @type {TextKey} */ (ending), { hint }));
  }

  // Steps

  /** The form has done its work; who sent it finds the focus at what follows from it. */
  #begin() {
    const hadFocus = byId('form').contains(document.activeElement);
    this.#isFormOpen = false;
    if (hadFocus) queueMicrotask(() => byId('progress-title').focus());
  }

  #edit() {
    this.#setAside('held');
    this.#options.onEditHeld();
  }

  #decline() {
    this.#options.onCancelCall();
    this.#setAside('offer');
    this.#options.onEdit();
  }

  /** @param {View} view */
  #setAside(view) {
    this.#putAside = view;
    this.show();
  }
}
