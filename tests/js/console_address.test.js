import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { conversationIn, showInAddress } from '../../agentconsole/js/address.js';
import { stillHeldText, titleWithoutSite, welcomeText } from '../../agentconsole/js/texts.js';
import { MIAS } from './console_cast.js';

describe('the address', () => {
  /** @type {unknown[][]} */
  let replaced;

  beforeEach(() => {
    replaced = [];
    const history = {
      state: { pane: 'thread' },
      replaceState: (/** @type {unknown[]} */ ...values) => replaced.push(values),
    };
    const location = { hash: `#${MIAS}`, pathname: '/console/', search: '' };
    Object.assign(globalThis, { history, location });
  });

  afterEach(() => {
    for (const name of ['history', 'location']) Reflect.deleteProperty(globalThis, name);
  });

  test('names the conversation to open again', () => {
    assert.equal(conversationIn(`#${MIAS}`), MIAS);
  });

  test('anything else in it opens nothing', () => {
    for (const hash of ['', '#', '#thread', '#<img>', `#${MIAS}x`, MIAS]) {
      assert.equal(conversationIn(hash), null, hash);
    }
  });

  test('follows what is open, and keeps the pane', () => {
    location.hash = '';
    showInAddress(MIAS);
    assert.deepEqual(replaced, [[{ pane: 'thread' }, '', `#${MIAS}`]]);
  });

  test('is left alone while it is right', () => {
    showInAddress(MIAS);
    assert.deepEqual(replaced, []);
  });

  test('is bare when nothing is open', () => {
    showInAddress(null);
    assert.deepEqual(replaced, [[{ pane: 'thread' }, '', '/console/']]);
  });
});

describe('with nothing open', () => {
  test('it is quiet only when there is nothing to do', () => {
    assert.equal(welcomeText({ calls: 0, mine: 0, queue: 0 }), 'All quiet. Nobody is waiting.');
  });

  test('a call due comes first, then mine, then who waits', () => {
    assert.equal(
      welcomeText({ calls: 1, mine: 1, queue: 1 }),
      'One call is due. One of yours is open. One customer is waiting.',
    );
    assert.equal(
      welcomeText({ calls: 2, mine: 3, queue: 4 }),
      '2 calls are due. 3 of yours are open. 4 are waiting.',
    );
  });

  test('what is none is left out', () => {
    assert.equal(welcomeText({ calls: 0, mine: 2, queue: 0 }), '2 of yours are open.');
    assert.equal(welcomeText({ calls: 0, mine: 0, queue: 1 }), 'One customer is waiting.');
  });
});

describe('leaving', () => {
  test('who still holds some is told how many', () => {
    assert.match(stillHeldText(1), /^You still hold one conversation. Give it back/);
    assert.match(stillHeldText(2), /^You still hold 2 conversations. Give them back/);
  });
});

describe("a page's title", () => {
  test('does not repeat the site', () => {
    assert.equal(titleWithoutSite('Peonies | Florist', 'Florist'), 'Peonies');
    assert.equal(titleWithoutSite('florist – Peonies – Pink', 'Florist'), 'Peonies · Pink');
    assert.equal(titleWithoutSite('Florist', 'Florist'), '');
  });

  test('without the site is shown as it is', () => {
    assert.equal(titleWithoutSite('Half-open - now', 'Florist'), 'Half-open - now');
    assert.equal(titleWithoutSite("The Florist's choice", 'Florist'), "The Florist's choice");
  });
});
