/**
 * The place above the message box. It shows one thing at a time: the words about a held message,
 * the form for a call, how a call goes, or nothing; then `Call me` stands in the header.
 *
 * @import {Call, Conversation} from './fold.js'
 * @import {HeldKind, Verdict} from './inspect.js'
 * @import {Speak, TextKey} from './texts.js'
 */

import { byId, setText } from './elements.js';
import { isMissed, isUnderWay } from './fold.js';
import { askedTexts, clearedText, heldTexts } from './held_texts.js';

/** @typedef {'held' | 'asked' | 'offer' | 'form' | 'progress' | 'missed' | 'none'} View */
/**
 * @typedef {object} DockOptions
 * @property {Speak} speak
 * @property {() => void} onEdit
 * @property {() => void} onEditHeld
 * @property {() => void} onVouch what was asked about is no such number
 * @property {() => void} onCancelCall also says no to an offer
 */

const VIEWS = /** @type {const} */ (['held', 'asked', 'offer', 'form', 'progress', 'missed']);
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
  /** @type {HeldKind} */
  #kind;
  #isFormOpen = false;
  /** @type {HeldKind} */
  #cleared;
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
    byId('edit-asked').addEventListener('click', () => this.#edit());
    byId('vouch').addEventListener('click', () => this.#options.onVouch());
    byId('decline').addEventListener('click', () => this.#decline());
    byId('put-aside').addEventListener('click', () => this.#setAside('missed'));
    byId('cancel-form').addEventListener('click', () => this.closeForm());
    byId('cancel-call').addEventListener('click', () => this.#options.onCancelCall());
  }

  // What changes it

  /** @param {Verdict} verdict @param {HeldKind} kind @param {boolean} moveFocus */
  judge(verdict, kind, moveFocus) {
    this.#verdict = verdict;
    this.#kind = kind;
    if (isAboutText(this.#putAside)) this.#putAside = 'none';
    this.show();
    if (moveFocus && isAboutText(this.#shown)) byId(`${this.#shown}-title`).focus();
  }

  /** @param {Conversation} conversation */
  follow({ call, agent }) {
    if (call?.state !== this.#call?.state) this.#putAside = 'none';
    if (isUnderWay(call) && !isUnderWay(this.#call)) this.#begin();
    if (!isUnderWay(call)) this.#cleared = undefined;
    this.#call = call;
    this.#agent = agent;
    this.show();
  }

  /** The digits were taken out of the message box because a call takes over. */
  /** @param {HeldKind} kind */
  noteCleared(kind) {
    this.#cleared = kind;
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
    if (view === 'asked') this.#wordAsked();
    if (view === 'progress') this.#wordProgress();
    if (view === 'missed') this.#wordMissed();
    this.#shown = view;
  }

  /** @returns {View} */
  #view() {
    if (this.#isFormOpen) return 'form';
    const { state, isOffer } = this.#call ?? {};
    if (this.#isHeld() && this.#putAside !== 'held') return 'held';
    if (this.#verdict === 'asked' && this.#putAside !== 'asked') return 'asked';
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
    const isCalling = isUnderWay(this.#call);
    const kind = this.#kind ? speak(this.#kind) : '';
    const { title, words } = heldTexts(this.#verdict, this.#kind, isCalling);
    setText(byId('held-title'), speak(title, { kind }));
    setText(byId('held-words'), speak(words));
    byId('held-call').hidden = isCalling;
  }

  #wordAsked() {
    const { speak } = this.#options;
    const isCalling = isUnderWay(this.#call);
    const { title, words, no } = askedTexts(this.#kind, isCalling);
    setText(byId('asked-title'), speak(title, { kind: speak(this.#kind ?? 'card') }));
    setText(byId('asked-words'), speak(words));
    setText(byId('vouch'), speak(no));
    byId('asked-call').hidden = isCalling;
  }

  #wordProgress() {
    const { speak } = this.#options;
    const { state = '', hint = '' } = this.#call ?? {};
    const [title, words] = PROGRESS[state] ?? PROGRESS.confirmed ?? [];
    const values = { hint, name: this.#agent || speak('we') };
    if (title) setText(byId('progress-title'), speak(title, values));
    if (words) setText(byId('progress-words'), speak(words, values));
    const isNews = this.#cleared && state === 'confirmed';
    setText(byId('progress-note'), isNews ? speak(clearedText(this.#cleared)) : '');
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
    this.#setAside(this.#shown);
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

/** @param {View} view @returns {view is 'held' | 'asked'} */
function isAboutText(view) {
  return view === 'held' || view === 'asked';
}
