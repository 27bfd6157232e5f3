/**
 * Who this customer is to the server: a token, kept in the frame's own storage and made only at
 * the first act. No script of the shop's page can read it.
 *
 * @import {EventFrame} from '../chatcore/protocol/js/frames.d.ts'
 */

import { LoginLost } from '../chatcore/protocol/js/connection.js';
import { read, remove, write } from './storage.js';

const UNAUTHORIZED = 401;
const NOT_FOUND = 404;

export class Identity {
  #siteKey;
  #shelf;

  /** @param {string} siteKey */
  constructor(siteKey) {
    this.#siteKey = siteKey;
    this.#shelf = `ringback.visitor.${siteKey}`;
  }

  get token() {
    return read(this.#shelf);
  }

  /**
   * A one-use ticket for the socket.
   *
   * @param {boolean} mayBegin make a new customer where the server knows none
   * @returns {Promise<string>} throws LoginLost
   */
  async ticket(mayBegin) {
    if (!this.token && !mayBegin) throw new LoginLost();
    if (!this.token) await this.#begin();
    try {
      const { ticket } = await this.#ask('visitor/ticket', { method: 'POST' });
      return ticket;
    } catch (error) {
      if (!(error instanceof LoginLost)) throw error;
      remove(this.#shelf);
      if (mayBegin) return this.ticket(true);
      throw error;
    }
  }

  /** @param {string} conv @param {number} after @returns {Promise<{events: EventFrame[]}>} */
  events(conv, after) {
    return this.#ask(`visitor/conversations/${conv}/events?after=${after}`, {});
  }

  async #begin() {
    const { token } = await this.#ask(`sites/${this.#siteKey}/visitors`, {
      method: 'POST',
      body: '{}',
    });
    write(this.#shelf, token);
  }

  /** @param {string} path @param {RequestInit} request */
  async #ask(path, request) {
    /** @type {Record<string, string>} */
    const headers = { 'Content-Type': 'application/json' };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const response = await fetch(`/api/v1/${path}`, {
      ...request,
      headers,
      credentials: 'omit',
      cache: 'no-store',
    });
    if (response.ok) return response.json();
    if (response.status === UNAUTHORIZED || response.status === NOT_FOUND) throw new LoginLost();
    throw new Error(`${response.status}`);
  }
}
