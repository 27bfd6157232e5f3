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
} from './fake_server.js';

beforeEach(reset);

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

  test('who is too fast waits two seconds, not for the missing answer', async () => {
    const { connection } = await connectLive();
    connection.send(say('one'));
    latestSocket().say({ t: 'err', code: 'rate', message: 'wait' });
    await pass(1999);
    assert.equal(sends().length, 1);
    await pass(1);
    assert.equal(sends().length, 2);
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
