import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Inbox } from '../../agentconsole/js/inbox.js';
import { neighbour } from '../../agentconsole/js/keys.js';
import { ANN, BEN, heldBy, MIAS, NOAHS, summary, TEN_O_CLOCK } from './console_cast.js';

/** @param {...ReturnType<typeof summary>} items */
function inboxOf(...items) {
  const inbox = new Inbox();
  inbox.apply({ full: true, items });
  return inbox;
}

/** @param {Inbox} inbox */
function names(inbox) {
  const lists = Object.entries(inbox.lists(ANN.id));
  return Object.fromEntries(lists.map(([name, items]) => [name, items.map((item) => item.conv)]));
}

describe('lists', () => {
  test('every conversation is in exactly one list', () => {
    const inbox = inboxOf(
      summary({ conv: 'waits' }),
      heldBy(ANN, { conv: 'anns' }),
      heldBy(BEN, { conv: 'bens' }),
      summary({ conv: 'over', state: 'closed', agent: ANN }),
    );
    assert.deepEqual(names(inbox), {
      mine: ['anns'],
      queue: ['waits'],
      team: ['bens'],
      closed: ['over'],
    });
  });

  test('the queue begins with who waits longest', () => {
    const inbox = inboxOf(
      summary({ conv: 'late', waiting_since: TEN_O_CLOCK + 2 }),
      summary({ conv: 'released', opened: TEN_O_CLOCK - 9, waiting_since: TEN_O_CLOCK + 1 }),
      summary({ conv: 'early', waiting_since: TEN_O_CLOCK }),
    );
    assert.deepEqual(names(inbox).queue, ['early', 'released', 'late']);
  });

  test('mine keep their place when somebody writes', () => {
    const older = heldBy(ANN, { conv: 'older', opened: 1 });
    const inbox = inboxOf(heldBy(ANN, { conv: 'newer', opened: 2 }), older);
    inbox.apply({ items: [{ ...older, last_at: TEN_O_CLOCK + 60_000 }] });
    assert.deepEqual(names(inbox).mine, ['older', 'newer']);
  });

  test('the latest to end comes first in closed', () => {
    const inbox = inboxOf(
      summary({ conv: 'before', state: 'closed', last_at: 1 }),
      summary({ conv: 'after', state: 'closed', last_at: 2 }),
    );
    assert.deepEqual(names(inbox).closed, ['after', 'before']);
  });
});

describe('changes', () => {
  test('a conversation that ends leaves its list for closed', () => {
    const inbox = inboxOf(heldBy(ANN));
    inbox.apply({ items: [heldBy(ANN, { state: 'closed' })] });
    assert.deepEqual(names(inbox), { mine: [], queue: [], team: [], closed: [MIAS] });
  });

  test('one that ended while we were away is closed by the whole list', () => {
    const inbox = inboxOf(summary(), summary({ conv: NOAHS }));
    inbox.apply({ full: true, items: [summary({ conv: NOAHS })] });
    assert.deepEqual(names(inbox), { mine: [], queue: [NOAHS], team: [], closed: [MIAS] });
  });

  test('who was lost to a colleague leaves the queue before the list says so', () => {
    const inbox = inboxOf(summary());
    inbox.markTaken(MIAS);
    assert.deepEqual(names(inbox), { mine: [], queue: [], team: [MIAS], closed: [] });
  });

  test('being lost changes nothing once the list has told who holds it', () => {
    const inbox = inboxOf(heldBy(BEN));
    inbox.markTaken(MIAS);
    assert.equal(inbox.get(MIAS)?.agent?.name, 'Ben');
  });

  test('who was accepted is mine before the list says so', () => {
    const inbox = inboxOf(summary());
    inbox.markHeld(MIAS, ANN);
    assert.deepEqual(names(inbox).mine, [MIAS]);
  });

  test('one that is given back waits again', () => {
    const inbox = inboxOf(heldBy(BEN));
    assert.deepEqual(inbox.apply({ items: [summary()] }), [summary()]);
    assert.deepEqual(names(inbox).queue, [MIAS]);
  });
});

describe('news', () => {
  test('somebody new is news once', () => {
    const inbox = inboxOf();
    assert.deepEqual(inbox.apply({ items: [summary()] }), [summary()]);
    assert.deepEqual(inbox.apply({ items: [summary({ last_text: 'Hello?' })] }), []);
  });

  test('the first list is no news', () => {
    const inbox = new Inbox();
    assert.equal(inbox.isKnown, false);
    assert.deepEqual(inbox.apply({ full: true, items: [summary()] }), []);
    assert.equal(inbox.isKnown, true);
  });

  test('who began to wait while we were away is news', () => {
    const inbox = inboxOf();
    assert.deepEqual(inbox.apply({ full: true, items: [summary()] }), [summary()]);
  });
});

describe('moving by key', () => {
  const ids = ['a', 'b', 'c'];

  test('goes to the next and the previous', () => {
    assert.equal(neighbour(ids, 'a', 1), 'b');
    assert.equal(neighbour(ids, 'b', -1), 'a');
  });

  test('goes round at both ends', () => {
    assert.equal(neighbour(ids, 'c', 1), 'a');
    assert.equal(neighbour(ids, 'a', -1), 'c');
  });

  test('begins at an end when nothing in the lists is open', () => {
    assert.equal(neighbour(ids, null, 1), 'a');
    assert.equal(neighbour(ids, 'closed', -1), 'c');
    assert.equal(neighbour([], null, 1), undefined);
  });
});
