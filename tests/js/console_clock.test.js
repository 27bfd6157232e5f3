import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  formatDay,
  formatSpan,
  formatTime,
  isSameDay,
  ServerClock,
} from '../../agentconsole/js/clock.js';
import { TEN_O_CLOCK } from './console_cast.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('how long it has been', () => {
  const spans = /** @type {[number, string][]} */ ([
    [0, '0:00'],
    [999, '0:00'],
    [42 * SECOND, '0:42'],
    [12 * MINUTE + 5 * SECOND, '12:05'],
    [HOUR - 1, '59:59'],
    [HOUR, '1 h 00'],
    [HOUR + 2 * MINUTE + 59 * SECOND, '1 h 02'],
    [24 * HOUR - 1, '23 h 59'],
    [3 * 24 * HOUR, '3 d'],
  ]);
  for (const [milliseconds, text] of spans) {
    test(`${milliseconds} ms is ${text}`, () => assert.equal(formatSpan(milliseconds), text));
  }

  test('is never negative, whatever the clocks say', () => {
    assert.equal(formatSpan(-5 * MINUTE), '0:00');
  });
});

describe('moments', () => {
  test('are told by hour and minute', () => {
    assert.equal(formatTime(TEN_O_CLOCK + 2 * MINUTE), '10:02');
  });

  test('are told by day', () => {
    assert.equal(formatDay(TEN_O_CLOCK), 'Monday 23 November');
  });

  test('are on one day until midnight', () => {
    assert.equal(isSameDay(TEN_O_CLOCK, TEN_O_CLOCK + 13 * HOUR), true);
    assert.equal(isSameDay(TEN_O_CLOCK, TEN_O_CLOCK + 14 * HOUR), false);
  });
});

describe("the server's clock", () => {
  test('is believed where this computer is wrong', () => {
    const clock = new ServerClock(() => TEN_O_CLOCK);
    clock.learn(TEN_O_CLOCK + 5 * MINUTE);
    assert.equal(clock.now(), TEN_O_CLOCK + 5 * MINUTE);
  });

  test('the way through the network is no wrong clock', () => {
    const clock = new ServerClock(() => TEN_O_CLOCK);
    clock.learn(TEN_O_CLOCK - SECOND);
    assert.equal(clock.now(), TEN_O_CLOCK);
  });
});
