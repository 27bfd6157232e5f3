/**
 * The message box. It asks the guard before anything leaves: while the guard finds something, or
 * cannot vouch for the text, the words stay here.
 *
 * @import {Speak} from './texts.js'
 */

import { byId, setText } from './elements.js';
import { examine, found, withoutFound } from './inspect.js';

/** A longer number may still be on its way to being harmless. */
const PAUSE_MILLISECONDS = 400;
const TYPING_ENDS_AFTER_MILLISECONDS = 4000;
const ENDS_IN_DIGIT = /\p{Nd}$/u;

/** @import {HeldKind, Search, Verdict} from './inspect.js' */
/**
 * @typedef {object} ComposerOptions
 * @property {Speak} speak
 * @property {Search} search the guard, together with what was said before
 * @property {(text: string, isVouched: boolean) => void} onSend
 * @property {(on: boolean) => void} onTyping
 * @property {(verdict: Verdict, kind: HeldKind, isSending: boolean) => void} onVerdict also when a held text changes
 */

export class Composer {
  #box = byId('message');
  #form = byId('composer');
  #warning = byId('warning');
  #options;
  /** @type {Verdict} */
  #verdict = 'clear';
  /** @type {HeldKind} */
  #kind;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingEnds;

  /** @param {ComposerOptions} options */
  constructor(options) {
    this.#options = options;
    this.#box.addEventListener('input', (/** @type {InputEvent} */ event) => this.#changed(event));
    this.#box.addEventListener('keydown', (/** @type {KeyboardEvent} */ e) => this.#pressed(e));
    this.#form.addEventListener('submit', (/** @type {Event} */ event) => this.#submit(event));
  }

  get verdict() {
    return this.#verdict;
  }

  /** What the guard objects to. */
  get kind() {
    return this.#kind;
  }

  get isEmpty() {
    return this.#box.value === '';
  }

  focus() {
    this.#box.focus();
  }

  /** Where the guard has an objection, it is what the next key replaces. */
  selectFound() {
    this.focus();
    const [first] = found(this.#box.value, this.#options.search);
    if (first) this.#box.setSelectionRange(first.start, first.end);
  }

  empty() {
    this.#write('');
  }

  /** Only the digits go; the customer's other words are not ours to delete. */
  cutFound() {
    this.#write(withoutFound(this.#box.value, this.#options.search));
  }

  /** The customer says that what was asked about is no such number; so it goes, this once. */
  vouch() {
    this.#judge(true);
    if (this.#verdict === 'asked' || this.#verdict === 'clear') this.#send();
    this.focus();
  }

  // Events

  /** @param {InputEvent} event */
  #changed({ inputType }) {
    this.#grow();
    clearTimeout(this.#pause);
    const isTyped = inputType?.startsWith('insertText') || inputType?.startsWith('delete');
    if (isTyped && this.#verdict === 'clear' && ENDS_IN_DIGIT.test(this.#box.value)) {
      this.#pause = setTimeout(() => this.#judge(false), PAUSE_MILLISECONDS);
    } else this.#judge(false);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#judge(true);
    if (this.#verdict === 'clear') this.#send();
  }

  // Internal

  #send() {
    const text = this.#box.value.trim();
    if (!text) return;
    this.#options.onSend(text, this.#verdict === 'asked');
    this.empty();
  }

  /** @param {string} text */
  #write(text) {
    this.#box.value = text;
    this.#judge(false);
    this.#grow();
  }

  /** @param {boolean} isSending */
  #judge(isSending) {
    clearTimeout(this.#pause);
    const { verdict, kind } = examine(this.#box.value, this.#options.search);
    const isNews = verdict !== 'clear' || this.#verdict !== 'clear';
    this.#verdict = verdict;
    this.#kind = kind;
    this.#form.dataset.verdict = this.#box.value.trim() ? verdict : 'empty';
    setText(this.#warning, verdict === 'too_big' ? this.#options.speak('tooLong') : '');
    if (isNews) this.#options.onVerdict(verdict, kind, isSending);
    this.#tellTyping(verdict === 'clear' && this.#box.value !== '' && !isSending);
  }

  /** @param {boolean} on */
  #tellTyping(on) {
    clearTimeout(this.#typingEnds);
    this.#options.onTyping(on);
    if (!on) return;
    const end = () => this.#options.onTyping(false);
    this.#typingEnds = setTimeout(end, TYPING_ENDS_AFTER_MILLISECONDS);
  }

  #grow() {
    this.#box.style.setProperty('block-size', 'auto');
    const { offsetHeight, clientHeight, scrollHeight } = this.#box;
    this.#box.style.setProperty('block-size', `${scrollHeight + offsetHeight - clientHeight}px`);
  }
}
