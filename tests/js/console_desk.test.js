import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test } from 'node:test';

import { Desk } from '../../agentconsole/js/desk.js';
import {
  ANN,
  BEN,
  callback,
  event,
  FakeWire,
  heldBy,
  MIA,
  MIAS,
  message,
  NOAHS,
  summary,
} from './console_cast.js';

/** @type {FakeWire} */
let wire;
/** @type {Desk} */
let desk;
/** @type {unknown[]} */
let news;

beforeEach(() => {
  wire = new FakeWire();
  desk = new Desk({ wire, me: ANN.id });
  news = [];
  desk.onNews((each) => news.push(each));
});

/** @param {...ReturnType<typeof summary>} items */
function begin(...items) {
  wire.say('state', 'live');
  wire.say('ready', { t: 'ready', you: ANN, convs: [] });
  wire.say('inbox', { t: 'inbox', full: true, items });
}

/** @param {string} [conv] */
function catchUp(conv = MIAS) {
  wire.say('live', { t: 'live', conv, head: 0 });
}

describe('following', () => {
  test('mine and who waits are followed once, the team is not', () => {
    begin(heldBy(ANN), summary({ conv: NOAHS }), heldBy(BEN, { conv: 'bens' }));
    wire.say('inbox', { t: 'inbox', items: [heldBy(ANN)] });
    assert.deepEqual(wire.asked, [
      ['follow', MIAS, 0],
      ['follow', NOAHS, 0],
    ]);
  });

  test('one that is opened is followed from what is known of it', () => {
    begin(heldBy(BEN));
    desk.conversation(MIAS).add(event(1, 'opened'));
    desk.open(MIAS);
    assert.deepEqual(wire.asked, [['follow', MIAS, 1]]);
  });

  test('a new socket resumes what is open first, after its last number', () => {
    begin(heldBy(ANN), heldBy(BEN, { conv: NOAHS }));
    desk.open(NOAHS);
    wire.say('ev', event(1, 'opened', { conv: NOAHS }));
    assert.deepEqual(desk.wanted(), [
      { conv: NOAHS, seen: 1 },
      { conv: MIAS, seen: 0 },
    ]);
  });

  test('no more is asked for than the protocol allows', () => {
    begin(...Array.from({ length: 70 }, (_, index) => heldBy(ANN, { conv: `c${index}` })));
    assert.equal(desk.wanted().length, 50);
  });

  test('a server that knows less makes it forget', () => {
    begin(heldBy(ANN));
    wire.say('ev', message(1, 'Hello'));
    wire.say('reset', { conv: MIAS });
    assert.equal(desk.conversation(MIAS).head, 0);
  });
});

describe('being up to date', () => {
  test('needs the list and the past of everything followed', () => {
    assert.equal(desk.isCaughtUp, false);
    begin(heldBy(ANN));
    assert.equal(desk.isCaughtUp, false);
    catchUp();
    assert.equal(desk.isCaughtUp, true);
  });

  test('ends with the connection', () => {
    begin();
    assert.equal(desk.isCaughtUp, true);
    wire.say('state', 'offline');
    assert.equal(desk.isCaughtUp, false);
  });
});

describe('news', () => {
  test('who begins to wait is news, who waited already is not', () => {
    begin(summary());
    wire.say('inbox', { t: 'inbox', items: [summary({ conv: NOAHS })] });
    assert.deepEqual(news, [{ kind: 'waiting', conv: NOAHS }]);
  });

  test('the past is no news', () => {
    begin(heldBy(ANN));
    wire.say('ev', message(1, 'Hello'));
    assert.deepEqual(news, []);
  });

  test('what my customer writes is news', () => {
    begin(heldBy(ANN));
    catchUp();
    wire.say('ev', message(1, 'Hello'));
    assert.deepEqual(news, [{ kind: 'message', conv: MIAS }]);
  });

  test('a call that is asked for is news once', () => {
    begin(heldBy(ANN));
    catchUp();
    wire.say('ev', callback(1, 'offered'));
    wire.say('ev', callback(2, 'confirmed'));
    wire.say('ev', callback(3, 'dialing', { by: ANN }));
    assert.deepEqual(news, [{ kind: 'call', conv: MIAS }]);
  });

  test("a colleague's call is the colleague's news", () => {
    begin(heldBy(BEN));
    desk.open(MIAS);
    catchUp();
    wire.say('ev', callback(1, 'confirmed'));
    assert.equal(desk.call(MIAS)?.state, 'confirmed');
    assert.deepEqual(news, []);
  });
});

describe('loading the page again', () => {
  beforeEach(() => {
    wire = new FakeWire();
    desk = new Desk({ wire, me: ANN.id, opened: MIAS });
  });

  test('asks first for what was open and shows it', () => {
    assert.deepEqual(desk.wanted(), [{ conv: MIAS, seen: 0 }]);
    begin(heldBy(ANN));
    assert.equal(desk.openedSummary?.conv, MIAS);
  });

  test('what is gone meanwhile is not open', () => {
    begin(heldBy(ANN, { conv: NOAHS }));
    assert.equal(desk.opened, null);
    assert.deepEqual(wire.asked, [['follow', NOAHS, 0]]);
  });
});

