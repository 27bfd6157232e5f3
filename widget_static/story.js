/**
 * Each event of the log as the customer reads it: a bubble, a line, or nothing.
 *
 * @import {CallbackMoved, EventFrame, Redacted} from '../chatcore/protocol/js/frames.d.ts'
 * @import {Speak, TextKey} from './texts.js'
 * @import {Transcript} from './transcript.js'
 */

/** @type {Record<string, TextKey>} */
const LINES = { claimed: 'joined', released: 'left', closed: 'ended' };
/** @type {Record<string, TextKey>} */
const CALL_LINES = {
  confirmed: 'lineConfirmed',
  dialing: 'lineDialing',
  talking: 'lineTalking',
  talked: 'lineTalked',
  canceled: 'lineCanceled',
  no_answer: 'lineNoAnswer',
  busy: 'lineBusy',
  wrong_number: 'lineWrongNumber',
};

export class Story {
  #transcript;
  #speak;

  /** @param {Transcript} transcript @param {Speak} speak */
  constructor(transcript, speak) {
    this.#transcript = transcript;
    this.#speak = speak;
  }

  /** @param {EventFrame} event @param {string} agent who answers */
  tell(event, agent) {
    const line = LINES[event.kind];
    if (line) this.#transcript.line(this.#speak(line, { name: event.by.name }), event.ts);
    if (event.kind === 'callback') this.#tellCall(event, agent);
    if (event.kind === 'redacted') this.#transcript.redact(/** @type {Redacted} */ (event.data));
    if (event.kind !== 'message') return;
    if (event.by.kind === 'visitor') this.#transcript.own(event);
    else this.#transcript.theirs(event);
  }

  /** An offer, and one that nobody took up, are no news. @param {EventFrame} event @param {string} agent */
  #tellCall(event, agent) {
    const { state, ending, number_hint: hint } = /** @type {CallbackMoved} */ (event.data);
    const line = CALL_LINES[ending ?? state];
    const name = agent || this.#speak('we');
    if (line) this.#transcript.line(this.#speak(line, { hint, name }), event.ts);
  }
}
