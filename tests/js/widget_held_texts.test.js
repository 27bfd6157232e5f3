import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  askedTexts,
  clearedText,
  heldTexts,
  topicOf,
  withheldText,
} from '../../widget_static/held_texts.js';
import { speaker } from '../../widget_static/texts.js';

const speak = speaker('en');

describe('the words about what was held', () => {
  for (const [kind, title, words] of [
    ['card', 'That looks like a card number', /We can call you/],
    ['cvv', 'That looks like a card number', /We can call you/],
    ['pin', 'That looks like a password or code', /never send it in chat/],
    ['otp', 'That looks like a password or code', /never send it in chat/],
    ['password', 'That looks like a password or code', /never send it in chat/],
    ['iban', 'That looks like private data (a bank account number)', /We can call you/],
    ['ssn', 'That looks like private data (a social security number)', /We can call you/],
  ]) {
    test(`fit ${kind}`, () => {
      const texts = heldTexts('held', kind, false);
      assert.equal(speak(texts.title, { kind: speak(kind) }), title);
      assert.match(speak(texts.words), words);
      assert.match(speak(texts.words), /not been sent/);
    });

    test(`offer no second call for ${kind}`, () => {
      assert.doesNotMatch(speak(heldTexts('held', kind, true).words), /We can call you/);
      assert.doesNotMatch(speak(askedTexts(kind, true).words), /We can call you/);
    });
  }

  test('blame nobody where the guard failed', () => {
    assert.equal(
      speak(heldTexts('guard_failed', undefined, false).title),
      'We could not check that text',
    );
  });
});

describe('the question', () => {
  test('about a card', () => {
    const { title, no } = askedTexts('card', false);
    assert.deepEqual([speak(title), speak(no)], ['Is that a card number?', 'Not a card number']);
  });

  test('about anything else', () => {
    const { title, no } = askedTexts('national_id', false);
    assert.equal(
      speak(title, { kind: speak('national_id') }),
      'That looks like private data (an identity number)',
    );
    assert.equal(speak(no), 'It is not');
  });
});

describe('what was taken out', () => {
  for (const [kinds, words] of [
    [['card'], 'Card number withheld'],
    [['pin', 'card'], 'Card number withheld'],
    [['iban', 'pin'], 'Password or code withheld'],
    [['iban'], 'Private data withheld'],
  ]) {
    test(`${kinds} leaves "${words}"`, () => assert.equal(speak(withheldText(kinds)), words));
  }

  test('of the message box is named', () => {
    assert.match(speak(clearedText('card')), /card number was removed/);
    assert.doesNotMatch(speak(clearedText('iban')), /card/);
  });

  test('only cards lead to the offer of a call', () => {
    assert.deepEqual(['card', 'cvv', 'pin', 'iban'].map(topicOf), [
      'card',
      'card',
      'code',
      'private',
    ]);
  });
});
