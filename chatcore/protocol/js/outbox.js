/**
 * What was sent and is not yet committed. In memory only, so that no draft outlives its page.
 *
 * One lane for each conversation; only the head of a lane is in flight, so order holds. An
 * unanswered head is sent again under the same `cid`, which the server recognises.
 *
 * @import {Acknowledged, Refused, Send} from './frames.d.ts'
 */

import { FRAME_IN_MAX_BYTES, TEXT_MAX_CHARACTERS } from './limits.js';

const ANSWER_WITHIN_MILLISECONDS = 10_000;
const RETRY_AFTER_MOST_MILLISECONDS = 60_000;
const SENDS_WITHOUT_ANSWER_MOST = 4;
const TOO_FAST_WAIT_MILLISECONDS = 2_000;

/**
 * `cid` only to send again what failed: the server then knows whether it has it already.
 *
 * @typedef {{kind: string, body: Record<string, unknown>, conv?: string, cid?: string}} Wish
 */
/** @typedef {{cid: string, settled: Promise<Acknowledged>}} Sending */
/** @typedef {ReturnType<typeof setTimeout>} Timer */
/**
 * @typedef {object} Entry
 * @property {Send} frame
 * @property {number} sends since the last answer
 * @property {Timer | undefined} timer running while it is in flight or waits to be sent again
 * @property {(frame: Acknowledged) => void} resolve
 * @property {(refusal: Refusal) => void} reject
 */

/** A coded no from the server, or from the limits here. */
export class Refusal extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export class Outbox {
  /** @type {Map<string, Entry[]>} */
  #lanes = new Map();
  #isLive = false;
  /** @type {(frame: Send) => void} */
  #transmit;

  /** @param {(frame: Send) => void} transmit */
  constructor(transmit) {
    this.#transmit = transmit;
  }

  /** @param {Wish} wish @returns {Sending} */
  add({ kind, body, conv, cid = newIdentifier() }) {
    /** @type {Send} */
    const frame = { t: 'send', cid, kind, body, ...(conv && { conv }) };
    /** @type {Promise<Acknowledged>} */
    const settled = new Promise((resolve, reject) => {
      if (isOverLimits(frame)) reject(new Refusal('too_big', 'too_big'));
      else this.#queue({ frame, sends: 0, timer: undefined, resolve, reject });
    });
    return { cid: frame.cid, settled };
  }

  /** The socket is live: send every head, again if need be. */
  resume() {
    this.#isLive = true;
    for (const lane of this.#lanes.values()) this.#pump(lane);
  }

  /** The socket is lost: nothing is in flight any more. */
  pause() {
    this.#isLive = false;
    for (const [head] of this.#lanes.values()) {
      if (head) halt(head);
    }
  }

  /** @param {Acknowledged} frame */
  acknowledge(frame) {
    this.#remove(frame.cid)?.resolve(frame);
  }

  /** @param {Refused} frame */
  refuse({ cid, code, message, retry_ms }) {
    if (retry_ms === undefined) this.#remove(cid)?.reject(new Refusal(code, message));
    else this.#postpone(cid, retry_ms);
  }

  /** A frame came too fast and was dropped unread: which one is not said, so every head waits. */
  slowDown() {
    for (const [head] of [...this.#lanes.values()]) {
      if (head) this.#postpone(head.frame.cid, TOO_FAST_WAIT_MILLISECONDS);
    }
  }

  /** @param {Entry} entry */
  #queue(entry) {
    const name = entry.frame.conv ?? '';
    const lane = this.#lanes.get(name) ?? [];
    this.#lanes.set(name, lane);
    lane.push(entry);
    this.#pump(lane);
  }

  /** @param {Entry[]} lane */
  #pump(lane) {
    const [head] = lane;
    if (!this.#isLive || !head || head.timer !== undefined) return;
    if (head.sends >= SENDS_WITHOUT_ANSWER_MOST) {
      // A message that kills its connection each time would otherwise block the lane for ever.
      this.#remove(head.frame.cid)?.reject(new Refusal('poison', 'poison'));
      return;
    }
    head.sends += 1;
    this.#wake(lane, head, ANSWER_WITHIN_MILLISECONDS);
    this.#transmit(head.frame);
  }

  /** @param {string} cid @param {number} retryMilliseconds */
  #postpone(cid, retryMilliseconds) {
    const lane = this.#laneOf(cid);
    const head = lane?.[0];
    if (!lane || !head) return;
    halt(head);
    head.sends = 0;
    this.#wake(lane, head, Math.min(retryMilliseconds, RETRY_AFTER_MOST_MILLISECONDS));
  }

  /** @param {Entry[]} lane @param {Entry} head @param {number} milliseconds */
  #wake(lane, head, milliseconds) {
    head.timer = setTimeout(() => {
      head.timer = undefined;
      this.#pump(lane);
    }, milliseconds);
  }

  /** @param {string} cid @returns {Entry | undefined} */
  #remove(cid) {
    const lane = this.#laneOf(cid);
    const head = lane?.shift();
    if (!lane || !head) return undefined;
    halt(head);
    if (lane.length) this.#pump(lane);
    else this.#lanes.delete(head.frame.conv ?? '');
    return head;
  }

  /** Answers concern heads only; anything else is an echo of another tab. @param {string} cid */
  #laneOf(cid) {
    return [...this.#lanes.values()].find(([head]) => head?.frame.cid === cid);
  }
}

/** A version 4 UUID. `crypto.randomUUID` is missing on plain HTTP. */
export function newIdentifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @param {Entry} entry */
function halt(entry) {
  clearTimeout(entry.timer);
  entry.timer = undefined;
}

/** @param {Send} frame */
function isOverLimits(frame) {
  const { text } = /** @type {{text?: unknown}} */ (frame.body);
  if (typeof text === 'string' && countCharacters(text) > TEXT_MAX_CHARACTERS) return true;
  return new TextEncoder().encode(JSON.stringify(frame)).length > FRAME_IN_MAX_BYTES;
}

/** Code points, as the server counts. @param {string} text */
function countCharacters(text) {
  return text.length <= TEXT_MAX_CHARACTERS ? text.length : Array.from(text).length;
}
