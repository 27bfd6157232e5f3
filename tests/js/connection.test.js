import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { LoginLost } from '../../chatcore/protocol/js/connection.js';
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
    [4401, 'login'],
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
    latestSocket().hangUp(4401);
    connection.start();
    await settle();
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

describe('sending', () => {
  const say = (/** @type {string} */ text, conv = FLOWERS) => ({
    kind: 'message',
    body: { text },
    conv,
  });
  const sends = () => latestSocket().frames('send');
  const acknowledge = (/** @type {string} */ cid, more = {}) =>
    latestSocket().say({ t: 'ack', cid, conv: FLOWERS, seq: 1, ts: 0, ...more });

  test('is settled by the acknowledgement', async () => {
    const { connection } = await connectLive();
    const { cid, settled } = connection.send(say('purple'));
    assert.match(cid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(sends(), [{ t: 'send', cid, ...say('purple') }]);
    acknowledge(cid, { seq: 9, masked: true, text: '••••' });
    const { seq, text } = await settled;
    assert.equal(seq, 9);
    assert.equal(text, '••••');
  });

  test('a visitor names no conversation', async () => {
    const { connection } = await connectLive();
    connection.send({ kind: 'message', body: { text: 'purple' } });
    assert.equal('conv' in sends()[0], false);
  });

  test('one message of a conversation is in flight at a time', async () => {
    const { connection } = await connectLive();
    const first = connection.send(say('one'));
    connection.send(say('two'));
    assert.equal(sends().length, 1);
    acknowledge(first.cid);
    assert.deepEqual(
      sends().map(({ body }) => body.text),
      ['one', 'two'],
    );
  });

  test('conversations do not wait for each other', async () => {
    const { connection } = await connectLive();
    connection.send(say('one', FLOWERS));
    connection.send(say('two', GARDEN));
    assert.equal(sends().length, 2);
  });

  test('waits in memory until the socket is live', async () => {
    const { connection } = connect();
    connection.send(say('early'));
    connection.start();
    await settle();
    latestSocket().hello();
    assert.deepEqual(sends(), []);
    latestSocket().ready();
    assert.equal(sends().length, 1);
  });

  test('is sent again with the same cid after a loss', async () => {
    const { connection } = await connectLive();
    const { cid, settled } = connection.send(say('purple'));
    await comeBack();
    assert.deepEqual(
      sends().map((frame) => frame.cid),
      [cid],
    );
    acknowledge(cid, { dup: true });
    assert.equal((await settled).dup, true);
  });

  test('is sent again with the same cid when no answer comes', async () => {
    const { connection } = await connectLive();
    const { cid } = connection.send(say('purple'));
    await pass(9999);
    assert.equal(sends().length, 1);
    await pass(1);
    assert.deepEqual(
      sends().map((frame) => frame.cid),
      [cid, cid],
    );
  });

  test('an acknowledged message is never sent again', async () => {
    const { connection } = await connectLive();
    acknowledge(connection.send(say('purple')).cid);
    await comeBack();
    assert.deepEqual(sends(), []);
  });

  test('a retryable refusal keeps its place in front of later messages', async () => {
    const { connection } = await connectLive();
    const { cid } = connection.send(say('one'));
    connection.send(say('two'));
    latestSocket().say({ t: 'nack', cid, code: 'rate', message: 'wait', retry_ms: 2000 });
    await pass(1999);
    assert.equal(sends().length, 1);
    await pass(1);
    assert.deepEqual(
      sends().map(({ body }) => body.text),
      ['one', 'one'],
    );
  });

  test('a final refusal fails the message and lets the next one go', async () => {
    const { connection } = await connectLive();
    const { cid, settled } = connection.send(say('one'));
    connection.send(say('two'));
    latestSocket().say({ t: 'nack', cid, code: 'closed', message: 'It has ended.' });
    await assert.rejects(settled, { code: 'closed', message: 'It has ended.' });
    assert.equal(sends().at(-1).body.text, 'two');
  });

  test('a message that is never answered fails after three more tries', async () => {
    const { connection } = await connectLive();
    const { cid, settled } = connection.send(say('poison'));
    connection.send(say('next'));
    for (const beat of [1, 2, 3, 4]) {
      latestSocket().say({ t: 'hb', ts: beat, heads: {} });
      await pass(10_000);
    }
    await assert.rejects(settled, { code: 'poison' });
    assert.equal(sends().filter((frame) => frame.cid === cid).length, 4);
    assert.equal(sends().at(-1).body.text, 'next');
  });

  test('a failed message can be sent again under its cid', async () => {
    const { connection } = await connectLive();
    const { cid, settled } = connection.send(say('one'));
    latestSocket().say({ t: 'nack', cid, code: 'failed', message: '' });
    await assert.rejects(settled);
    const again = connection.send({ ...say('one'), cid });
    assert.equal(again.cid, cid);
    assert.equal(sends().at(-1).cid, cid);
  });

  for (const [name, text] of [
    ['too many characters', 'a'.repeat(8001)],
    ['too many bytes', '\u0001'.repeat(8000) + '😀'.repeat(1000)],
  ]) {
    test(`${name} are refused before queueing`, async () => {
      const { connection } = await connectLive();
      const wish = name === 'too many bytes' ? { phone: text?.repeat(2) } : { text };
      const { settled } = connection.send({ kind: 'message', body: wish });
      await assert.rejects(settled, { code: 'too_big' });
      assert.deepEqual(sends(), []);
    });
  }

  test('characters are counted as the server counts them', async () => {
    const { connection } = await connectLive();
    connection.send(say('😀'.repeat(8000)));
    assert.equal(sends().length, 1);
  });
});

describe('typing and reading', () => {
  const typed = () => latestSocket().frames('typing');

  test('typing tells nothing but that', async () => {
    const { connection } = await connectLive();
    connection.typing(true);
    assert.deepEqual(typed(), [{ t: 'typing', on: true }]);
  });

  test('typing is told at most once a second', async () => {
    const { connection } = await connectLive();
    for (const _ of [1, 2, 3]) connection.typing(true, FLOWERS);
    assert.equal(typed().length, 1);
    await pass(1000);
    connection.typing(true, FLOWERS);
    assert.equal(typed().length, 2);
  });

  test('the end of typing is told once, and only after its beginning', async () => {
    const { connection } = await connectLive();
    connection.typing(false);
    connection.typing(true);
    connection.typing(false);
    connection.typing(false);
    assert.deepEqual(
      typed().map(({ on }) => on),
      [true, false],
    );
  });

  test('typing while offline is dropped', async () => {
    const { connection } = await connectLive();
    latestSocket().hangUp(1006);
    connection.typing(true);
    await pass(500);
    latestSocket().hello();
    latestSocket().ready();
    assert.deepEqual(typed(), []);
  });

  test('reading while offline is reported later, once', async () => {
    const { connection } = await connectLive();
    latestSocket().hangUp(1006);
    connection.seen(FLOWERS, 3, true);
    connection.seen(FLOWERS, 4, true);
    await pass(500);
    latestSocket().hello();
    latestSocket().ready();
    assert.deepEqual(latestSocket().frames('seen'), [
      { t: 'seen', conv: FLOWERS, seq: 4, read: true },
    ]);
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
