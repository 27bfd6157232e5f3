import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { speaker } from '../../widget_static/texts.js';
import { localeFor, Times } from '../../widget_static/times.js';

const AFTERNOON = new Date(2026, 4, 12, 15, 5).getTime();
const MIDNIGHT = new Date(2026, 4, 12, 0, 5).getTime();

describe('times', () => {
  for (const [site, locale] of [
    ['en', 'en-GB'],
    ['en-US', 'en-US'],
    ['en_IE', 'en-IE'],
    ['', 'en-GB'],
    ['xx-YY', 'en-GB'],
    ['en-', 'en-GB'],
  ]) {
    test(`of a shop in "${site}" are written as in ${locale}`, () => {
      assert.equal(localeFor(site), locale);
    });
  }

  for (const site of ['en', 'en-US']) {
    test(`of a shop in "${site}" run through 24 hours`, () => {
      const times = new Times(speaker('en'), localeFor(site));
      assert.equal(times.clock(AFTERNOON), '15:05');
      assert.equal(times.clock(MIDNIGHT), '00:05');
    });
  }

  test('name the day as the shop writes it', () => {
    const times = new Times(speaker('en'), localeFor('en'));
    assert.match(times.newDay(new Date(2020, 4, 12).getTime()), /^Tuesday,? 12 May$/);
  });
});
