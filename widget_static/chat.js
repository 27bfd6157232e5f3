/**
 * The chat in its frame. Start here: this joins the connection to the parts of the page.
 *
 * Nothing is fetched or stored before the customer's first act: a message, or a call asked for.
 *
 * @import {EventFrame} from '../chatcore/protocol/js/frames.d.ts'
 * @import {State, StopReason} from '../chatcore/protocol/js/link.js'
 * @import {HeldKind, Verdict} from './inspect.js'
 */

import { Connection, Refusal } from '../chatcore/protocol/js/connection.js';
import { announce } from './announcer.js';
import { CallForm } from './call_form.js';
import { Composer } from './composer.js';
import { Dock } from './dock.js';
import { byId } from './elements.js';
import { fold, isUnderWay, NOTHING } from './fold.js';
import { heldTexts, topicOf } from './held_texts.js';
import { Host } from './host.js';
import { Identity } from './identity.js';
import { searchAfter } from './inspect.js';
import { Reading } from './reading.js';
import { isReloaded } from './reloaded.js';
import { Said } from './said.js';
import { Story } from './story.js';
import { Surroundings } from './surroundings.js';
import { languageFor, speaker } from './texts.js';
import { localeFor } from './times.js';
import { ToldPages } from './told_pages.js';
import { Transcript } from './transcript.js';

const REPORT_READING_AFTER_MILLISECONDS = 1000;

