/**
 * Where an agent writes: to the customer, or a note for staff. It is bound to one conversation, and
 * each conversation keeps its own draft.
 *
 * @import {Actions} from './actions.js'
 * @import {Desk} from './desk.js'
 * @import {Mode} from './outgoing.js'
 * @import {Refusal} from './refusal_to_send.js'
 */

import { byId, setAttribute, setText } from './dom.js';
import { Drafts } from './drafts.js';
import { NO_REFUSAL, refusalToSend } from './refusal_to_send.js';
import { saidBefore } from './said.js';

const CHECKED_AFTER_PAUSE_MILLISECONDS = 400;
const TYPING_RENEWED_EVERY_MILLISECONDS = 2500;
const TYPING_ENDS_AFTER_MILLISECONDS = 4000;

export class Composer {
  #desk;
  #actions;
  #drafts = new Drafts();
  #form = byId('writing', HTMLFormElement);
  #box = byId('box', HTMLTextAreaElement);
  #label = byId('box-label', HTMLLabelElement);
  #hint = byId('mode-hint', HTMLElement);
  #guarded = byId('guarded', HTMLElement);
  #question = byId('guard-question', HTMLElement);
  #vouch = byId('vouch', HTMLButtonElement);
  #modes = {
    message: byId('mode-message', HTMLButtonElement),
    note: byId('mode-note', HTMLButtonElement),
  };
  /** @type {string | null} */
  #conversation = null;
  /** @type {Mode} */
  #mode = 'message';
  /** A note in somebody else's conversation is written only on purpose. */
  #wantsNote = false;
  #typedAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /** @param {{desk: Desk, actions: Actions}} setUp */
  constructor({ desk, actions }) {
    this.#desk = desk;
    this.#actions = actions;
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    this.#box.addEventListener('keydown', (event) => this.#sendOnEnter(event));
    this.#box.addEventListener('input', () => this.#changed());
    this.#box.addEventListener('blur', () => this.#stopTyping());
    byId('edit', HTMLButtonElement).addEventListener('click', () => this.#edit());
    this.#vouch.addEventListener('click', () => this.#send(true));
    this.#modes.message.addEventListener('click', () => this.write('message'));
    this.#modes.note.addEventListener('click', () => this.write('note'));
  }

  // Actions

  /** Start writing, if that is possible here. @param {Mode} mode */
  write(mode) {
    if (!this.#conversation || (mode === 'message' && !this.#canReply)) return;
    this.#wantsNote = mode === 'note';
    this.#turnTo(mode);
    this.render();
    this.#box.focus();
  }

  /** Whether the box is there to write in. */
  get isShown() {
    return !!this.#conversation && (this.#canReply || this.#wantsNote);
  }

  render() {
    // Until the list has told whose it is, nothing can be written there.
    this.#bind(this.#desk.openedSummary?.conv ?? null);
    if (!this.#canReply && this.#mode === 'message') this.#turnTo('note');
    this.#form.hidden = !this.isShown;
    const isNote = this.#mode === 'note';
    setText(this.#label, isNote ? 'Note' : 'Reply');
    setText(this.#modes.message, `To ${this.#desk.openedSummary?.visitor ?? ''}`);
    setText(this.#hint, isNote ? 'Only staff can read this.' : '');
    setAttribute(this.#form, 'data-mode', this.#mode);
    setAttribute(this.#modes.message, 'aria-pressed', String(!isNote));
    setAttribute(this.#modes.note, 'aria-pressed', String(isNote));
    this.#modes.message.hidden = !this.#canReply;
  }

  // Internal

  get #canReply() {
    return !!this.#conversation && this.#desk.isMine(this.#conversation);
  }

  /** @param {string | null} conversation */
  #bind(conversation) {
    if (conversation === this.#conversation) return;
    this.#keepDraft();
    this.#stopTyping();
    this.#conversation = conversation;
    this.#wantsNote = false;
    this.#mode = 'message';
    this.#showDraft();
  }

  /** @param {Mode} mode */
  #turnTo(mode) {
    if (mode === this.#mode) return;
    this.#keepDraft();
    this.#stopTyping();
    this.#mode = mode;
    this.#showDraft();
  }

  #keepDraft() {
    if (this.#conversation) this.#drafts.write(this.#conversation, this.#mode, this.#box.value);
  }

  #showDraft() {
    this.#box.value = this.#conversation ? this.#drafts.read(this.#conversation, this.#mode) : '';
    this.#showRefusal(NO_REFUSAL);
  }

  /** @param {KeyboardEvent} event */
  #sendOnEnter(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
    this.#submit(event);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#send(false);
  }

  /** @param {boolean} isVouched the guard asked, and the agent says that it is no such number */
  #send(isVouched) {
    const text = this.#box.value.trim();
    if (!this.#conversation || !text) return;
    const refusal = this.#refusal();
    const isSent = !refusal.words || (isVouched && !!refusal.no);
    this.#showRefusal(isSent ? NO_REFUSAL : refusal);
    this.#box.focus();
    if (!isSent) return;
    this.#actions.say(this.#conversation, this.#mode, text, { isVouched: !!refusal.no });
    this.#box.value = '';
    this.#keepDraft();
    this.#stopTyping();
  }

  /** @returns {Refusal} */
  #refusal() {
    if (!this.#conversation) return NO_REFUSAL;
    const { events } = this.#desk.conversation(this.#conversation);
    const outgoing = this.#desk.outgoing.of(this.#conversation);
    const writer = { me: this.#desk.me, mode: this.#mode };
    return refusalToSend(this.#box.value.trim(), saidBefore(events, outgoing, writer));
  }

  #edit() {
    this.#showRefusal(NO_REFUSAL);
    this.#box.focus();
  }

  #changed() {
    this.#keepDraft();
    this.#showTyping();
    clearTimeout(this.#pause);
    const check = () => this.#showRefusal(this.#refusal());
    // A warning that is there goes away at once; a new one waits for the end of the word.
    if (this.#guarded.hidden) this.#pause = setTimeout(check, CHECKED_AFTER_PAUSE_MILLISECONDS);
    else check();
  }

  /** @param {Refusal} refusal without words to take it away */
  #showRefusal({ words, no }) {
    clearTimeout(this.#pause);
    setText(this.#guarded, words);
    setText(this.#vouch, no);
    this.#guarded.hidden = !words;
    this.#question.hidden = !no;
    setAttribute(this.#box, 'aria-invalid', words ? 'true' : null);
  }

  /** Only of what the customer will read; a note is nobody's business outside. */
  #showTyping() {
    if (!this.#conversation || this.#mode === 'note') return;
    if (!this.#box.value) return this.#stopTyping();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#stopTyping(), TYPING_ENDS_AFTER_MILLISECONDS);
    if (performance.now() - this.#typedAt < TYPING_RENEWED_EVERY_MILLISECONDS && this.#typedAt)
      return;
    this.#typedAt = performance.now();
    this.#actions.type(this.#conversation, true);
  }

  #stopTyping() {
    clearTimeout(this.#silence);
    if (this.#typedAt && this.#conversation) this.#actions.type(this.#conversation, false);
    this.#typedAt = 0;
  }
}
