import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { Host } from '../../widget_static/host.js';

const SHOP = 'https://shop.example';

/** What the page around us heard: message and the origin it was meant for. */
let heard;
let hear;
let happened;
let host;

beforeEach(() => {
  heard = [];
  happened = [];
  globalThis.parent = { postMessage: (message, origin) => heard.push([message, origin]) };
  globalThis.addEventListener = (_, listener) => {
    hear = listener;
  };
  host = new Host({
    allowedOrigins: [SHOP],
    onOpen: (focus) => happened.push(`open ${focus}`),
    onClose: () => happened.push('close'),
    onPage: () => happened.push('page'),
  });
});

/** The page says something. */
function say(ringback, detail, { origin = SHOP, source = globalThis.parent } = {}) {
  hear({ origin, source, data: { ringback, detail } });
}

describe('listening to the page', () => {
  test('the page opens and closes the chat', () => {
    say('open', true);
    say('close');
    assert.deepEqual(happened, ['open true', 'close']);
  });

  for (const [name, from] of [
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that only begins the same', { origin: `${SHOP}.evil.example` }],
    ['another window of the right origin', { source: {} }],
  ]) {
    test(`${name} is not heard, and gets no answer`, () => {
      say('open', true, from);
      assert.deepEqual(happened, []);
      assert.deepEqual(heard, []);
    });
  }

  test('messages of other scripts are ignored', () => {
    hear({ origin: SHOP, source: globalThis.parent, data: null });
    hear({ origin: SHOP, source: globalThis.parent, data: 'open' });
    assert.deepEqual(happened, []);
  });
});

describe('the address of the page', () => {
  test('is kept for the agent', () => {
    say('page', { url: 'https://shop.example/iris', title: 'Iris' });
    assert.deepEqual(host.page, { url: 'https://shop.example/iris', title: 'Iris' });
  });

  test('a card number in it is masked before anything is sent', () => {
    say('page', { url: 'https://shop.example/pay?card=4242424242424242', title: '' });
    assert.ok(!host.page.url?.includes('4242'));
  });

  test('is cut at the limit of the protocol', () => {
    say('page', { url: `https://shop.example/${'a'.repeat(5000)}`, title: 'b'.repeat(500) });
    assert.equal(host.page.url?.length, 2000);
    assert.equal(host.page.title?.length, 300);
  });

  test('what the guard cannot check is left out', () => {
    say('page', { url: 'a'.repeat(9000), title: 'Iris' });
    assert.deepEqual(host.page, { url: '', title: 'Iris' });
  });
});

describe('telling the page', () => {
  test('is addressed to its exact origin', () => {
    say('close');
    host.tell('unread', 2);
    assert.deepEqual(heard.at(-1), [{ ringback: 'unread', detail: 2 }, SHOP]);
  });

  for (const [kind, by, name] of [
    ['opened', 'visitor', 'started'],
    ['message', 'agent', 'message'],
    ['callback', 'visitor', 'callback'],
    ['closed', 'agent', 'ended'],
  ]) {
    test(`passes on that a ${kind} happened, and nothing of it`, () => {
      say('close');
      host.pass({ kind, by: { kind: by, name: 'Ann' }, data: { text: 'quokka' } });
      assert.deepEqual(heard.at(-1), [{ ringback: 'event', detail: name }, SHOP]);
    });
  }

  for (const [kind, by] of [
    ['message', 'visitor'],
    ['hidden', 'system'],
    ['claimed', 'agent'],
  ]) {
    test(`is silent about a ${kind} of the ${by}`, () => {
      say('close');
      const before = heard.length;
      host.pass({ kind, by: { kind: by, name: '' }, data: {} });
      assert.equal(heard.length, before);
    });
  }

  test('waits until the page is known, and says only the latest', () => {
    host.tell('unread', 1);
    host.tell('unread', 2);
    assert.deepEqual(heard, []);
    say('close');
    assert.deepEqual(
      heard.map(([message]) => message),
      [
        { ringback: 'ready', detail: undefined },
        { ringback: 'unread', detail: 2 },
      ],
    );
  });
});
