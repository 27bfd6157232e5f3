import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { LoginLost } from '../../chatcore/protocol/js/connection.js';
import {
  connect,
  connectLive,
  FLOWERS,
  latestSocket,
  pass,
  reset,
  settle,
  socketCount,
} from './fake_server.js';

const followed = (/** @type {number} */ after, /** @type {number} */ head) => [
  { conv: FLOWERS, after, head },
];
const wantsFlowers = { wanted: () => [{ conv: FLOWERS, seen: 0 }] };

beforeEach(reset);

describe('signing in', () => {
  test('the ticket is shown only after the hello', async () => {
    const { connection } = connect();
    connection.start();
    await settle();
    assert.deepEqual(latestSocket().received, []);
    latestSocket().hello();
    const [auth] = latestSocket().received;
    assert.equal(auth.t, 'auth');
    assert.equal(auth.v, 1);
    assert.equal(auth.ticket, 'ticket');
    assert.ok(!latestSocket().address.includes('ticket'));
  });

  test('is live once the server says ready', async () => {
    const { of } = await connectLive();
    assert.deepEqual(of('state'), ['connecting', 'live']);
  });

  test('a lost login stops for good', async () => {
    const { connection, lastState } = connect({
      fetchTicket: async () => {
        throw new LoginLost();
      },
    });
    connection.start();
    await settle();
    await pass(120_000);
    assert.deepEqual(lastState(), ['state', 'stopped', 'login']);
    assert.equal(socketCount(), 0);
  });

  test('a ticket that cannot be fetched is fetched again', async () => {
    let asked = 0;
    const { connection } = connect({
      fetchTicket: async () => {
        asked += 1;
        if (asked === 1) throw new TypeError('network');
        return 'ticket';
      },
    });
    connection.start();
    await settle();
    assert.equal(socketCount(), 0);
    await pass(500);
    assert.equal(socketCount(), 1);
  });

  test('a server that never says ready is left and asked again', async () => {
    const { connection, lastState } = connect();
    connection.start();
    await settle();
    const first = latestSocket();
    await pass(20_000);
    assert.ok(first.isClosed);
    assert.equal(lastState()[1], 'offline');
    await pass(500);
    assert.equal(socketCount(), 2);
  });

  test('a ticket that comes after stop opens no socket', async () => {
    /** @type {(ticket: string) => void} */
    let hand = () => {};
    const fetchTicket = () => new Promise((resolve) => (hand = resolve));
    const { connection } = connect({ fetchTicket });
    connection.start();
    connection.stop();
    hand('late');
    await settle();
    assert.equal(socketCount(), 0);
  });
});

describe('closing', () => {
  for (const [code, reason] of /** @type {const} */ ([
    [4403, 'forbidden'],
    [4426, 'outdated'],
  ])) {
    test(`${code} stops for good`, async () => {
      const { lastState } = await connectLive();
      latestSocket().hangUp(code);
      await pass(120_000);
      assert.deepEqual(lastState(), ['state', 'stopped', reason]);
      assert.equal(socketCount(), 1);
    });
  }

  test('a stopped connection can be started again', async () => {
    const { connection } = await connectLive();
    latestSocket().hangUp(4403);
    connection.start();
    await settle();
    assert.equal(socketCount(), 2);
  });

  test('a refused ticket only needs a new one', async () => {
    await connectLive();
    latestSocket().hangUp(4401);
    await pass(500);
    assert.equal(socketCount(), 2);
  });

  test('4429 waits longer than a lost network', async () => {
    await connectLive();
    latestSocket().hangUp(4429);
    await pass(15_000);
    assert.equal(socketCount(), 1);
    await pass(500);
    assert.equal(socketCount(), 2);
  });

  test('waits double up to thirty seconds', async () => {
    const { connection } = connect();
    connection.start();
    await settle();
    for (const wait of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      const before = socketCount();
      latestSocket().hangUp(1006);
      await pass(wait - 1);
      assert.equal(socketCount(), before, `too early for ${wait}`);
      await pass(1);
      assert.equal(socketCount(), before + 1, `too late for ${wait}`);
    }
  });

  test('waits are spread from nothing up', async () => {
    const { connection } = connect({ random: () => 0 });
    connection.start();
    await settle();
    latestSocket().hangUp(1006);
    await pass(0);
    assert.equal(socketCount(), 2);
  });

  test('a minute of health forgives earlier failures', async () => {
    const { connection } = connect();
    connection.start();
    await settle();
    for (const wait of [500, 1000, 2000]) {
      latestSocket().hangUp(1006);
      await pass(wait);
    }
    latestSocket().hello();
    latestSocket().ready();
    await pass(30_000);
    latestSocket().say({ t: 'hb', ts: 1, heads: {} });
    await pass(30_000);
    latestSocket().hangUp(1006);
    await pass(500);
    assert.equal(socketCount(), 5);
  });

  test('a short health forgives nothing', async () => {
    await connectLive();
    latestSocket().hangUp(1006);
    await pass(500);
    latestSocket().hello();
    latestSocket().ready();
    await pass(10_000);
    latestSocket().hangUp(1006);
    await pass(500);
    assert.equal(socketCount(), 2);
    await pass(500);
    assert.equal(socketCount(), 3);
  });
});

