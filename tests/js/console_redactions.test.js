import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Conversation } from '../../agentconsole/js/conversation.js';
import { refusalToSend } from '../../agentconsole/js/refusal_to_send.js';
import { saidBefore } from '../../agentconsole/js/said.js';
import { transcriptLines } from '../../agentconsole/js/transcript_lines.js';
import { ANN, BEN, event, message, SYSTEM } from './console_cast.js';

const PEOPLE = { me: ANN.id, customer: 'Mia' };
const WRITER = { me: ANN.id, mode: /** @type {const} */ ('message') };

/** @param {number} seq @param {number} target @param {string} text @param {string} [kind] */
function redaction(seq, target, text, kind = 'redacted') {
  return event(seq, kind, { by: SYSTEM, data: { target, text, masked: ['card'] } });
}

/** @param {...ReturnType<typeof event>} events */
function linesOf(...events) {
  const conversation = new Conversation();
  for (const each of events) conversation.add(each);
  const lines = transcriptLines(conversation.events, [], PEOPLE);
  return lines
    .filter(({ type }) => type !== 'day')
    .map((line) => (line.type === 'bubble' ? [line.text, line.masked] : line.text));
}

const TAKEN_OUT = 'Part of a card number was taken out of an earlier message.';

describe('words that were taken back', () => {
  test('are replaced where they stand, with a quiet line where it happened', () => {
    assert.deepEqual(linesOf(message(1, '4242 4242'), message(2, 'ok'), redaction(3, 1, '••••')), [
      ['••••', 'Card number masked'],
      ['ok', ''],
      TAKEN_OUT,
    ]);
  });

  test('are replaced in my own messages and notes too', () => {
    const note = event(2, 'note', { by: ANN, data: { text: '4242' } });
    const lines = linesOf(
      message(1, '4242', { by: ANN, cid: 'c1' }),
      note,
      redaction(3, 1, '••••'),
      redaction(4, 2, '•••• note', 'note_redacted'),
    );
    assert.deepEqual(lines.slice(0, 2), [
      ['••••', 'Card number masked'],
      ['•••• note', 'Card number masked'],
    ]);
  });

  test('keep the rest of the message, and the others as they are', () => {
    const conversation = new Conversation();
    const other = message(2, 'ok');
    for (const each of [message(1, '4242', { cid: 'c1' }), other, redaction(3, 1, '••••')]) {
      conversation.add(each);
    }
    assert.equal(conversation.events[0]?.cid, 'c1');
    assert.equal(conversation.events[1], other);
  });

  test('stay taken back when a replay tells it again', () => {
    const masked = message(1, '••••', { data: { text: '••••', masked: ['card'] } });
    assert.deepEqual(linesOf(masked, redaction(2, 1, '••••'))[0], ['••••', 'Card number masked']);
  });

  test('of a row that is no message change nothing', () => {
    const lines = linesOf(
      event(1, 'claimed', { by: ANN }),
      redaction(2, 1, '••••'),
      redaction(3, 9, 'x'),
    );
    assert.deepEqual(lines, ['You joined.', TAKEN_OUT, TAKEN_OUT]);
  });

  test('do not count as something unread', () => {
    const conversation = new Conversation();
    conversation.add(message(1, '4242'));
    conversation.markRead();
    conversation.add(redaction(2, 1, '••••'));
    assert.equal(conversation.unread, 0);
  });
});

describe('what a reply is read together with', () => {
  const events = [
    message(1, 'What is the PIN?'),
    message(2, 'one', { by: ANN }),
    message(3, 'two', { by: BEN }),
    event(4, 'note', { by: ANN, data: { text: 'staff' } }),
  ];

  test('is my own of the same sort, with what is on its way', () => {
    const outgoing = [
      {
        cid: 'c',
        conv: 'x',
        mode: 'message',
        text: 'three',
        at: 0,
        delivery: 'sending',
        reason: '',
      },
      { cid: 'd', conv: 'x', mode: 'note', text: 'other', at: 0, delivery: 'sending', reason: '' },
    ];
    assert.deepEqual(saidBefore(events, outgoing, WRITER).earlier, ['one', 'three']);
    assert.deepEqual(saidBefore(events, [], { ...WRITER, mode: 'note' }).earlier, ['staff']);
  });

  test('is what others asked for', () => {
    assert.ok(saidBefore(events, [], WRITER).asked.size > 0);
    assert.equal(saidBefore(events.slice(1), [], WRITER).asked.size, 0);
  });
});

describe('before a reply leaves', () => {
  test('a sure number is refused, with no way round', () => {
    const { words, no } = refusalToSend('It is 4242 4242 4242 4242');
    assert.match(words, /holds a card number/);
    assert.equal(no, '');
  });

  test('other kinds are called by their name', () => {
    assert.match(refusalToSend('PIN 4821').words, /password or code/);
    assert.match(refusalToSend('GB82 WEST 1234 5698 7654 32').words, /private data/);
  });

  test('a likely one is asked about', () => {
    assert.deepEqual(refusalToSend('4242 42424242 4242'), {
      words: 'Is that a card number? It has not been sent.',
      no: 'Not a card number',
    });
    assert.equal(refusalToSend('123-45-6789').no, 'It is not');
  });

  test('the last piece of a number is refused', () => {
    const before = { earlier: ['4242 4242 42'], asked: new Set() };
    assert.equal(refusalToSend('42 4242').words, '');
    assert.match(refusalToSend('42 4242', before).words, /holds a card number/);
  });
});