describe('a take-over', () => {
  const SVEN = { kind: /** @type {const} */ ('agent'), id: 'sven', name: 'Sven' };

  test('is for supervisors, of what a colleague holds', () => {
    const svens = new Desk({ wire, me: SVEN.id, role: 'supervisor' });
    assert.equal(svens.mayTakeOver(heldBy(BEN)), true);
    assert.equal(svens.mayTakeOver(heldBy(SVEN)), false);
    assert.equal(svens.mayTakeOver(summary()), false);
    assert.equal(svens.mayTakeOver(heldBy(BEN, { state: 'closed' })), false);
    assert.equal(desk.mayTakeOver(heldBy(BEN)), false);
  });

  test('moves it from mine to the team and is news once', () => {
    begin(heldBy(ANN));
    wire.say('inbox', { t: 'inbox', items: [heldBy(SVEN)] });
    wire.say('inbox', { t: 'inbox', items: [heldBy(SVEN, { last_text: 'Hello' })] });
    assert.deepEqual(desk.lists().mine, []);
    assert.equal(desk.lists().team[0]?.agent?.name, 'Sven');
    assert.deepEqual(news, [{ kind: 'taken-over', conv: MIAS }]);
  });

  test('that happened while we were away is news too', () => {
    begin(heldBy(ANN));
    wire.say('state', 'offline');
    begin(heldBy(SVEN));
    assert.deepEqual(news, [{ kind: 'taken-over', conv: MIAS }]);
  });

  test('giving back and closing are none', () => {
    begin(heldBy(ANN), heldBy(ANN, { conv: NOAHS }));
    wire.say('inbox', {
      t: 'inbox',
      items: [summary(), heldBy(ANN, { conv: NOAHS, state: 'closed' })],
    });
    assert.deepEqual(
      news.filter((each) => /** @type {{kind: string}} */ (each).kind === 'taken-over'),
      [],
    );
  });
});

describe('order', () => {
  test('a call due comes first in mine and in the queue', () => {
    begin(heldBy(ANN, { conv: 'older', opened: 1 }), heldBy(ANN), summary({ conv: NOAHS }));
    wire.say('inbox', { t: 'inbox', items: [summary({ conv: 'early', waiting_since: 1 })] });
    wire.say('ev', callback(1, 'confirmed'));
    wire.say('ev', callback(1, 'confirmed', { conv: NOAHS }));
    const ids = (/** @type {{conv: string}[]} */ items) => items.map(({ conv }) => conv);
    assert.deepEqual(ids(desk.lists().mine), [MIAS, 'older']);
    assert.deepEqual(ids(desk.lists().queue), [NOAHS, 'early']);
    wire.say('ev', callback(2, 'ended', { ending: 'talked' }));
    assert.deepEqual(ids(desk.lists().mine), ['older', MIAS]);
  });
});

describe('reading', () => {
  test('a look at mine is told to the server once', () => {
    begin(heldBy(ANN));
    wire.say('ev', message(1, 'Hello'));
    assert.equal(desk.unread(MIAS), 1);
    desk.open(MIAS);
    desk.look();
    desk.look();
    assert.equal(desk.unread(MIAS), 0);
    assert.deepEqual(wire.asked.slice(1), [['seen', MIAS, 1, true]]);
  });

  test('reading along tells nobody that somebody has read', () => {
    begin(summary());
    wire.say('ev', message(1, 'Hello'));
    desk.open(MIAS);
    desk.look();
    assert.deepEqual(
      wire.asked.filter(([name]) => name === 'seen'),
      [],
    );
  });
});

describe('typing', () => {
  test('is shown under the name the lists use, until it fades', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    begin(summary());
    wire.say('typing', { t: 'typing', conv: MIAS, on: true, by: MIA });
    assert.deepEqual(desk.typists.namesIn(MIAS), ['Mia']);
    mock.timers.tick(6000);
    assert.deepEqual(desk.typists.namesIn(MIAS), []);
    mock.timers.reset();
  });

  test('ends with the message, and with a stop', () => {
    begin(summary());
    wire.say('typing', { t: 'typing', conv: MIAS, on: true, by: MIA });
    wire.say('ev', message(1, 'Hello'));
    assert.deepEqual(desk.typists.namesIn(MIAS), []);
    wire.say('typing', { t: 'typing', conv: MIAS, on: true, by: MIA });
    wire.say('typing', { t: 'typing', conv: MIAS, on: false, by: MIA });
    assert.deepEqual(desk.typists.namesIn(MIAS), []);
  });

  test('ends with the connection', () => {
    begin(summary());
    wire.say('typing', { t: 'typing', conv: MIAS, on: true, by: MIA });
    wire.say('state', 'offline');
    assert.deepEqual(desk.typists.namesIn(MIAS), []);
  });

  test('my own in another tab is not shown to me', () => {
    begin(heldBy(ANN));
    wire.say('typing', { t: 'typing', conv: MIAS, on: true, by: ANN });
    assert.deepEqual(desk.typists.namesIn(MIAS), []);
  });
});
