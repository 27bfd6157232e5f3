import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

/** @type {Map<string, string>} */
const kept = new Map();
/** @type {((event: {key: string}) => unknown)[]} */
let listening = [];
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
globalThis.addEventListener = (_, listener) => listening.push(listener);
const { Reading } = await import('../../widget_static/reading.js');
const { remove } = await import('../../widget_static/storage.js');

const SHELF = 'ringback.read.florist';
const said = (seq, conv = 'one') => ({ conv, seq, kind: 'message', by: { kind: 'agent' } });

let counts;
function open() {
  counts = [];
  return new Reading('florist', (unread) => counts.push(unread));
}

beforeEach(() => {
  listening = [];
  remove(SHELF);
});

describe('counting what was not seen', () => {
  test('replies out of sight are counted', () => {
    const reading = open();
    reading.arrived(said(1));
    reading.arrived(said(2));
    assert.equal(reading.unread, 2);
  });

  test('own messages, notes and steps are not', () => {
    const reading = open();
    reading.arrived({ ...said(1), by: { kind: 'visitor' } });
    reading.arrived({ ...said(2), kind: 'hidden' });
    reading.arrived({ ...said(3), kind: 'claimed' });
    assert.equal(reading.unread, 0);
  });

  test('looking clears the count, and is remembered', () => {
    const reading = open();
    reading.arrived(said(1));
    reading.look(true);
    assert.equal(counts.at(-1), 0);
    assert.equal(kept.get(SHELF), 'one 1');
  });

  test('what arrives in sight is read at once', () => {
    const reading = open();
    reading.look(true);
    reading.arrived(said(1));
    assert.equal(reading.unread, 0);
  });

  test('what was read on an earlier page is not counted again', () => {
    kept.set(SHELF, 'one 2');
    const reading = open();
    for (const seq of [1, 2, 3]) reading.arrived(said(seq));
    assert.equal(reading.unread, 1);
  });

  test('what was read in another conversation does not count here', () => {
    kept.set(SHELF, 'zero 9');
    const reading = open();
    reading.arrived(said(1));
    assert.equal(reading.unread, 1);
  });

  test('reading in another tab clears the count in this one', () => {
    const reading = open();
    reading.arrived(said(1));
    reading.arrived(said(2));
    kept.set(SHELF, 'one 1');
    for (const listener of listening) listener({ key: SHELF });
    assert.equal(reading.unread, 1);
  });

  test('nothing is written before there is anything to read', () => {
    const reading = open();
    reading.look(true);
    reading.look(false);
    assert.equal(kept.has(SHELF), false);
  });
});
