/** What this agent has sent and the log does not show yet. In memory only. */

/** @typedef {'message' | 'note'} Mode */
/** @typedef {'sending' | 'sent' | 'failed'} Delivery */
/**
 * @typedef {object} Outgoing
 * @property {string} cid
 * @property {string} conv
 * @property {Mode} mode
 * @property {string} text
 * @property {boolean} [isVouched] the agent was asked and said that it holds no such number
 * @property {number} at
 * @property {Delivery} delivery
 * @property {string} reason why it failed
 */

export class OutgoingTexts {
  /** @type {Map<string, Outgoing>} */
  #texts = new Map();

  /** @param {Pick<Outgoing, 'cid' | 'conv' | 'mode' | 'text' | 'isVouched' | 'at'>} text */
  add(text) {
    this.#texts.set(text.cid, { ...text, delivery: 'sending', reason: '' });
  }

  /** The server has it; `masked` is what it kept where that differs. @param {string} cid @param {string} [masked] */
  markSent(cid, masked) {
    this.#change(cid, { delivery: 'sent', ...(masked !== undefined && { text: masked }) });
  }

  /** @param {string} cid @param {string} reason */
  markFailed(cid, reason) {
    this.#change(cid, { delivery: 'failed', reason });
  }

  /** The log shows it now, or it is sent anew. @param {string} cid @returns {Outgoing | undefined} */
  take(cid) {
    const text = this.#texts.get(cid);
    this.#texts.delete(cid);
    return text;
  }

  /** In the order they were sent. @param {string} conversation */
  of(conversation) {
    return [...this.#texts.values()].filter((text) => text.conv === conversation);
  }

  /** @param {string} cid @param {Partial<Outgoing>} change */
  #change(cid, change) {
    const text = this.#texts.get(cid);
    if (text) this.#texts.set(cid, { ...text, ...change });
  }
}
