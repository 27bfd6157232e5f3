import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { examine, inspect, searchAfter, withoutFound } from '../../widget_static/inspect.js';
import { Said } from '../../widget_static/said.js';

const ANN = { kind: 'agent', id: 'a', name: 'Ann' };
const MIA = { kind: 'visitor', id: 'm', name: 'Mia' };

/** @param {number} seq @param {string} text @param {object} [changes] */
function message(seq, text, changes = {}) {
  const data = { text };
  return { t: 'ev', conv: 'one', seq, kind: 'message', by: MIA, data, ts: 0, ...changes };
}

/** @param {...object} events */
function after(...events) {
  const said = new Said();
  for (const event of events) said.happened(event);
  return said;
}

/** @param {Said} said @param {string} text */
const verdictAfter = (said, text) =>
  inspect(
    text,
    searchAfter(() => said.before()),
  );

describe('what was said before', () => {
  test("is the customer's own, in order, and not the shop's", () => {
    const said = after(message(1, 'One'), message(2, 'Hello', { by: ANN }), message(3, 'Two'));
    assert.deepEqual(said.before().earlier, ['One', 'Two']);
  });

  test('is the last eight', () => {
    const said = after(...Array.from({ length: 10 }, (_, index) => message(index + 1, `${index}`)));
    assert.deepEqual(said.before().earlier, ['2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('includes what is on its way, once', () => {
    const said = after(message(1, 'One'));
    said.sending('c2', 'Two');
    assert.deepEqual(said.before().earlier, ['One', 'Two']);
    said.happened(message(2, 'Two', { cid: 'c2' }));
    assert.deepEqual(said.before().earlier, ['One', 'Two']);
  });

  test('reads as the server keeps it', () => {
    const said = new Said();
    said.sending('c1', 'raw');
    said.happened(message(1, '••••', { cid: 'c1' }));
    assert.deepEqual(said.before().earlier, ['••••']);
  });

  test('is replaced where the server took words back', () => {
    const data = { target: 1, text: 'Card ••••', masked: ['card'] };
    const said = after(
      message(1, 'Card 4242'),
      message(2, 'Hm'),
      message(3, '', { kind: 'redacted', data }),
    );
    assert.deepEqual(said.before().earlier, ['Card ••••', 'Hm']);
  });

  test('ends with the conversation, but for what is on its way to the next', () => {
    const said = after(message(1, 'Old'), message(2, 'Your code?', { by: ANN }));
    said.sending('c1', 'New');
    said.happened(message(1, '', { conv: 'two', kind: 'opened' }));
    assert.deepEqual(said.before(), { earlier: ['New'], asked: new Set() });
  });

  test('can be forgotten', () => {
    const said = after(message(1, 'One'));
    said.clear();
    assert.deepEqual(said.before().earlier, []);
  });

  test('knows what the shop asked for, for two messages', () => {
    const question = message(1, 'What is the security code on the back?', { by: ANN });
    assert.ok(after(question, message(2, 'One moment', { by: ANN })).before().asked.size > 0);
    const later = [2, 3].map((seq) => message(seq, 'One moment', { by: ANN }));
    assert.equal(after(question, ...later).before().asked.size, 0);
  });
});

describe('a text read with what was said before', () => {
  test('is clear alone and held where it completes a card', () => {
    assert.equal(inspect('42 4242'), 'clear');
    assert.equal(verdictAfter(after(), '42 4242'), 'clear');
    const said = after(message(1, '4242 4242 42'), message(2, 'sorry'));
    assert.equal(verdictAfter(said, '42 4242'), 'held');
  });

  test('is held where it answers a question for the code', () => {
    const said = after(message(1, 'What is the security code on the back?', { by: ANN }));
    assert.notEqual(verdictAfter(said, '123'), 'clear');
    assert.equal(verdictAfter(after(), '123'), 'clear');
  });

  test('loses only what completes the number', () => {
    const said = after(message(1, 'My card is 4242 4242'));
    const search = searchAfter(() => said.before());
    assert.equal(withoutFound('4242 4242', search), '');
    assert.equal(withoutFound('Two irises', search), 'Two irises');
  });
});

describe('the three outcomes', () => {
  for (const [text, verdict, kind] of [
    ['Two irises', 'clear', undefined],
    ['4242 4242 4242 4242', 'held', 'card'],
    ['4242 42424242 4242', 'asked', 'card'],
    ['123-45-6789', 'asked', 'ssn'],
    ['My PIN is 4821', 'held', 'pin'],
    ['123-45-6789 and 4242 4242 4242 4242', 'held', 'card'],
  ]) {
    test(`"${text}" is ${verdict}`, () => {
      assert.deepEqual(examine(text), { verdict, kind });
    });
  }

  test('a guard that names no certainty is sure', () => {
    assert.equal(
      inspect('x', () => [{ start: 0, end: 1, kind: 'card', rule: 'visa' }]),
      'held',
    );
  });
});
