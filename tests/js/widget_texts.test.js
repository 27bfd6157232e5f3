import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { find, GuardRefusal } from '../../chatcore/guard/js/guard.js';
import { inspect, withoutFound } from '../../widget_static/inspect.js';
import { languageFor, speaker } from '../../widget_static/texts.js';

describe('texts', () => {
  const speak = speaker('en');

  test('names are put in their place', () => {
    assert.equal(speak('agentAnswers', { name: 'Ann' }), 'Ann is with you');
  });

  test('a name that looks like a place is left as it is', () => {
    assert.equal(speak('agentAnswers', { name: '{name}' }), '{name} is with you');
  });

  test('what is missing leaves no braces behind', () => {
    assert.equal(speak('agentAnswers'), ' is with you');
  });

  for (const [locale, language] of [
    ['en', 'en'],
    ['en-GB', 'en'],
    ['en_us', 'en'],
    ['xx-YY', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ]) {
    test(`a shop in "${locale}" speaks ${language}`, () => {
      assert.equal(languageFor(locale), language);
    });
  }
});

describe('inspecting a text', () => {
  test('plain words are clear', () => {
    assert.equal(inspect('Two dozen irises for 12 May, about 40 pounds'), 'clear');
  });

  test('a card number is held', () => {
    assert.equal(inspect('4242 4242 4242 4242'), 'held');
  });

  test('a text over the limit is named so', () => {
    assert.equal(inspect('a'.repeat(8001)), 'too_big');
  });

  test('a guard that fails clears nothing', () => {
    const refuses = () => {
      throw new GuardRefusal('guard_failed');
    };
    const breaks = () => {
      throw new TypeError('broken');
    };
    assert.deepEqual(find('hello'), [], 'the premise: the text itself is harmless');
    assert.equal(inspect('hello', refuses), 'guard_failed');
    assert.equal(inspect('hello', breaks), 'guard_failed');
  });
});

describe('taking out what was found', () => {
  for (const [text, rest] of [
    ['Card 4242 4242 4242 4242 please', 'Card please'],
    ['My card is 4242424242424242, thanks', 'My card is , thanks'],
    ['4242424242424242', ''],
    ['4242424242424242 is my card', 'is my card'],
    ['💐 4242424242424242 💐 5555555555554444 💐', '💐 💐 💐'],
    ['Two dozen irises for 12 May', 'Two dozen irises for 12 May'],
  ]) {
    test(`leaves the other words of "${text}"`, () => {
      assert.equal(withoutFound(text).replace(/ {2}/g, ' '), rest.replace(/ {2}/g, ' '));
    });
  }

  test('takes out digits that only meet once others are gone', () => {
    const rest = withoutFound('4242 4242 a5555555555554444a 4242 4242');
    assert.equal(inspect(rest), 'clear');
  });

  test('leaves nothing for the guard to find', () => {
    for (const text of [
      'card 4242424242424242 cvc 123',
      '3782 822463 10005 and 4242424242424242',
    ]) {
      assert.equal(inspect(text), 'held', 'the premise');
      assert.equal(inspect(withoutFound(text)), 'clear');
    }
  });
});
