import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { codePointSpans, find, GuardRefusal, mask } from '../../chatcore/guard/js/guard.js';

const CARD = '4242 4242 4242 4242';

/** @type {{id: string, text: string, masked: string,
 *   spans: {start: number, end: number, kind: string}[]}[]} */
const vectors = JSON.parse(readFileSync(new URL('../vectors/guard.json', import.meta.url), 'utf8'));

describe('the vectors the server runs too', () => {
  test('there are many', () => assert.ok(vectors.length >= 80));

  for (const { id, text, spans, masked } of vectors) {
    test(id, () => {
      const found = codePointSpans(text, find(text));
      const places = found.map(({ start, end, kind }) => ({ start, end, kind }));
      assert.deepEqual(places, spans);
      assert.equal(mask(text).text, masked);
      assert.deepEqual(find(masked), []);
    });
  }
});

describe('what the browser gets', () => {
  test('offsets count as the browser counts', () => {
    const text = `🌷🌷 ${CARD} 🌷`;
    const [finding] = find(text);
    assert.equal(text.slice(finding.start, finding.end), CARD);
    assert.equal(finding.start, 5);
    const [point] = codePointSpans(text, [finding]);
    assert.deepEqual([point.start, point.end], [3, 22]);
  });

  test('a finding at the very end of a text with emoji has an end', () => {
    const text = `🌷 ${CARD}`;
    assert.equal(find(text)[0].end, text.length);
  });

  test('brand, rule and certainty are named', () => {
    const kinds = find(`${CARD} 12/29 cvv 123`).map(({ kind, rule, certainty }) => [
      kind,
      rule,
      certainty,
    ]);
    assert.deepEqual(kinds, [
      ['card', 'visa', 'sure'],
      ['card', 'expiry', 'likely'],
      ['card_code', 'code', 'sure'],
    ]);
  });

  test('mask tells the text and what was found', () => {
    const { text, findings } = mask(`my card is ${CARD}!`);
    assert.equal(text, 'my card is ••••!');
    assert.equal(findings.length, 1);
  });

  test('a text without finding comes out as it is', () => {
    assert.deepEqual(mask('flowers 🌷\u0000\ud800'), {
      text: 'flowers 🌷\u0000\ud800',
      findings: [],
    });
  });
});

describe('what the guard refuses', () => {
  test('a text over the limit, counted in code points', () => {
    assert.equal(find(CARD.padStart(8000, 'x')).length, 1);
    assert.equal(find(CARD + '🌷'.repeat(8000 - CARD.length)).length, 1);
    assert.throws(() => find('x'.repeat(8001)), { code: 'too_big' });
    assert.throws(() => find('🌷'.repeat(8001)), { code: 'too_big' });
  });

  test('what is no text, without telling it', () => {
    for (const wrong of [null, undefined, 4242424242424242, ['4242 4242 4242 4242']]) {
      // @ts-expect-error: callers without types do such things
      assert.throws(
        () => mask(wrong),
        (error) => {
          assert.ok(error instanceof GuardRefusal || error instanceof TypeError);
          assert.doesNotMatch(String(error), /4242/);
          return true;
        },
      );
    }
  });

  test('an error of its own, with a code and without the text', () => {
    const replaced = String.prototype.matchAll;
    String.prototype.matchAll = () => {
      throw new Error(CARD);
    };
    try {
      assert.throws(
        () => mask(CARD),
        (error) => {
          assert.ok(error instanceof GuardRefusal);
          assert.equal(error.code, 'guard_failed');
          assert.equal(error.cause, undefined);
          assert.doesNotMatch(String(error.stack), /4242 4242/);
          return true;
        },
      );
    } finally {
      String.prototype.matchAll = replaced;
    }
  });
});
