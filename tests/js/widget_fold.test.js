import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { fold, isMissed, isUnderWay, isWaiting, NOTHING } from '../../widget_static/fold.js';

const ANN = { kind: 'agent', id: 'a', name: 'Ann' };
const MIA = { kind: 'visitor', id: 'm', name: 'Mia' };
const SYSTEM = { kind: 'system', id: '', name: '' };

/** The state after these events, numbered from one. @param {[string, object, object?][]} rows */
function after(rows, conv = 'one', before = NOTHING) {
  return rows.reduce(
    (state, [kind, by, data = {}], index) =>
      fold(state, { t: 'ev', conv, seq: index + 1, kind, by, data, ts: 0 }),
    before,
  );
}

const opened = ['opened', MIA];
const claimed = ['claimed', ANN];
const call = (state, by = MIA, ending = null) => [
  'callback',
  by,
  { callback: 'c', state, number_hint: '+44 … 18', ending },
];

describe('who answers', () => {
  test('nobody before the first event', () => {
    assert.equal(NOTHING.isOpen, false);
    assert.equal(NOTHING.agent, '');
  });

  test('the agent who accepted, until they leave', () => {
    assert.equal(after([opened]).agent, '');
    assert.equal(after([opened, claimed]).agent, 'Ann');
    assert.equal(after([opened, claimed, ['released', ANN]]).agent, '');
  });

  test('nobody after the end', () => {
    const state = after([opened, claimed, ['closed', ANN]]);
    assert.deepEqual([state.isOpen, state.agent], [false, '']);
  });

  test('a new conversation starts from nothing', () => {
    const ended = after([opened, claimed, call('offered', SYSTEM), ['closed', ANN]]);
    const state = after([opened], 'two', ended);
    assert.deepEqual(state, { ...NOTHING, conv: 'two', head: 1, isOpen: true });
  });

  test('hidden rows only count', () => {
    assert.equal(after([opened, ['hidden', SYSTEM], ['hidden', SYSTEM]]).head, 3);
  });
});

describe('the customer waits for us', () => {
  const wrote = ['message', MIA];
  for (const [what, rows, waits] of [
    ['has written', [opened, wrote], true],
    ['wrote and called a call off', [opened, wrote, call('ended', MIA, 'canceled')], true],
    ['has only asked for a call', [opened, call('confirmed')], false],
    ['wrote and asked for a call', [opened, wrote, call('confirmed')], false],
    ['wrote and somebody joined', [opened, wrote, claimed], false],
    ['wrote and somebody has left', [opened, wrote, claimed, ['released', ANN]], false],
    ['wrote and it has ended', [opened, wrote, ['closed', ANN]], false],
  ]) {
    test(`${waits ? 'when' : 'not when'} the customer ${what}`, () => {
      assert.equal(isWaiting(after(rows)), waits);
    });
  }
});

describe('the call', () => {
  test('is ours to offer when the server took digits out', () => {
    assert.equal(after([opened, call('offered', SYSTEM)]).call?.isOffer, true);
  });

  test("is not offered again when the customer's own browser held the digits", () => {
    assert.equal(after([opened, call('offered', MIA)]).call?.isOffer, false);
  });

  for (const state of ['confirmed', 'dialing', 'talking']) {
    test(`is under way while ${state}`, () => {
      assert.equal(isUnderWay(after([opened, call(state)]).call), true);
    });
  }

  for (const [ending, missed] of [
    ['no_answer', true],
    ['busy', true],
    ['wrong_number', true],
    ['talked', false],
    ['canceled', false],
    ['declined', false],
  ]) {
    test(`that ended ${ending} was ${missed ? '' : 'not '}missed`, () => {
      const { call: ended } = after([opened, call('ended', ANN, ending)]);
      assert.equal(isMissed(ended), missed);
      assert.equal(isUnderWay(ended), false);
    });
  }

  test('that was missed is forgotten when the customer writes on', () => {
    const missed = call('ended', ANN, 'busy');
    assert.equal(isMissed(after([opened, missed, ['message', ANN]]).call), true);
    assert.equal(after([opened, missed, ['message', MIA]]).call, undefined);
  });

  test('that is under way is kept when the customer writes on', () => {
    assert.equal(isUnderWay(after([opened, call('dialing', ANN), ['message', MIA]]).call), true);
  });
});
