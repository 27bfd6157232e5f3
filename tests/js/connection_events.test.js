import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import {
  comeBack,
  connect,
  connectLive,
  FLOWERS,
  GARDEN,
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

describe('events', () => {
  test('arrive once and in order', async () => {
    const { numbers } = await connectLive(wantsFlowers, followed(0, 2));
    for (const seq of [1, 2, 2, 1, 3]) latestSocket().event(seq);
    assert.deepEqual(numbers(), [1, 2, 3]);
  });

  test('a hole is asked for once, and nothing beyond it is shown', async () => {
    const { numbers } = await connectLive(wantsFlowers, followed(0, 1));
    for (const seq of [1, 4, 5]) latestSocket().event(seq);
    assert.deepEqual(numbers(), [1]);
    assert.deepEqual(latestSocket().frames('gap'), [{ t: 'gap', conv: FLOWERS, after: 1 }]);
    for (const seq of [2, 3, 4, 5]) latestSocket().event(seq);
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5]);
  });

  test('a hole whose question was lost is asked for again at the next beat', async () => {
    await connectLive(wantsFlowers, followed(0, 0));
    latestSocket().event(2);
    latestSocket().say({ t: 'hb', ts: 1, heads: { [FLOWERS]: 2 } });
    assert.equal(latestSocket().frames('gap').length, 2);
  });

  test('the numbers of two conversations are apart', async () => {
    const { numbers } = await connectLive({
      wanted: () => [FLOWERS, GARDEN].map((conv) => ({ conv, seen: 0 })),
    });
    latestSocket().event(1, FLOWERS);
    latestSocket().event(1, GARDEN);
    latestSocket().event(2, FLOWERS);
    assert.deepEqual(numbers(), [1, 1, 2]);
  });

  test('resume after the last number seen', async () => {
    const { numbers } = await connectLive(wantsFlowers, followed(0, 2));
    for (const seq of [1, 2]) latestSocket().event(seq);
    await comeBack(followed(2, 3));
    const [auth] = latestSocket().frames('auth');
    assert.deepEqual(auth.want, [{ conv: FLOWERS, seen: 2 }]);
    latestSocket().event(3);
    assert.deepEqual(numbers(), [1, 2, 3]);
  });

  test('resume where the owner of a new page left off', async () => {
    const wanted = () => [{ conv: FLOWERS, seen: 5 }];
    const { numbers } = await connectLive({ wanted }, followed(5, 6));
    latestSocket().event(6);
    assert.deepEqual(numbers(), [6]);
  });

  test('a conversation nobody asked for starts at its beginning', async () => {
    const { numbers } = await connectLive();
    latestSocket().event(1);
    assert.deepEqual(numbers(), [1]);
  });

  test('follow asks from a number, and again from the newest after a loss', async () => {
    const { connection, numbers } = await connectLive(wantsFlowers);
    connection.follow(GARDEN, 4);
    assert.deepEqual(latestSocket().frames('gap'), [{ t: 'gap', conv: GARDEN, after: 4 }]);
    latestSocket().event(5, GARDEN);
    assert.deepEqual(numbers(), [5]);
  });

  test('follow while offline is asked once live', async () => {
    const { connection } = connect();
    connection.follow(GARDEN, 4);
    connection.start();
    await settle();
    latestSocket().hello();
    latestSocket().ready();
    assert.deepEqual(latestSocket().frames('gap'), [{ t: 'gap', conv: GARDEN, after: 4 }]);
  });

  test('wanted conversations beyond the limit of one frame are asked for after it', async () => {
    const all = Array.from({ length: 51 }, (_, number) => `conversation-${number}`);
    await connectLive({ wanted: () => all.map((conv) => ({ conv, seen: 7 })) });
    assert.equal(latestSocket().frames('auth')[0].want.length, 50);
    assert.equal(latestSocket().frames('gap')[0].conv, 'conversation-50');
  });

  test('a server that knows less than was shown makes the page forget', async () => {
    const { of, numbers } = await connectLive(wantsFlowers, followed(0, 3));
    for (const seq of [1, 2, 3]) latestSocket().event(seq);
    await comeBack(followed(0, 1));
    assert.deepEqual(of('reset'), [{ conv: FLOWERS }]);
    latestSocket().event(1);
    assert.deepEqual(numbers(), [1, 2, 3, 1]);
  });

  test('another epoch makes the page forget', async () => {
    const { of } = await connectLive(wantsFlowers, followed(0, 1));
    latestSocket().event(1);
    latestSocket().hangUp(1006);
    await pass(500);
    latestSocket().hello('e2');
    assert.deepEqual(of('reset'), [{ conv: FLOWERS }]);
    assert.deepEqual(latestSocket().frames('auth')[0].want, [{ conv: FLOWERS, seen: 0 }]);
  });
});

