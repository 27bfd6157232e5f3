/**
 * Words that were taken back: a later message made part of an earlier one a number. Pure.
 *
 * @import {EventFrame, MessagePosted, Redacted} from '../../chatcore/protocol/js/frames.d.ts'
 */

/** @param {EventFrame} event */
export function isRedaction({ kind }) {
  return kind === 'redacted' || kind === 'note_redacted';
}

/**
 * The events with the words of the redaction's target replaced; the others are the same objects.
 *
 * @param {readonly EventFrame[]} events
 * @param {EventFrame} redaction
 * @returns {EventFrame[]}
 */
export function redacted(events, redaction) {
  const { target, text, masked } = /** @type {Redacted} */ (redaction.data);
  const kind = redaction.kind === 'note_redacted' ? 'note' : 'message';
  return events.map((event) => {
    if (event.seq !== target || event.kind !== kind) return event;
    return { ...event, data: { .../** @type {MessagePosted} */ (event.data), text, masked } };
  });
}
