import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isDue, outcomesOf, stepsOf } from '../../agentconsole/js/calls.js';
import { Conversation } from '../../agentconsole/js/conversation.js';
import { callLead } from '../../agentconsole/js/texts.js';
import { ANN, callback, event, MIA, message, SYSTEM } from './console_cast.js';

/** @param {...ReturnType<typeof event>} events */
function foldOf(...events) {
  const conversation = new Conversation();
  for (const each of events) conversation.add(each);
  return conversation;
}

describe('the fold', () => {
  test('keeps events in order and knows the last number', () => {
    const conversation = foldOf(event(1, 'opened'), message(2, 'Hello'));
    assert.equal(conversation.head, 2);
    assert.deepEqual(
      conversation.events.map(({ kind }) => kind),
      ['opened', 'message'],
    );
  });

  test('folds an event that comes twice once', () => {
    const conversation = foldOf(message(1, 'Hello'));
    assert.equal(conversation.add(message(1, 'Hello')), false);
    assert.equal(conversation.events.length, 1);
  });

  test('counts a hidden row and shows nothing of it', () => {
    const conversation = foldOf(event(1, 'hidden', { by: SYSTEM }));
    assert.equal(conversation.head, 1);
    assert.deepEqual(conversation.events, []);
  });

  test('remembers the way through the shop, without standing still', () => {
    const page = (/** @type {string} */ url) => ({ data: { page_url: url, page_title: url } });
    const conversation = foldOf(
      event(1, 'opened', page('/a')),
      event(2, 'page', page('/a')),
      event(3, 'page', page('/b')),
      event(4, 'page', page('')),
    );
    assert.deepEqual(
      conversation.pages.map(({ url }) => url),
      ['/a', '/b'],
    );
  });

  test('knows when it ended', () => {
    assert.equal(foldOf(message(1, 'Hello')).closedAt, null);
    const closed = event(2, 'closed', { by: ANN });
    assert.equal(foldOf(message(1, 'Hello'), closed).closedAt, closed.ts);
  });
});

describe('unread', () => {
  test('counts what the customer wrote', () => {
    assert.equal(foldOf(event(1, 'opened'), message(2, 'Hello'), message(3, 'Hm?')).unread, 2);
  });

  test('an answer has read what came before it', () => {
    const answered = foldOf(message(1, 'Hello'), message(2, 'Hi!', { by: ANN }));
    assert.equal(answered.unread, 0);
    answered.add(message(3, 'Thanks'));
    assert.equal(answered.unread, 1);
  });

  test('a note answers nobody', () => {
    const note = event(2, 'note', { by: ANN, data: { text: 'Ask Ben' } });
    assert.equal(foldOf(message(1, 'Hello'), note).unread, 1);
  });

  test('a look reads all', () => {
    const conversation = foldOf(message(1, 'Hello'));
    conversation.markRead();
    assert.equal(conversation.unread, 0);
  });
});

describe('the call', () => {
  test('there is none before the log tells of one', () => {
    assert.equal(foldOf(message(1, 'Hello')).call, null);
    assert.equal(isDue(null), false);
  });

  test('goes from offered to ended', () => {
    const conversation = foldOf(callback(1, 'offered', { by: SYSTEM }));
    assert.equal(isDue(conversation.call), false);
    for (const [index, state] of ['confirmed', 'dialing', 'talking'].entries()) {
      conversation.add(callback(index + 2, state));
      assert.equal(conversation.call?.state, state);
      assert.equal(isDue(conversation.call), true);
    }
    conversation.add(callback(5, 'ended', { ending: 'talked' }));
    assert.equal(conversation.call?.ending, 'talked');
    assert.equal(isDue(conversation.call), false);
  });

  test('remembers when it was asked for, and the hint', () => {
    const asked = callback(2, 'confirmed');
    const conversation = foldOf(callback(1, 'offered'), asked, callback(3, 'dialing'));
    assert.equal(conversation.call?.askedAt, asked.ts);
    assert.equal(conversation.call?.hint, '+44 … 18');
  });

  test('a second call takes the place of the first', () => {
    const conversation = foldOf(
      callback(1, 'ended', { ending: 'busy' }),
      event(2, 'callback', { data: { callback: 'other', state: 'confirmed', number_hint: '' } }),
    );
    assert.equal(conversation.call?.id, 'other');
  });

  test('tells who held the card number back', () => {
    const lead = (/** @type {object} */ changes) => {
      const { call } = foldOf(callback(1, 'offered', changes));
      assert.ok(call);
      return callLead(call, 'Mia');
    };
    assert.equal(
      lead({ by: MIA, cid: 'cid' }),
      'Card number withheld in the browser; a call was offered.',
    );
    assert.match(lead({ by: SYSTEM }), /masked before it was stored/);
  });
});

describe('the steps of a call', () => {
  const reached = (/** @type {string[]} */ ...states) => {
    const { call } = foldOf(...states.map((state, index) => callback(index + 1, state)));
    assert.ok(call);
    return stepsOf(call)
      .filter(({ isReached }) => isReached)
      .map(({ state }) => state);
  };

  test('are done as far as it came', () => {
    assert.deepEqual(reached('offered', 'confirmed', 'dialing'), ['confirmed', 'dialing']);
    const all = ['confirmed', 'dialing', 'talking', 'ended'];
    assert.deepEqual(reached('offered', ...all), all);
  });

  test('leave out what a canceled call never came to', () => {
    assert.deepEqual(reached('offered', 'confirmed', 'ended'), ['confirmed', 'ended']);
  });

  test('are none for an offer, also when it was declined', () => {
    for (const states of [['offered'], ['offered', 'ended']]) {
      const { call } = foldOf(...states.map((state, index) => callback(index + 1, state)));
      assert.ok(call);
      assert.deepEqual(stepsOf(call), []);
    }
  });
});

describe('outcomes', () => {
  const possible = (/** @type {string} */ state) => {
    const { call } = foldOf(callback(1, state, { ending: 'talked' }));
    return call ? outcomesOf(call) : [];
  };

  test('all four may be reported once the customer has asked', () => {
    const all = ['talked', 'no_answer', 'busy', 'wrong_number'];
    assert.deepEqual(possible('confirmed'), all);
    assert.deepEqual(possible('dialing'), all);
  });

  test('who has picked up was neither busy nor away', () => {
    assert.deepEqual(possible('talking'), ['talked', 'wrong_number']);
  });

  test('none before it was asked for, none after the end', () => {
    assert.deepEqual(possible('offered'), []);
    assert.deepEqual(possible('ended'), []);
  });
});
