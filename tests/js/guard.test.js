import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import {
  allowPattern,
  askedFor,
  codePointSpans,
  find,
  GuardRefusal,
  joinMessages,
  mask,
} from '../../chatcore/guard/js/guard.js';

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

/** @type {{id: string, messages: string[], spans: {message: number, start: number, end: number,
 *   kind: string}[]}[]} */
const conversations = JSON.parse(
  readFileSync(new URL('../vectors/guard-conversations.json', import.meta.url), 'utf8'),
);

describe('across messages', () => {
  test('a card in two pieces is found in both, counted as the browser counts', () => {
    const earlier = ['🌷 my card is 4242 4242'];
    const joined = joinMessages(earlier, '4242 4242');
    assert.deepEqual(
      joined.findings.map(({ start, end, kind }) => [start, end, kind]),
      [[0, 9, 'card']],
    );
    const [[piece]] = joined.earlier;
    assert.equal(earlier[0].slice(piece.start, piece.end), '4242 4242');
  });

  test('a label breaks the join', () => {
    const joined = joinMessages(['order 4242 4242'], '4242 4242');
    assert.deepEqual(joined, { findings: [], earlier: [[]] });
  });

  test('bare digits after a card are its code', () => {
    assert.deepEqual(
      joinMessages([CARD, 'ok?'], '123').findings.map(({ kind }) => kind),
      ['cvv'],
    );
    assert.deepEqual(joinMessages(['hello'], '123').findings, []);
  });

  test('the answer to a question is what was asked for; a warning asks for nothing', () => {
    const asked = askedFor('Could you give me the CVV, please?');
    assert.deepEqual(
      joinMessages([], '482', asked).findings.map(({ kind }) => kind),
      ['cvv'],
    );
    assert.equal(askedFor('Never send your CVV or PIN here!').size, 0);
  });

  test('there are vectors of both outcomes', () => {
    assert.ok(conversations.some(({ spans }) => spans.length === 0));
    assert.ok(conversations.length >= 20);
  });

  for (const { id, messages, spans } of conversations) {
    test(`${id}: the last message leaves nothing in the clear`, () => {
      const last = messages.length - 1;
      const questions = messages.slice(-3, -1);
      const asked = new Set(questions.flatMap((question) => [...askedFor(question)]));
      const { findings } = joinMessages(messages.slice(0, last), messages[last], asked);
      const places = codePointSpans(messages[last], findings);
      assert.deepEqual(
        places.map(({ start, end, kind }) => ({ message: last, start, end, kind })),
        spans.filter(({ message }) => message === last),
      );
    });
  }
});

describe('a site of its own formats', () => {
  const weak = 'my maestro 6731012345678906';

  test('lets a likely finding pass and never a sure one', () => {
    const allowed = [allowPattern('6731*'), allowPattern('#### #### #### ####')];
    assert.equal(find(weak)[0].certainty, 'likely');
    assert.deepEqual(find(weak, allowed), []);
    assert.equal(mask(CARD, allowed).text, '••••');
  });

  test('writes them in the small language only', () => {
    for (const wrong of ['', '*', '##', '***###', 'x'.repeat(65), '••••']) {
      assert.throws(() => allowPattern(wrong), RangeError);
    }
    assert.equal(find(weak, [allowPattern('(67)+.#*')]).length, 1);
  });
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
      ['cvv', 'code', 'sure'],
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
