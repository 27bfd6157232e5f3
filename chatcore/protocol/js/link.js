/**
 * One socket that comes back: ticket, hello, auth, ready; then watched until it is lost.
 *
 * @import {Auth, DownFrame, Drain, Hello, UpFrame, Wanted} from './frames.d.ts'
 */

import { Backoff } from './backoff.js';
import { PROTOCOL_VERSION } from './limits.js';
import { newIdentifier } from './outbox.js';

const READY_WITHIN_MILLISECONDS = 20_000;
const SILENCE_MOST_MILLISECONDS = 40_000;
const WATCH_EVERY_MILLISECONDS = 5_000;
const PROBE_ANSWER_WITHIN_MILLISECONDS = 5_000;
const TOO_MANY_WAIT_MILLISECONDS = 15_000;

/** Why a link stops for good, by close code. @type {Record<number, StopReason>} */
const STOPS = { 4403: 'forbidden', 4426: 'outdated' };
const CLOSE_TOO_MANY = 4429;

/** @typedef {'connecting' | 'live' | 'offline' | 'stopped'} State */
/** @typedef {'login' | 'forbidden' | 'outdated'} StopReason */
/**
 * @typedef {object} LinkOptions
 * @property {string} address
 * @property {() => Promise<string>} fetchTicket throws LoginLost to stop
 * @property {(hello: Hello) => Wanted[]} wanted
 * @property {(frame: DownFrame) => void} onFrame
 * @property {(state: State, reason?: StopReason) => void} onState
 * @property {() => number} [now] milliseconds that never run backwards
 * @property {() => number} [random]
 * @property {typeof WebSocket} [WebSocket]
 */

/** Thrown by `fetchTicket` when the visitor or agent is no longer signed in. */
export class LoginLost extends Error {}

export class Link {
  /** @type {Required<LinkOptions>} */
  #options;
  /** @type {Backoff} */
  #backoff;
  #device = newIdentifier();
  /** @type {State} */
  #state = 'stopped';
  /** @type {WebSocket | undefined} */
  #socket;
  /** Numbers the attempts, so that a late ticket cannot open a second socket. */
  #attempt = 0;
  #lastHeard = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch;
  /** The moment a drained server asked us to come back. @type {number | undefined} */
  #returnAt;

  /** @param {LinkOptions} options */
  constructor(options) {
    const now = () => performance.now();
    this.#options = { now, random: Math.random, WebSocket: globalThis.WebSocket, ...options };
    this.#backoff = new Backoff(this.#options.random);
  }

  // Lifecycle

  start() {
    if (this.#state === 'stopped') this.#open();
  }

  stop() {
    this.#release();
    this.#enter('stopped');
  }

  /** Come back on a new socket. */
  restart() {
    if (this.#state === 'live' || this.#state === 'connecting') this.#lost();
  }

  /** Come back now rather than later; harmless when live. */
  hurry() {
    if (this.#state === 'offline' && this.#returnAt === undefined) this.#open();
  }

  // Actions

  get isLive() {
    return this.#state === 'live';
  }

  /** @param {UpFrame} frame @returns {boolean} whether it was handed to a live socket */
  send(frame) {
    if (!this.isLive) return false;
    this.#transmit(frame);
    return true;
  }

  /** Something was sent that the server answers: without an answer the socket is dead. */
  expectAnswer() {
    const asked = this.#options.now();
    const attempt = this.#attempt;
    setTimeout(() => {
      if (attempt === this.#attempt && this.#lastHeard < asked) this.restart();
    }, PROBE_ANSWER_WITHIN_MILLISECONDS);
  }

  // Internal

  async #open() {
    this.#release();
    this.#returnAt = undefined;
    const attempt = this.#attempt;
    this.#enter('connecting');
    this.#later(READY_WITHIN_MILLISECONDS, () => this.#lost());
    try {
      const ticket = await this.#options.fetchTicket();
      if (attempt === this.#attempt) this.#connect(ticket);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof LoginLost) this.#giveUp('login');
      else this.#lost();
    }
  }

  /** @param {string} ticket */
  #connect(ticket) {
    const socket = new this.#options.WebSocket(this.#options.address);
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#lastHeard = this.#options.now();
      this.#receive(JSON.parse(data), ticket);
    };
    socket.onclose = ({ code }) => this.#lost(code);
    socket.onerror = () => {};
  }

  /** @param {DownFrame} frame @param {string} ticket */
  #receive(frame, ticket) {
    if (frame.t === 'hello') this.#authenticate(ticket, this.#options.wanted(frame));
    else if (frame.t === 'drain') this.#drain(frame);
    else {
      if (frame.t === 'ready') this.#becomeLive();
      this.#options.onFrame(frame);
    }
  }

  /** @param {string} ticket @param {Wanted[]} want */
  #authenticate(ticket, want) {
    /** @type {Auth} */
    const frame = { t: 'auth', v: PROTOCOL_VERSION, ticket, dev: this.#device, want };
    this.#transmit(frame);
  }

  #becomeLive() {
    clearTimeout(this.#timer);
    this.#backoff.succeeded(this.#options.now());
    this.#watch = setInterval(() => this.#listenForSilence(), WATCH_EVERY_MILLISECONDS);
    this.#enter('live');
  }

  /** Judged by the clock: in a hidden tab this runs about once a minute. */
  #listenForSilence() {
    if (this.#options.now() - this.#lastHeard > SILENCE_MOST_MILLISECONDS) this.#lost();
  }

  /** @param {Drain} frame */
  #drain({ spread_ms }) {
    const wait = this.#backoff.spread(spread_ms);
    this.#returnAt = this.#options.now() + wait;
    this.#later(wait, () => this.#open());
  }

  /** @param {number} [code] of the socket's closing */
  #lost(code) {
    const returnAt = this.#returnAt;
    const reason = code === undefined ? undefined : STOPS[code];
    this.#release();
    if (reason) this.#giveUp(reason);
    else this.#comeBackIn(this.#wait(code, returnAt));
  }

  /** @param {number} milliseconds */
  #comeBackIn(milliseconds) {
    this.#later(milliseconds, () => this.#open());
    this.#enter('offline');
  }

  /** @param {number | undefined} code @param {number | undefined} returnAt */
  #wait(code, returnAt) {
    const now = this.#options.now();
    if (returnAt !== undefined) return Math.max(0, returnAt - now);
    const wait = this.#backoff.failed(now);
    return code === CLOSE_TOO_MANY ? TOO_MANY_WAIT_MILLISECONDS + wait : wait;
  }

  /** @param {StopReason} reason */
  #giveUp(reason) {
    this.#release();
    this.#enter('stopped', reason);
  }

  /** Let go of the socket at once: a dead network may report its end minutes later. */
  #release() {
    this.#attempt += 1;
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  /** @param {number} milliseconds @param {() => void} action */
  #later(milliseconds, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, milliseconds);
  }

  /** @param {State} state @param {StopReason} [reason] */
  #enter(state, reason) {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state, reason);
  }

  /** @param {UpFrame} frame */
  #transmit(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }
}