describe('a gap too long for the socket', () => {
  const limited = [{ conv: FLOWERS, after: 4, head: 5, limited: true }];
  const event = (/** @type {number} */ seq) => ({ t: 'ev', conv: FLOWERS, seq, kind: 'message' });

  test('is read over HTTP before anything newer is shown', async () => {
    /** @type {number[]} */
    const asked = [];
    const fetchEvents = async (/** @type {string} */ _, /** @type {number} */ after) => {
      asked.push(after);
      return { events: [event(after + 1), event(after + 2)] };
    };
    const { numbers, of } = await connectLive({ ...wantsFlowers, fetchEvents }, limited);
    latestSocket().event(5);
    latestSocket().say({ t: 'live', conv: FLOWERS, head: 5 });
    assert.deepEqual(of('live'), []);
    await settle();
    assert.deepEqual(asked, [0, 2]);
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5]);
    assert.equal(of('live').length, 1);
  });

  test('is read over HTTP also when it was asked for as a gap', async () => {
    const fetchEvents = async (/** @type {string} */ _, /** @type {number} */ after) => ({
      events: [event(after + 1)],
    });
    const { connection, numbers, of } = await connectLive({ fetchEvents });
    connection.follow(FLOWERS, 0);
    latestSocket().event(3);
    latestSocket().event(4);
    latestSocket().say({ t: 'live', conv: FLOWERS, head: 4 });
    await settle();
    assert.deepEqual(numbers(), [1, 2, 3, 4]);
    assert.equal(of('live').length, 1);
  });

  test('is tried again on a new socket when reading fails', async () => {
    const fetchEvents = async () => {
      throw new TypeError('network');
    };
    const { lastState } = await connectLive({ ...wantsFlowers, fetchEvents }, limited);
    await settle();
    assert.equal(lastState()[1], 'offline');
    await pass(500);
    assert.equal(socketCount(), 2);
  });

  test('is skipped by a page that cannot read it', async () => {
    const { numbers } = await connectLive(wantsFlowers, limited);
    latestSocket().event(5);
    assert.deepEqual(numbers(), [5]);
  });
});

describe('listeners', () => {
  test('a listener taken off hears no more', async () => {
    const { connection } = await connectLive();
    let heard = 0;
    const off = connection.on('ev', () => (heard += 1));
    latestSocket().event(1);
    off();
    latestSocket().event(2);
    assert.equal(heard, 1);
  });

  test('the inbox, refusals and errors are passed on', async () => {
    const { connection, of } = await connectLive();
    /** @type {unknown[]} */
    const heard = [];
    connection.on('inbox', ({ items }) => heard.push(items));
    connection.on('nack', ({ code }) => heard.push(code));
    latestSocket().say({ t: 'inbox', items: [], full: true });
    latestSocket().say({ t: 'nack', cid: 'x', code: 'taken', message: '' });
    latestSocket().say({ t: 'err', code: 'bad', message: 'No.' });
    assert.deepEqual(heard, [[], 'taken']);
    assert.equal(of('err')[0].code, 'bad');
  });
});
