import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isWebAddress } from '../../agentconsole/js/customer.js';
import { OutgoingTexts } from '../../agentconsole/js/outgoing.js';
import { refusalText, takenText, typingText } from '../../agentconsole/js/texts.js';
import { transcriptLines } from '../../agentconsole/js/transcript_lines.js';
import { ANN, BEN, callback, event, MIAS, message, SYSTEM, TEN_O_CLOCK } from './console_cast.js';

const PEOPLE = { me: ANN.id, customer: 'Mia' };
const MINUTE = 60_000;

/** @param {...ReturnType<typeof event>} events */
function linesOf(...events) {
  return transcriptLines(events, [], PEOPLE).filter(({ type }) => type !== 'day');
}

/** @param {ReturnType<typeof linesOf>[number] | undefined} shown */
function bubble(shown) {
  assert.ok(shown?.type === 'bubble');
  return shown;
}

describe('bubbles', () => {
  test('tell the customer, me and a colleague apart', () => {
    const lines = linesOf(
      message(1, 'Hello'),
      message(2, 'Hi', { by: ANN }),
      message(3, 'Good morning', { by: BEN }),
    );
    assert.deepEqual(
      lines.map((line) => [bubble(line).side, bubble(line).name]),
      [
        ['customer', 'Mia'],
        ['own', 'You'],
        ['colleague', 'Ben'],
      ],
    );
  });

  test('a note is marked as a note', () => {
    const [line] = linesOf(event(1, 'note', { by: BEN, data: { text: 'Likes lilac' } }));
    assert.equal(bubble(line).mode, 'note');
  });

  test('one breath is one group, until somebody else or a pause', () => {
    const later = TEN_O_CLOCK + 10 * MINUTE;
    const lines = linesOf(
      message(1, 'Hello'),
      message(2, 'Anyone?'),
      message(3, 'Hi', { by: ANN }),
      message(4, 'Oh good'),
      message(5, 'Still here?', { ts: later }),
    );
    assert.deepEqual(
      lines.map((line) => bubble(line).continues),
      [false, true, false, false, false],
    );
  });

  test('a note does not continue a message', () => {
    const note = event(2, 'note', { by: ANN, data: { text: 'Regular' } });
    const [, second] = linesOf(message(1, 'Hi', { by: ANN }), note);
    assert.equal(bubble(second).continues, false);
  });

  test('say where a card number was masked', () => {
    const masked = message(1, '••••', { data: { text: '••••', masked: ['card'] } });
    assert.equal(bubble(linesOf(masked)[0]).masked, 'Card number masked');
    assert.equal(bubble(linesOf(message(1, 'Hello'))[0]).masked, '');
  });

  test('keep one key from sending to the log', () => {
    const outgoing = new OutgoingTexts();
    outgoing.add({ cid: 'c1', conv: MIAS, mode: 'message', text: 'Hi', at: TEN_O_CLOCK });
    const [, sending] = transcriptLines([], outgoing.of(MIAS), PEOPLE);
    const [logged] = linesOf(message(1, 'Hi', { by: ANN, cid: 'c1' }));
    assert.equal(sending?.key, logged?.key);
    assert.equal(bubble(sending).delivery, 'sending');
    assert.equal(bubble(logged).delivery, 'sent');
  });

  test("a colleague's client id is no key of mine", () => {
    const [line] = linesOf(message(1, 'Hi', { by: BEN, cid: 'c1' }));
    assert.equal(line?.key, 'seq:1');
  });
});

describe('lines', () => {
  /** @param {ReturnType<typeof event>} each */
  function textOf(each) {
    const [line] = linesOf(each);
    return line?.type === 'line' ? line.text : '';
  }

  const page = { data: { page_url: 'https://shop.example/a', page_title: 'Peonies' } };
  const said = /** @type {[string, ReturnType<typeof event>][]} */ ([
    ['Mia started on Peonies.', event(1, 'opened', page)],
    ['Mia moved to Peonies.', event(1, 'page', page)],
    ['You joined.', event(1, 'claimed', { by: ANN })],
    ['Ben joined.', event(1, 'claimed', { by: BEN })],
    ['Ben gave the conversation back to the queue.', event(1, 'released', { by: BEN })],
    ['You closed the conversation.', event(1, 'closed', { by: ANN })],
    ['Mia asked for a call on +44 … 18.', callback(1, 'confirmed')],
    ['You are dialing.', callback(1, 'dialing', { by: ANN })],
    ['Ben is dialing.', callback(1, 'dialing', { by: BEN })],
    ['Mia picked up.', callback(1, 'talking', { by: ANN })],
    ['Call ended: no answer.', callback(1, 'ended', { by: ANN, ending: 'no_answer' })],
    ['The customer no longer wants the call.', callback(1, 'ended', { ending: 'canceled' })],
    [
      'Card number masked before it was stored; a call was offered.',
      callback(1, 'offered', { by: SYSTEM }),
    ],
    [
      'Card number withheld in the browser; a call was offered.',
      callback(1, 'offered', { cid: 'c1' }),
    ],
  ]);
  for (const [text, each] of said) {
    test(text, () => assert.equal(textOf(each), text));
  }

  test('an offer that only leads to a request says nothing', () => {
    assert.deepEqual(linesOf(callback(1, 'offered')), []);
  });

  test('a page without a title is told by its address', () => {
    const untitled = { data: { page_url: 'https://shop.example/a', page_title: '' } };
    assert.equal(textOf(event(1, 'page', untitled)), 'Mia moved to https://shop.example/a.');
  });

  test('a kind from the future is passed over', () => {
    assert.deepEqual(linesOf(event(1, 'rated')), []);
  });

  test('each day is announced once', () => {
    const tomorrow = TEN_O_CLOCK + 24 * 60 * MINUTE;
    const shown = transcriptLines(
      [message(1, 'Hello'), message(2, 'Hm'), message(3, 'Morning', { ts: tomorrow })],
      [],
      PEOPLE,
    );
    assert.deepEqual(
      shown.map(({ type }) => type),
      ['day', 'bubble', 'bubble', 'day', 'bubble'],
    );
  });
});

describe('words', () => {
  test('a refusal is told in the words of the server, or in plain ones', () => {
    assert.equal(refusalText({ code: 'closed', message: 'It has ended.' }), 'It has ended.');
    assert.match(refusalText({ code: 'poison', message: 'poison' }), /could not be delivered/);
    assert.equal(refusalText(new Error('socket is null')), 'That did not work.');
  });

  test('who was faster, known or not', () => {
    assert.equal(takenText('Ben'), 'Ben was faster.');
    assert.equal(takenText(''), 'Somebody else was faster.');
  });

  test('who is typing', () => {
    assert.equal(typingText([]), '');
    assert.equal(typingText(['Mia']), 'Mia is typing…');
    assert.equal(typingText(['Mia', 'Ben']), 'Mia and Ben are typing…');
  });
});

describe("the customer's address", () => {
  test('becomes a link only on the web', () => {
    assert.equal(isWebAddress('https://shop.example/a?b=c'), true);
    assert.equal(isWebAddress('http://127.0.0.1:8000/'), true);
    for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', '', 'shop']) {
      assert.equal(isWebAddress(address), false, address);
    }
  });
});
