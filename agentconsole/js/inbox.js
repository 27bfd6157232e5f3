/**
 * Every conversation of the agent's sites, and the lists it is shown in. Pure.
 *
 * A list is a filter, never a place: a conversation cannot be lost between two of them.
 *
 * @import {Author, Inbox as InboxFrame, Summary} from '../../chatcore/protocol/js/frames.d.ts'
 */

/** @typedef {'mine' | 'queue' | 'team' | 'closed'} ListName */
/** @typedef {Record<ListName, Summary[]>} Lists */

export class Inbox {
  /** @type {Map<string, Summary>} */
  #items = new Map();
  #isKnown = false;

  /** False until the server has told the whole list once. */
  get isKnown() {
    return this.#isKnown;
  }

  /**
   * Take what changed, or the whole list. The whole list holds only open conversations, so those
   * seen ending here are kept; an open one that is missing from it has ended while we were away.
   *
   * @param {Pick<InboxFrame, 'full' | 'items'>} frame
   * @returns {Summary[]} entries that are new and wait for an agent
   */
  apply({ full, items }) {
    const waiting = items.filter((item) => this.#startsToWait(item));
    const isFirst = !this.#isKnown;
    if (full) {
      this.#isKnown = true;
      this.#closeAllBut(new Set(items.map((item) => item.conv)));
    }
    for (const item of items) this.#items.set(item.conv, item);
    return isFirst ? [] : waiting;
  }

  /** @param {string} conversation */
  get(conversation) {
    return this.#items.get(conversation);
  }

  /** The server has confirmed who holds it; the list follows a moment later. @param {string} conversation @param {Author} agent */
  markHeld(conversation, agent) {
    this.#change(conversation, { state: 'active', agent, waiting_since: null });
  }

  /** Somebody else was faster; who, the list will tell. @param {string} conversation */
  markTaken(conversation) {
    if (this.get(conversation)?.state === 'waiting') {
      this.#change(conversation, { state: 'active', waiting_since: null });
    }
  }

  /**
   * A call that is due comes first in mine and queue. Then, queue: longest wait first. Mine and
   * team: in the order they began, so that entries keep their place and their number key. Closed:
   * latest first.
   *
   * @param {string} me the agent's public id
   * @param {(conversation: string) => boolean} isCallDue as far as its log is known
   * @returns {Lists}
   */
  lists(me, isCallDue = () => false) {
    const byCall = (/** @type {Summary} */ a, /** @type {Summary} */ b) =>
      Number(isCallDue(b.conv)) - Number(isCallDue(a.conv));
    /** @type {Lists} */
    const lists = { mine: [], queue: [], team: [], closed: [] };
    for (const item of this.#items.values()) lists[listOf(item, me)].push(item);
    lists.mine.sort((a, b) => byCall(a, b) || byOpening(a, b));
    lists.team.sort(byOpening);
    lists.queue.sort((a, b) => byCall(a, b) || waitsSince(a) - waitsSince(b) || byOpening(a, b));
    lists.closed.sort((a, b) => b.last_at - a.last_at || byOpening(a, b));
    return lists;
  }

  /** @param {Summary} item */
  #startsToWait(item) {
    return item.state === 'waiting' && this.get(item.conv)?.state !== 'waiting';
  }

  /** @param {ReadonlySet<string>} open */
  #closeAllBut(open) {
    for (const conversation of this.#items.keys()) {
      if (!open.has(conversation)) this.#change(conversation, { state: 'closed' });
    }
  }

  /** @param {string} conversation @param {Partial<Summary>} change */
  #change(conversation, change) {
    const item = this.#items.get(conversation);
    if (item) this.#items.set(conversation, { ...item, ...change });
  }
}

/** @param {Summary} item @param {string} me @returns {ListName} */
export function listOf(item, me) {
  if (item.state === 'closed') return 'closed';
  if (item.state === 'waiting') return 'queue';
  return item.agent?.id === me ? 'mine' : 'team';
}

/** @param {Summary} item */
export function waitsSince(item) {
  return item.waiting_since ?? item.opened;
}

/** @param {Summary} a @param {Summary} b */
function byOpening(a, b) {
  return a.opened - b.opened || (a.conv < b.conv ? -1 : 1);
}
