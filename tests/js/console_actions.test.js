import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

import { Actions } from '../../agentconsole/js/actions.js';
import { Desk } from '../../agentconsole/js/desk.js';
import { Drafts } from '../../agentconsole/js/drafts.js';
import { refusalToSend } from '../../agentconsole/js/refusal_to_send.js';
import {
  ANN,
  BEN,
  FakeWire,
  heldBy,
  MIAS,
  message,
  NOAHS,
  settle,
  summary,
} from './console_cast.js';

/** @type {FakeWire} */
let wire;
/** @type {Desk} */
let desk;
/** @type {Actions} */
let actions;
/** @type {string[]} */
let notices;

beforeEach(() => {
  wire = new FakeWire();
  desk = new Desk({ wire, me: ANN.id });
  notices = [];
  actions = new Actions({ desk, wire, notify: (text) => notices.push(text) });
  wire.say('state', 'live');
  wire.say('inbox', { t: 'inbox', full: true, items: [summary()] });
});

describe('accepting', () => {
  test('makes it mine and opens it', async () => {
    const accepted = actions.accept(MIAS);
    assert.deepEqual(wire.sent[0]?.kind, 'claim');
    wire.sent[0]?.accept();
    assert.equal(await accepted, true);
    assert.equal(desk.opened, MIAS);
    assert.equal(desk.isMine(MIAS), true);
  });

  test('takes over what a colleague holds', async () => {
    wire.say('inbox', { t: 'inbox', items: [heldBy(BEN)] });
    const accepted = actions.accept(MIAS);
    assert.equal(wire.sent[0]?.kind, 'claim');
    wire.sent[0]?.accept();
    assert.equal(await accepted, true);
    assert.equal(desk.isMine(MIAS), true);
  });

  test('two clicks ask once', async () => {
    actions.accept(MIAS);
    assert.equal(await actions.accept(MIAS), false);
    assert.equal(wire.sent.length, 1);
  });

  test('the loser is told who was faster, and it leaves the queue', async () => {
    const accepted = actions.accept(MIAS);
    wire.say('inbox', { t: 'inbox', items: [heldBy(BEN)] });
    wire.sent[0]?.refuse('taken');
    assert.equal(await accepted, false);
    assert.deepEqual(notices, ['Ben was faster.']);
    assert.deepEqual(desk.lists().queue, []);
    assert.equal(desk.opened, null);
  });

  test('the name may come after the refusal', async () => {
    const accepted = actions.accept(MIAS);
    wire.sent[0]?.refuse('taken');
    await accepted;
    assert.deepEqual(desk.lists().queue, []);
    wire.say('inbox', { t: 'inbox', items: [heldBy(BEN)] });
    await new Promise((resolve) => setTimeout(resolve, 900));
    assert.deepEqual(notices, ['Ben was faster.']);
  });

  test('another refusal is told in the words of the server', async () => {
    const accepted = actions.accept(MIAS);
    wire.sent[0]?.refuse('closed', 'This conversation has ended.');
    assert.equal(await accepted, false);
    assert.deepEqual(notices, ['This conversation has ended.']);
  });
});

