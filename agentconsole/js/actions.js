/**
 * What an agent does: each is one command to the server, and one calm word when it is refused.
 *
 * @import {Connection} from '../../chatcore/protocol/js/connection.js'
 * @import {CommandBodies} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Outcome} from './calls.js'
 * @import {Desk} from './desk.js'
 * @import {Mode} from './outgoing.js'
 */

import { OFFLINE, refusalText, takenText } from './texts.js';

// The refusal may be here before the list that tells who was faster.
const NAME_KNOWN_WITHIN_MILLISECONDS = 800;

/** @typedef {Pick<Connection, 'send' | 'typing'>} Sender */

export class Actions {
  #desk;
  #wire;
  #notify;
  /** Conversations being accepted, so that a second click does not ask twice. @type {Set<string>} */
  #accepting = new Set();

  /** @param {{desk: Desk, wire: Sender, notify: (text: string) => void}} setUp */
  constructor({ desk, wire, notify }) {
    this.#desk = desk;
    this.#wire = wire;
    this.#notify = notify;
  }

  /**
   * Take a waiting conversation and open it. False when somebody else was faster.
   *
   * @param {string} conversation
   */
  async accept(conversation) {
    if (this.#accepting.has(conversation) || this.#isOffline()) return false;
    this.#accepting.add(conversation);
    try {
      await this.#command(conversation, 'claim', {});
      this.#desk.inbox.markHeld(conversation, { kind: 'agent', id: this.#desk.me, name: '' });
      this.#desk.open(conversation);
      return true;
    } catch (refusal) {
      this.#explainLostClaim(conversation, refusal);
      return false;
    } finally {
      this.#accepting.delete(conversation);
    }
  }

  /**
   * Shown at once, and until the log shows it.
   *
   * @param {string} conversation
   * @param {Mode} mode
   * @param {string} text
   * @param {{isVouched?: boolean, earlier?: string}} [how] `earlier`: the id of a try that failed, which may have arrived all the same
   */
  say(conversation, mode, text, { isVouched = false, earlier = '' } = {}) {
    const body = { text, ...(isVouched && { vouched: true }) };
    const wish = { kind: mode, body, conv: conversation };
    const { cid, settled } = this.#wire.send(earlier ? { ...wish, cid: earlier } : wish);
    const { clock, outgoing } = this.#desk;
    outgoing.add({ cid, conv: conversation, mode, text, isVouched, at: clock.now() });
    settled
      .then(
        (ack) => outgoing.markSent(cid, ack.text),
        (refusal) => {
          outgoing.markFailed(cid, refusalText(refusal));
          this.#notify(`Not sent. ${refusalText(refusal)}`);
        },
      )
      .finally(() => this.#desk.changed());
    this.#desk.changed();
  }

  /** @param {string} cid of a text that could not be sent */
  sayAgain(cid) {
    const failed = this.#desk.outgoing.take(cid);
    if (!failed) return;
    const { conv, mode, text, isVouched = false } = failed;
    this.say(conv, mode, text, { isVouched, earlier: cid });
  }

  /** @param {string} conversation @param {boolean} on */
  type(conversation, on) {
    this.#wire.typing(on, conversation);
  }

  /** @param {string} conversation */
  release(conversation) {
    return this.#try(conversation, 'release', {});
  }

  /** @param {string} conversation */
  close(conversation) {
    return this.#try(conversation, 'close', {});
  }

  /** @param {string} conversation */
  dial(conversation) {
    return this.#try(conversation, 'callback.dial', {});
  }

  /** The customer picked up. @param {string} conversation */
  answer(conversation) {
    return this.#try(conversation, 'callback.answer', {});
  }

  /** @param {string} conversation @param {Outcome} outcome */
  report(conversation, outcome) {
    return this.#try(conversation, 'callback.outcome', { outcome });
  }

  /**
   * @template {keyof CommandBodies} Kind
   * @param {string} conversation
   * @param {Kind} kind
   * @param {CommandBodies[Kind]} body
   */
  #command(conversation, kind, body) {
    return this.#wire.send({ kind, body: { ...body }, conv: conversation }).settled;
  }

  /**
   * @template {keyof CommandBodies} Kind
   * @param {string} conversation
   * @param {Kind} kind
   * @param {CommandBodies[Kind]} body
   * @returns {Promise<boolean>} whether it is done
   */
  async #try(conversation, kind, body) {
    if (this.#isOffline()) return false;
    try {
      await this.#command(conversation, kind, body);
      return true;
    } catch (refusal) {
      this.#notify(refusalText(/** @type {{code?: string, message?: string}} */ (refusal)));
      return false;
    }
  }

  /** Words may wait for the connection; a decision made now must not happen later by itself. */
  #isOffline() {
    if (!this.#desk.isLive) this.#notify(OFFLINE);
    return !this.#desk.isLive;
  }

  /** @param {string} conversation @param {unknown} error */
  #explainLostClaim(conversation, error) {
    const refusal = /** @type {{code?: string, message?: string}} */ (error);
    if (refusal.code !== 'taken') return this.#notify(refusalText(refusal));
    const { inbox } = this.#desk;
    inbox.markTaken(conversation);
    this.#desk.changed();
    const explain = () => this.#notify(takenText(inbox.get(conversation)?.agent?.name ?? ''));
    if (inbox.get(conversation)?.agent) explain();
    else setTimeout(explain, NAME_KNOWN_WITHIN_MILLISECONDS);
  }
}
