/**
 * A conversation as lines to show: bubbles, notes, lines of the system, and days. Pure.
 *
 * @import {EventFrame, MessagePosted} from '../../chatcore/protocol/js/frames.d.ts'
 * @import {Delivery, Mode, Outgoing} from './outgoing.js'
 */

import { formatDay, isSameDay } from './clock.js';
import { lineText, maskedText, YOU } from './texts.js';

const SAME_BREATH_MILLISECONDS = 3 * 60_000;

/**
 * @typedef {object} Bubble
 * @property {'bubble'} type
 * @property {string} key stays the same from sending to the log
 * @property {Mode} mode
 * @property {'customer' | 'own' | 'colleague'} side
 * @property {string} name
 * @property {string} text
 * @property {number} at
 * @property {boolean} continues the bubble above, by the same person
 * @property {string} masked what was taken out; empty where nothing was
 * @property {Delivery | ''} delivery of what this agent sent
 * @property {string} reason why it failed
 */
/** @typedef {{type: 'line', key: string, kind: string, text: string, at: number}} Line */
/** @typedef {{type: 'day', key: string, text: string, at: number}} Day */
/** @typedef {Bubble | Line | Day} Shown */
/** @typedef {{me: string, customer: string}} People */

/**
 * @param {readonly EventFrame[]} events
 * @param {readonly Outgoing[]} outgoing
 * @param {People} people
 * @returns {Shown[]}
 */
export function transcriptLines(events, outgoing, people) {
  /** @type {Shown[]} */
  const shown = [];
  for (const event of events) append(shown, fromEvent(event, people));
  for (const text of outgoing) append(shown, fromOutgoing(text));
  return shown;
}

/** @param {Shown[]} shown @param {Bubble | Line | null} next */
function append(shown, next) {
  if (!next) return;
  const last = shown.at(-1);
  if (!last || !isSameDay(last.at, next.at)) {
    shown.push({ type: 'day', key: `day:${next.key}`, text: formatDay(next.at), at: next.at });
  }
  shown.push(next.type === 'bubble' ? { ...next, continues: continues(last, next) } : next);
}

/** @param {Shown | undefined} last @param {Bubble} next */
function continues(last, next) {
  return (
    last?.type === 'bubble' &&
    last.mode === next.mode &&
    last.side === next.side &&
    last.name === next.name &&
    next.at - last.at < SAME_BREATH_MILLISECONDS &&
    isSameDay(last.at, next.at)
  );
}

/** @param {EventFrame} event @param {People} people @returns {Bubble | Line | null} */
function fromEvent(event, people) {
  if (event.kind === 'message' || event.kind === 'note') return bubble(event, people);
  const text = lineText(event, people);
  if (!text) return null;
  return { type: 'line', key: `seq:${event.seq}`, kind: event.kind, text, at: event.ts };
}

/** @param {EventFrame} event @param {People} people @returns {Bubble} */
function bubble(event, { me, customer }) {
  const { text, masked } = /** @type {MessagePosted} */ (event.data);
  const isOwn = event.by.id === me;
  const isCustomer = event.by.kind === 'visitor';
  return {
    type: 'bubble',
    key: isOwn && event.cid ? `cid:${event.cid}` : `seq:${event.seq}`,
    mode: event.kind === 'note' ? 'note' : 'message',
    side: isOwn ? 'own' : isCustomer ? 'customer' : 'colleague',
    name: isOwn ? YOU : isCustomer ? customer : event.by.name,
    text,
    at: event.ts,
    continues: false,
    masked: maskedText(masked ?? []),
    delivery: isOwn ? 'sent' : '',
    reason: '',
  };
}

/** @param {Outgoing} outgoing @returns {Bubble} */
function fromOutgoing({ cid, mode, text, at, delivery, reason }) {
  return {
    type: 'bubble',
    key: `cid:${cid}`,
    mode,
    side: 'own',
    name: YOU,
    text,
    at,
    continues: false,
    masked: '',
    delivery,
    reason,
  };
}
