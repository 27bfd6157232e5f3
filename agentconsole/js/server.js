/**
 * What the console asks over HTTP: tickets, long gaps, and the number to dial.
 *
 * @import {EventFrame} from '../../chatcore/protocol/js/frames.d.ts'
 */

import { LoginLost } from '../../chatcore/protocol/js/connection.js';

const HTTP_UNAUTHORIZED = 401;
const HTTP_FORBIDDEN = 403;

/** @typedef {{number: string, readable: string}} PhoneNumber */

export class Server {
  #token;

  /** @param {{token: string}} setUp `token`: against forged requests, from the page */
  constructor({ token }) {
    this.#token = token;
  }

  /** Raises: LoginLost when the session is over. @returns {Promise<string>} */
  fetchTicket = async () => {
    const response = await fetch('/api/v1/agent/ticket', {
      method: 'POST',
      headers: { 'X-CSRFToken': this.#token },
    });
    // A forged-request refusal means that this page's session was replaced by another.
    if (response.status === HTTP_UNAUTHORIZED || response.status === HTTP_FORBIDDEN) {
      throw new LoginLost();
    }
    /** @type {{ticket: string}} */
    const { ticket } = await read(response);
    return ticket;
  };

  /** @param {string} conversation @param {number} after @returns {Promise<{events: EventFrame[]}>} */
  fetchEvents = async (conversation, after) =>
    read(await fetch(`/api/v1/agent/conversations/${conversation}/events?after=${after}`));

  /** Only the agent who holds the conversation gets it. @param {string} conversation @returns {Promise<PhoneNumber>} */
  fetchNumber = async (conversation) =>
    read(await fetch(`/api/v1/agent/conversations/${conversation}/callback-number`));
}

/** The socket's address on the page's own host. @param {Location} location */
export function socketAddress(location) {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws/agent`;
}

/** @param {Response} response @returns {Promise<any>} the answer, already known to be of our own API */
async function read(response) {
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return response.json();
}