describe('saying', () => {
  test('is shown as sending, then as sent, until the log shows it', async () => {
    actions.say(MIAS, 'message', 'Hello');
    assert.deepEqual(wire.sent[0]?.body, { text: 'Hello' });
    assert.equal(desk.outgoing.of(MIAS)[0]?.delivery, 'sending');
    wire.sent[0]?.accept();
    await settle();
    assert.equal(desk.outgoing.of(MIAS)[0]?.delivery, 'sent');
    wire.say('ev', message(1, 'Hello', { by: ANN, cid: 'cid-0' }));
    assert.deepEqual(desk.outgoing.of(MIAS), []);
  });

  test('what the server masked is shown masked at once', async () => {
    actions.say(MIAS, 'note', 'Card 4242 4242 4242 4242');
    wire.sent[0]?.accept({ masked: true, text: 'Card ••••' });
    await settle();
    assert.equal(desk.outgoing.of(MIAS)[0]?.text, 'Card ••••');
  });

  test('a failure says why, and can be tried again', async () => {
    actions.say(MIAS, 'message', 'Hello');
    wire.sent[0]?.refuse('not_assigned', 'Accept this conversation first.');
    await settle();
    const [failed] = desk.outgoing.of(MIAS);
    assert.equal(failed?.delivery, 'failed');
    assert.equal(failed?.reason, 'Accept this conversation first.');
    assert.deepEqual(notices, ['Not sent. Accept this conversation first.']);
    actions.sayAgain('cid-0');
    assert.deepEqual(
      desk.outgoing.of(MIAS).map(({ cid, delivery }) => [cid, delivery]),
      [['cid-0', 'sending']],
    );
  });

  test('what the agent vouched for says so, also when it is tried again', async () => {
    actions.say(MIAS, 'message', '4242 42424242 4242', { isVouched: true });
    wire.sent[0]?.refuse('failed');
    await settle();
    actions.sayAgain('cid-0');
    const vouched = { text: '4242 42424242 4242', vouched: true };
    assert.deepEqual(
      wire.sent.map(({ body }) => body),
      [vouched, vouched],
    );
  });

  test('stays with the conversation it was written in', () => {
    actions.say(MIAS, 'message', 'Hello');
    assert.deepEqual(desk.outgoing.of(NOAHS), []);
    assert.equal(wire.sent[0]?.conv, MIAS);
  });
});

describe('without a connection', () => {
  test('nothing is decided that would happen later by itself', async () => {
    wire.say('state', 'offline');
    assert.equal(await actions.accept(MIAS), false);
    assert.equal(await actions.close(MIAS), false);
    assert.deepEqual(wire.sent, []);
    assert.match(notices[0] ?? '', /offline/);
  });

  test('words wait for it', () => {
    wire.say('state', 'offline');
    actions.say(MIAS, 'message', 'Hello');
    assert.equal(wire.sent.length, 1);
  });
});

describe('a call', () => {
  test('every step is one command', () => {
    actions.dial(MIAS);
    actions.answer(MIAS);
    actions.report(MIAS, 'no_answer');
    assert.deepEqual(
      wire.sent.map(({ kind, body }) => [kind, body]),
      [
        ['callback.dial', {}],
        ['callback.answer', {}],
        ['callback.outcome', { outcome: 'no_answer' }],
      ],
    );
  });

  test('that is still due keeps the conversation open, and says so', async () => {
    const closed = actions.close(MIAS);
    wire.sent[0]?.refuse('callback_open', 'A call is still due.');
    assert.equal(await closed, false);
    assert.deepEqual(notices, ['A call is still due.']);
  });
});

describe('what must not be sent', () => {
  test('plain words may go', () => {
    assert.equal(refusalToSend('Order 4417 is ready at 10:15.').words, '');
  });

  test('a card number is refused', () => {
    assert.match(refusalToSend('It is 4242 4242 4242 4242').words, /card number/);
  });

  test('a text over the limit is refused, counted as the server counts', () => {
    assert.match(refusalToSend('x'.repeat(8001)).words, /too long/);
    assert.equal(refusalToSend('💐'.repeat(8000)).words, '');
  });
});

describe('drafts', () => {
  test('are kept by conversation and by reader', () => {
    const drafts = new Drafts();
    drafts.write(MIAS, 'message', 'Dear Mia');
    drafts.write(MIAS, 'note', 'Regular');
    drafts.write(NOAHS, 'message', 'Dear Noah');
    assert.equal(drafts.read(MIAS, 'message'), 'Dear Mia');
    assert.equal(drafts.read(MIAS, 'note'), 'Regular');
    assert.equal(drafts.read(NOAHS, 'message'), 'Dear Noah');
    assert.equal(drafts.read(NOAHS, 'note'), '');
  });
});
