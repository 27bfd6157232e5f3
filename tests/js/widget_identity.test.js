import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { LoginLost } from '../../chatcore/protocol/js/connection.js';

/** @type {Map<string, string>} */
let kept;
/** @type {{address: string, method: string, bearer: string}[]} */
let asked;
/** Tokens the server knows. @type {Set<string>} */
let known;

globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
const { Identity } = await import('../../widget_static/identity.js');
const { remove } = await import('../../widget_static/storage.js');

const answer = (status, body) => ({ ok: status < 400, status, json: async () => body });

async function server(address, { method = 'GET', headers }) {
  const bearer = headers.Authorization?.replace('Bearer ', '') ?? '';
  asked.push({ address, method, bearer });
  if (address.includes('/sites/gone/')) return answer(404, { code: 'unknown_site' });
  if (address.endsWith('/visitors')) {
    known.add('new-token');
    return answer(201, { visitor: 'v', token: 'new-token' });
  }
  if (!known.has(bearer)) return answer(401, { code: 'login' });
  if (address.endsWith('/ticket')) return answer(200, { ticket: 'ticket-1' });
  return answer(200, { events: [], head: 0 });
}

beforeEach(() => {
  kept = new Map();
  remove('ringback.visitor.florist');
  asked = [];
  known = new Set();
  globalThis.fetch = server;
});

describe('who the customer is', () => {
  test('nobody is made before the first act', async () => {
    await assert.rejects(new Identity('florist').ticket(false), LoginLost);
    assert.deepEqual(asked, []);
    assert.deepEqual([...kept], []);
  });

  test('the first act makes a customer and keeps the token', async () => {
    assert.equal(await new Identity('florist').ticket(true), 'ticket-1');
    assert.equal(kept.get('ringback.visitor.florist'), 'new-token');
    assert.deepEqual(
      asked.map(({ address }) => address),
      ['/api/v1/sites/florist/visitors', '/api/v1/visitor/ticket'],
    );
  });

  test('a known customer is not made again', async () => {
    kept.set('ringback.visitor.florist', 'old-token');
    known.add('old-token');
    await new Identity('florist').ticket(false);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.bearer, 'old-token');
  });

  test('the token never stands in an address', async () => {
    const identity = new Identity('florist');
    await identity.ticket(true);
    await identity.events('conv', 7);
    assert.ok(asked.every(({ address }) => !address.includes('token')));
    assert.equal(asked.at(-1)?.address, '/api/v1/visitor/conversations/conv/events?after=7');
  });

  test('a token the server forgot is dropped', async () => {
    kept.set('ringback.visitor.florist', 'forgotten');
    const identity = new Identity('florist');
    await assert.rejects(identity.ticket(false), LoginLost);
    assert.equal(identity.token, '');
  });

  test('who has something to say begins anew with a forgotten token', async () => {
    kept.set('ringback.visitor.florist', 'forgotten');
    assert.equal(await new Identity('florist').ticket(true), 'ticket-1');
    assert.equal(kept.get('ringback.visitor.florist'), 'new-token');
  });

  test('a site that does not exist stops', async () => {
    await assert.rejects(new Identity('gone').ticket(true), LoginLost);
  });

  test('a server in trouble is no lost login', async () => {
    globalThis.fetch = async () => answer(503, {});
    await assert.rejects(new Identity('florist').ticket(true), { message: '503' });
  });
});
