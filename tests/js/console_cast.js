/**
 * Mia and Noah write to the florist; Ann and Ben answer. Rows and frames as the server sends them.
 *
 * @import {EventFrame, Summary} from '../../chatcore/protocol/js/frames.d.ts'
 */

import { Refusal } from '../../chatcore/protocol/js/connection.js';

export const MIAS = '11111111-1111-4111-8111-111111111111';
export const NOAHS = '22222222-2222-4222-8222-222222222222';
export const ANN = { kind: /** @type {const} */ ('agent'), id: 'ann', name: 'Ann' };
export const BEN = { kind: /** @type {const} */ ('agent'), id: 'ben', name: 'Ben' };
export const MIA = { kind: /** @type {const} */ ('visitor'), id: 'mia', name: '' };
export const SYSTEM = { kind: /** @type {const} */ ('system'), id: '', name: '' };
export const TEN_O_CLOCK = new Date(2026, 10, 23, 10, 0).getTime();

/** @param {Partial<Summary>} [changes] @returns {Summary} */
export function summary(changes = {}) {
  return {
    conv: MIAS,
    site: 'Thistle & Wren',
    state: 'waiting',
    agent: null,
    visitor: 'Mia',
    page_url: 'https://shop.example/peonies',
    page_title: 'Peonies',
    waiting_since: TEN_O_CLOCK,
    opened: TEN_O_CLOCK,
    head: 2,
    last_text: 'Do you have purple flowers?',
    last_by: 'visitor',
    last_at: TEN_O_CLOCK,
    ...changes,
  };
}

/** @param {Partial<Summary>} [changes] */
export function heldBy(/** @type {typeof ANN} */ agent, changes = {}) {
  return summary({ state: 'active', agent, waiting_since: null, ...changes });
}

/**
 * @param {number} seq
 * @param {string} kind
 * @param {Partial<EventFrame>} [changes]
 * @returns {EventFrame}
 */
export function event(seq, kind, changes = {}) {
  const ts = TEN_O_CLOCK + seq * 1000;
  return { t: 'ev', conv: MIAS, seq, kind, data: {}, by: MIA, ts, ...changes };
}

/** @param {number} seq @param {string} text @param {Partial<EventFrame>} [changes] */
export function message(seq, text, changes = {}) {
  return event(seq, 'message', { data: { text }, ...changes });
}

/** @param {number} seq @param {string} state @param {Partial<EventFrame> & {ending?: string, hint?: string}} [changes] */
export function callback(seq, state, { ending, hint = '+44 … 18', ...changes } = {}) {
  const data = { callback: 'call', state, number_hint: state === 'offered' ? '' : hint, ending };
  return event(seq, 'callback', { data, ...changes });
}

/** Stands for the connection: keeps what was asked, and answers when a test says so. */
export class FakeWire {
  /** @type {[string, ...unknown[]][]} */
  asked = [];
  /** @type {{cid: string, kind: string, body: Record<string, unknown>, conv?: string, accept: (ack?: object) => void, refuse: (code: string, message?: string) => void}[]} */
  sent = [];
  /** @type {Map<string, ((...values: any[]) => void)[]>} */
  #listeners = new Map();

  /** @param {string} name @param {(...values: any[]) => void} listener */
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return () => true;
  }

  /** What the server says. @param {string} name @param {unknown} value */
  say(name, value) {
    for (const listener of this.#listeners.get(name) ?? []) listener(value);
  }

  /** @param {string} conv @param {number} after */
  follow(conv, after) {
    this.asked.push(['follow', conv, after]);
  }

  /** @param {string} conv @param {number} seq @param {boolean} read */
  seen(conv, seq, read) {
    this.asked.push(['seen', conv, seq, read]);
  }

  /** @param {boolean} on @param {string} conv */
  typing(on, conv) {
    this.asked.push(['typing', on, conv]);
  }

  /** @param {{kind: string, body: Record<string, unknown>, conv?: string, cid?: string}} wish */
  send(wish) {
    const cid = wish.cid ?? `cid-${this.sent.length}`;
    /** @type {Promise<any>} */
    const settled = new Promise((resolve, reject) => {
      const accept = (ack = {}) => resolve({ t: 'ack', cid, ...ack });
      const refuse = (/** @type {string} */ code, message = 'No.') =>
        reject(new Refusal(code, message));
      this.sent.push({ cid, ...wish, accept, refuse });
    });
    return { cid, settled };
  }
}

/** Let what was answered be heard. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
