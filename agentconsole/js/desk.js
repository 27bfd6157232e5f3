/**
 * What the console knows: the lists, the conversations it follows, and the one that is open.
 *
 * No element is touched here; whoever shows something listens to `onChange` and reads.
 *
 * @import {Connection} from '../../chatcore/protocol/js/connection.js'
 * @import {EventFrame, Inbox as InboxFrame, Ready, Summary, TypingDown, Wanted} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Call} from './calls.js'
 */

import { WANTED_CONVERSATIONS_MAX } from '../../chatcore/protocol/js/limits.js';
import { isDue } from './calls.js';
import { ServerClock } from './clock.js';
import { Conversation } from './conversation.js';
import { Following } from './following.js';
import { Inbox, listOf } from './inbox.js';
import { OutgoingTexts } from './outgoing.js';
import { Typists } from './typists.js';

// Following those who wait longest shows their calls and typing in the list, and opens them at once.
const QUEUE_FOLLOWED_MAX = 20;

/** @typedef {Pick<Connection, 'on' | 'follow' | 'seen'>} Wire */
/** @typedef {{kind: 'waiting' | 'call' | 'message' | 'taken-over', conv: string}} News something that deserves a sound */
/** @typedef {'agent' | 'supervisor'} Role */

export class Desk {
  inbox = new Inbox();
  outgoing = new OutgoingTexts();
  clock = new ServerClock();
  typists = new Typists(() => this.changed());
  /** The conversation in the middle of the page. @type {string | null} */
  opened;
  isLive = false;
  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  #following = new Following((conv) => this.#wire.follow(conv, this.conversation(conv).head));
  #isListCurrent = false;
  /** How far the server knows that a person has read. @type {Map<string, number>} */
  #told = new Map();
  /** @type {Set<() => void>} */
  #onChange = new Set();
  /** @type {Set<(news: News) => void>} */
  #onNews = new Set();
  #wire;
  #role;

