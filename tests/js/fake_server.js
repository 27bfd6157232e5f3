/** A server and a clock that do only what a test tells them. */

import { mock } from 'node:test';

import { Connection } from '../../chatcore/protocol/js/connection.js';

export const FLOWERS = '11111111-1111-4111-8111-111111111111';
export const GARDEN = '22222222-2222-4222-8222-222222222222';

/** @type {FakeSocket[]} */
let sockets = [];

class FakeSocket {
  /** @type {any[]} */
  received = [];
  isClosed = false;
  onmessage = /** @type {((event: {data: string}) => void) | null} */ (null);
  onclose = /** @type {((event: {code: number}) => void) | null} */ (null);

  /** @param {string} address */
  constructor(address) {
    this.address = address;
    sockets.push(this);
  }

  /** @param {string} text */
  send(text) {
    this.received.push(JSON.parse(text));
  }

  close() {
    this.isClosed = true;
  }

  /** What the server does: say a frame. @param {Record<string, unknown>} frame */
  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** What the server does: hang up. @param {number} code */
  hangUp(code) {
    this.isClosed = true;
    this.onclose?.({ code });
  }

  /** Frames of one type that the client sent. @param {string} type */
  frames(type) {
    return this.received.filter((frame) => frame.t === type);
  }

  hello(epoch = 'e1') {
    this.say({ t: 'hello', v: 1, epoch, hb_ms: 25_000, max_body: 1, window: 50, ts: 0 });
  }

  /** @param {Record<string, unknown>[]} convs */
  ready(convs = []) {
    this.say({ t: 'ready', you: { kind: 'visitor', id: 'v', name: 'Mia' }, convs });
  }

  /** @param {number} seq @param {string} [conv] */
  event(seq, conv = FLOWERS) {
    const by = { kind: 'agent', id: 'a', name: 'Ann' };
    this.say({ t: 'ev', conv, seq, kind: 'message', data: { text: `m${seq}` }, by, ts: seq });
  }
}

export function latestSocket() {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
}

export function socketCount() {
  return sockets.length;
}

/** Start with no sockets, and with timers that move only by `pass`. */
export function reset() {
  sockets = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
}

/** Let time pass, and whatever waits for a promise happen. @param {number} milliseconds */
export async function pass(milliseconds) {
  mock.timers.tick(milliseconds);
  await settle();
}

export async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** A connection of this fake world. Waits are the longest possible. @param {object} [options] */
export function connect(options = {}) {
  /** @type {any[]} */
  const seen = [];
  const connection = new Connection({
    address: 'ws://chat.example/ws/visitor',
    fetchTicket: async () => 'ticket',
    wanted: () => [],
    now: () => Date.now(),
    random: () => 1,
    WebSocket: /** @type {any} */ (FakeSocket),
    ...options,
  });
  for (const name of /** @type {const} */ (['state', 'ev', 'live', 'reset', 'typing', 'err'])) {
    connection.on(name, (/** @type {any[]} */ ...values) => seen.push([name, ...values]));
  }
  return {
    connection,
    seen,
    /** @param {string} name */
    of: (name) => seen.filter(([each]) => each === name).map(([, value]) => value),
    numbers: () => seen.filter(([name]) => name === 'ev').map(([, event]) => event.seq),
    lastState: () => seen.filter(([name]) => name === 'state').at(-1),
  };
}

/** The same, already live. @param {object} [options] @param {Record<string, unknown>[]} [convs] */
export async function connectLive(options = {}, convs = []) {
  const world = connect(options);
  world.connection.start();
  await settle();
  latestSocket().hello();
  latestSocket().ready(convs);
  return world;
}

/** Lose the socket and come back to a live one. @param {Record<string, unknown>[]} [convs] */
export async function comeBack(convs = []) {
  latestSocket().hangUp(1006);
  await pass(60_000);
  latestSocket().hello();
  latestSocket().ready(convs);
}