class Chat {
  #configuration = JSON.parse(byId('configuration').textContent);
  #language = languageFor(this.#configuration.locale);
  #speak = speaker(this.#language);
  #identity = new Identity(this.#configuration.siteKey);
  #surroundings = new Surroundings(this.#speak, this.#language);
  #transcript = new Transcript(this.#speak, localeFor(this.#configuration.locale));
  #story = new Story(this.#transcript, this.#speak);
  #said = new Said();
  #host = new Host({
    allowedOrigins: this.#configuration.allowedOrigins,
    onOpen: (focus) => this.#open(focus),
    onClose: () => this.#close(),
    onPage: () => this.#tellPage(),
  });
  #reading = new Reading(this.#configuration.siteKey, (unread) => this.#read(unread));
  #dock = new Dock({
    speak: this.#speak,
    onEdit: () => this.#composer.focus(),
    onEditHeld: () => this.#composer.selectFound(),
    onVouch: () => this.#composer.vouch(),
    onCancelCall: () => this.#ask('callback.cancel'),
  });
  #composer = new Composer({
    speak: this.#speak,
    search: searchAfter(() => this.#said.before()),
    onSend: (text, isVouched) => this.#send(text, isVouched),
    onTyping: (on) => this.#type(on),
    onVerdict: (verdict, kind, isSending) => this.#judge(verdict, kind, isSending),
  });
  #connection = new Connection({
    address: `${location.origin.replace(/^http/, 'ws')}/ws/visitor`,
    fetchTicket: () => this.#identity.ticket(this.#hasActed),
    fetchEvents: (conv, after) => this.#identity.events(conv, after),
    wanted: () => (this.#state.conv ? [{ conv: this.#state.conv, seen: this.#state.head }] : []),
  });

  #state = NOTHING;
  #isLive = false;
  #isOpen = parent === window;
  /** Something was sent from this page: then a customer whom the server forgot begins anew. */
  #hasActed = false;
  /** The server was told of what is in the message box now. */
  #isReported = false;
  #toldPages = new ToldPages(this.#configuration.siteKey);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reportTimer;

  // Lifecycle

  start() {
    new CallForm({ speak: this.#speak, request: (phone) => this.#requestCall(phone) });
    byId('close').addEventListener('click', () => this.#host.tell('close'));
    addEventListener('keydown', (event) => this.#pressed(event));
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('storage', () => this.#join());
    this.#listen(this.#connection);
    this.#look();
  }

  /** @param {Connection} connection */
  #listen(connection) {
    connection.on('state', (state, reason) => this.#changeState(state, reason));
    connection.on('ready', ({ convs }) => convs.length || this.#goLive());
    connection.on('live', () => this.#goLive());
    connection.on('ev', (event) => this.#happen(event));
    connection.on('typing', ({ on, by }) => this.#surroundings.showTyping(on ? by.name : ''));
    connection.on('reset', () => this.#forget());
  }

  /** A customer the server knows, perhaps from another tab. */
  #join() {
    if (this.#identity.token) this.#connection.start();
    else this.#goLive();
  }

  #begin() {
    this.#hasActed = true;
    this.#connection.start();
  }

  #goLive() {
    if (!this.#isLive) this.#transcript.goLive();
    this.#isLive = true;
    this.#refresh();
    this.#tellPage();
  }

  /** The server speaks a newer protocol: fetch its page, unless that would lose words. */
  #renew() {
    if (this.#composer.isEmpty && this.#transcript.isSettled && !isReloaded()) location.reload();
  }

  #forget() {
    this.#state = NOTHING;
    this.#isLive = false;
    this.#transcript.clear();
    this.#said.clear();
    this.#refresh();
  }

  // The merchant's page

  /** @param {boolean} focus */
  #open(focus) {
    this.#isOpen = true;
    this.#look();
    if (focus) this.#composer.focus();
  }

  #close() {
    this.#isOpen = false;
    this.#look();
  }

  #look() {
    this.#join();
    this.#reading.look(this.#isOpen && document.visibilityState === 'visible');
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === 'Escape' && !event.isComposing) this.#host.tell('close');
  }

  #tellPage() {
    const { page } = this.#host;
    if (!this.#state.isOpen || !this.#isLive) return;
    if (this.#toldPages.isNews(this.#state.conv, page)) this.#ask('page', { page });
  }

  // What the customer does

  /** @param {string} text @param {boolean} isVouched @param {string} [cid] of an earlier try */
  #send(text, isVouched, cid) {
    this.#begin();
    if (!this.#state.isOpen && !cid) this.#transcript.divide();
    const body = { text, ...(isVouched && { vouched: true }), ...this.#firstPage() };
    const sending = this.#connection.send({ kind: 'message', body, ...(cid && { cid }) });
    if (!cid) this.#transcript.sending(sending.cid, text);
    if (!cid) this.#said.sending(sending.cid, text);
    sending.settled.then(
      (ack) => this.#transcript.sent(ack.cid, ack.ts, ack.masked ? ack.text : undefined),
      (refusal) => this.#fail(sending.cid, refusal, () => this.#send(text, isVouched, sending.cid)),
    );
  }

  /** @param {string} cid @param {Refusal} refusal @param {() => void} retry */
  #fail(cid, { code, message }, retry) {
    const words = code === 'poison' ? this.#speak('poison') : message;
    this.#transcript.failed(cid, words, retry);
  }

  #firstPage() {
    const { page } = this.#host;
    return this.#state.isOpen || !page.url ? {} : { page };
  }

  /** @param {string} phone */
  #requestCall(phone) {
    this.#begin();
    return this.#connection.send({
      kind: 'callback.request',
      body: { phone, ...this.#firstPage() },
    });
  }

  /** What needs no answer: its effect, if it has one, comes as an event. @param {string} kind @param {object} [body] */
  #ask(kind, body = {}) {
    this.#connection.send({ kind, body: { ...body } }).settled.catch(ignoreRefusal);
  }

  /** @param {boolean} on */
  #type(on) {
    if (this.#state.isOpen) this.#connection.typing(on);
  }

  /** @param {Verdict} verdict @param {HeldKind} kind @param {boolean} isSending */
  #judge(verdict, kind, isSending) {
    this.#dock.judge(verdict, kind, isSending);
    if (verdict !== 'held') this.#isReported = false;
    else if (!this.#isReported) this.#report(kind);
  }

  /** Only of payment data: a call would not help with a password. @param {HeldKind} kind */
  #report(kind) {
    this.#isReported = true;
    announce(
      this.#speak(heldTexts('held', kind, false).title, { kind: this.#speak(kind ?? 'card') }),
    );
    if (topicOf(kind) !== 'card') return;
    this.#host.tell('event', 'cardblocked');
    if (this.#state.isOpen && !isUnderWay(this.#state.call)) this.#ask('callback.offer');
  }

  // What happens

  /** @param {EventFrame} event */
  #happen(event) {
    // A late row of an ended conversation, such as a note, does not bring it back.
    if (this.#state.conv && event.conv !== this.#state.conv && event.seq !== 1) return;
    if (this.#state.conv && event.conv !== this.#state.conv) this.#transcript.divide();
    this.#state = fold(this.#state, event);
    this.#toldPages.happened(event);
    this.#said.happened(event);
    this.#story.tell(event, this.#state.agent);
    this.#reading.arrived(event);
    if (event.kind === 'message' && event.by.kind === 'agent') this.#surroundings.showTyping('');
    if (this.#isLive) this.#react(event);
  }

  /** @param {EventFrame} event news rather than history */
  #react(event) {
    const { call } = this.#state;
    if (event.kind === 'callback' && call?.state === 'confirmed') this.#clearHeld();
    this.#host.pass(event);
    this.#refresh();
  }

  /** A call takes over from the digits that were held, so they need not stay. */
  #clearHeld() {
    const { verdict, kind } = this.#composer;
    if (verdict !== 'held' && verdict !== 'asked') return;
    this.#composer.cutFound();
    this.#dock.noteCleared(kind);
  }

  #refresh() {
    this.#surroundings.show(this.#state);
    this.#dock.follow(this.#state);
    this.#tellExistence();
  }

  #tellExistence() {
    const exists = this.#state.isOpen || this.#reading.unread > 0;
    if (this.#isLive) this.#host.tell('conversation', exists);
  }

  /** @param {number} unread */
  #read(unread) {
    this.#host.tell('unread', unread);
    this.#tellExistence();
    clearTimeout(this.#reportTimer);
    const report = () => this.#connection.seen(this.#state.conv, this.#state.head, true);
    if (!unread && this.#state.conv) {
      this.#reportTimer = setTimeout(report, REPORT_READING_AFTER_MILLISECONDS);
    }
  }

  /** @param {State} state @param {StopReason} [reason] */
  #changeState(state, reason) {
    this.#surroundings.showState(state, reason);
    if (reason === 'outdated') this.#renew();
    if (state === 'stopped') this.#goLive();
    if (state === 'stopped' && reason === 'login') this.#forget();
  }
}

/** @param {unknown} error */
function ignoreRefusal(error) {
  if (!(error instanceof Refusal)) throw error;
}

new Chat().start();