  /** @param {{wire: Wire, me: string, role?: Role, opened?: string | null}} setUp `me`: the agent's public id; `opened`: what was open before the page was loaded again */
  constructor({ wire, me, role = 'agent', opened = null }) {
    this.me = me;
    this.opened = opened;
    this.#role = role;
    this.#wire = wire;
    wire.on('ready', (frame) => this.#ready(frame));
    wire.on('inbox', (frame) => this.#listed(frame));
    wire.on('ev', (event) => this.#happened(event));
    wire.on('typing', (frame) => this.#typed(frame));
    wire.on('live', ({ conv }) => this.#caughtUp(conv));
    wire.on('reset', ({ conv }) => this.#forget(conv));
    wire.on('state', (state) => this.#connectionChanged(state));
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.#onChange.add(listener);
  }

  /** @param {(news: News) => void} listener */
  onNews(listener) {
    this.#onNews.add(listener);
  }

  changed() {
    for (const listener of this.#onChange) listener();
  }

  /** Whether everything missed has arrived. */
  get isCaughtUp() {
    return this.#isListCurrent && !this.#following.isAnyBehind;
  }

  lists() {
    return this.inbox.lists(this.me, (conversation) => isDue(this.call(conversation)));
  }

  /** @returns {Summary | undefined} */
  get openedSummary() {
    return this.opened ? this.inbox.get(this.opened) : undefined;
  }

  /** @param {string} conversation */
  isMine(conversation) {
    const item = this.inbox.get(conversation);
    return !!item && listOf(item, this.me) === 'mine';
  }

  /** Whether a colleague holds it and I may take it over. @param {Summary} item */
  mayTakeOver(item) {
    return this.#role === 'supervisor' && listOf(item, this.me) === 'team';
  }

  /** @param {string} id @returns {Conversation} */
  conversation(id) {
    const known = this.#conversations.get(id) ?? new Conversation();
    this.#conversations.set(id, known);
    return known;
  }

  /** @param {string} conversation @returns {Call | null} */
  call(conversation) {
    return this.#conversations.get(conversation)?.call ?? null;
  }

  /** @param {string} conversation */
  unread(conversation) {
    return this.isMine(conversation) ? this.conversation(conversation).unread : 0;
  }

  /** Show it in the middle; this claims nothing. @param {string} conversation */
  open(conversation) {
    this.opened = conversation;
    this.#following.follow(conversation);
    this.changed();
  }

  /** A person looks at the opened conversation. */
  look() {
    const conversation = this.opened;
    if (!conversation || !this.isMine(conversation)) return;
    const log = this.conversation(conversation);
    if (log.head <= (this.#told.get(conversation) ?? 0)) return;
    log.markRead();
    this.#told.set(conversation, log.head);
    this.#wire.seen(conversation, log.head, true);
    this.changed();
  }

  /** What to ask for on every new socket, the most important first. @returns {Wanted[]} */
  wanted() {
    const ids = new Set([...(this.opened ? [this.opened] : []), ...this.#interesting()]);
    return [...ids]
      .slice(0, WANTED_CONVERSATIONS_MAX)
      .map((conv) => ({ conv, seen: this.#conversations.get(conv)?.head ?? 0 }));
  }

  #interesting() {
    const { mine, queue } = this.lists();
    return [...mine, ...queue.slice(0, QUEUE_FOLLOWED_MAX)].map((item) => item.conv);
  }

  /** @param {Ready} frame */
  #ready(frame) {
    this.#following.restart(frame.convs);
    // One that only the page's address tells of was wanted already, and may be gone.
    if (this.openedSummary) this.#following.follow(this.openedSummary.conv);
  }

  /** @param {InboxFrame} frame */
  #listed(frame) {
    this.#isListCurrent ||= !!frame.full;
    const { mine } = this.lists();
    const waiting = this.inbox.apply(frame);
    if (this.opened && !this.inbox.get(this.opened)) this.opened = null;
    for (const conversation of this.#interesting()) this.#following.follow(conversation);
    for (const { conv } of waiting) this.#tell({ kind: 'waiting', conv });
    for (const { conv } of mine) {
      if (this.#isWithColleague(conv)) this.#tell({ kind: 'taken-over', conv });
    }
    this.changed();
  }

  /** @param {string} conversation */
  #isWithColleague(conversation) {
    const item = this.inbox.get(conversation);
    return !!item && listOf(item, this.me) === 'team';
  }

  /** @param {EventFrame} event */
  #happened(event) {
    const log = this.conversation(event.conv);
    const before = log.call;
    if (!log.add(event)) return;
    if (event.cid) this.outgoing.take(event.cid);
    this.typists.end(event.conv, event.by.id);
    if (!this.#following.isBehind(event.conv)) this.#judge(event, before);
    this.changed();
  }

  /** @param {string} conversation */
  #caughtUp(conversation) {
    this.#following.caughtUp(conversation);
    this.changed();
  }

  /** @param {string} state */
  #connectionChanged(state) {
    this.isLive = state === 'live';
    if (!this.isLive) {
      this.#isListCurrent = false;
      this.typists.clear();
    }
    this.changed();
  }

  /** The server knows less than was shown, as after a backup was restored. @param {string} conversation */
  #forget(conversation) {
    this.#conversations.delete(conversation);
    this.#told.delete(conversation);
    this.changed();
  }

  /** @param {EventFrame} event @param {Call | null} before */
  #judge(event, before) {
    const { conv } = event;
    this.clock.learn(event.ts);
    const item = this.inbox.get(conv);
    if (!item || listOf(item, this.me) === 'team') return;
    if (isDue(this.call(conv)) && !isDue(before)) this.#tell({ kind: 'call', conv });
    else if (event.by.kind === 'visitor' && event.kind === 'message' && this.isMine(conv)) {
      this.#tell({ kind: 'message', conv });
    }
  }

  /** @param {TypingDown} frame */
  #typed({ conv, on, by }) {
    if (by.id === this.me) return;
    if (!on) return this.typists.end(conv, by.id);
    const customer = this.inbox.get(conv)?.visitor ?? by.name;
    this.typists.begin(conv, { id: by.id, name: by.kind === 'visitor' ? customer : by.name });
  }

  /** @param {News} news */
  #tell(news) {
    for (const listener of this.#onNews) listener(news);
  }
}