describe('draining', () => {
  test('a drained server is left within the spread', async () => {
    await connectLive({ random: () => 0.5 });
    latestSocket().say({ t: 'drain', spread_ms: 8000, reason: 'deploy' });
    await pass(3999);
    assert.equal(socketCount(), 1);
    await pass(1);
    assert.equal(socketCount(), 2);
  });

  test('a drained server that hangs up first is not asked earlier', async () => {
    const { connection } = await connectLive();
    latestSocket().say({ t: 'drain', spread_ms: 8000, reason: 'deploy' });
    latestSocket().hangUp(1012);
    connection.check();
    await pass(7999);
    assert.equal(socketCount(), 1);
    await pass(1);
    assert.equal(socketCount(), 2);
  });
});

describe('heartbeat', () => {
  test('a beat is answered with its time', async () => {
    await connectLive();
    latestSocket().say({ t: 'hb', ts: 77, heads: {} });
    assert.deepEqual(latestSocket().frames('hb_ack'), [{ t: 'hb_ack', ts: 77 }]);
  });

  test('forty seconds of silence end the socket', async () => {
    const { lastState } = await connectLive();
    await pass(40_000);
    assert.equal(lastState()[1], 'live');
    await pass(5000);
    assert.equal(lastState()[1], 'offline');
    assert.ok(latestSocket().isClosed);
  });

  test('a head beyond what was shown is asked for', async () => {
    await connectLive(wantsFlowers, followed(0, 0));
    latestSocket().event(1);
    latestSocket().say({ t: 'hb', ts: 1, heads: { [FLOWERS]: 3 } });
    assert.deepEqual(latestSocket().frames('gap'), [{ t: 'gap', conv: FLOWERS, after: 1 }]);
  });

  test('a page that wakes up asks, and leaves a socket that does not answer', async () => {
    const { connection, lastState } = await connectLive(wantsFlowers, followed(0, 0));
    await pass(1);
    connection.check();
    assert.equal(latestSocket().frames('gap').length, 1);
    await pass(5000);
    assert.equal(lastState()[1], 'offline');
  });

  test('a page that wakes up keeps a socket that answers', async () => {
    const { connection, lastState } = await connectLive(wantsFlowers, followed(0, 0));
    await pass(1);
    connection.check();
    latestSocket().say({ t: 'live', conv: FLOWERS, head: 0 });
    await pass(5000);
    assert.equal(lastState()[1], 'live');
  });

  test('a page that wakes up offline does not wait any longer', async () => {
    const { connection } = await connectLive();
    latestSocket().hangUp(1006);
    connection.check();
    await settle();
    assert.equal(socketCount(), 2);
  });
});
