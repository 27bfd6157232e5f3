import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { linked } from '../../widget_static/links.js';

beforeEach(() => {
  globalThis.document = { createElement: (name) => ({ name }) };
});

/** Text and addresses, addresses in angle brackets. @param {string} text */
function read(text) {
  return linked(text)
    .filter((part) => part !== '')
    .map((part) => (typeof part === 'string' ? part : `<${part.href}>`));
}

for (const [text, parts] of [
  ['no address', ['no address']],
  ['see https://shop.example/iris now', ['see ', '<https://shop.example/iris>', ' now']],
  ['(https://shop.example/iris).', ['(', '<https://shop.example/iris>', ').']],
  ['https://a.example https://b.example', ['<https://a.example>', ' ', '<https://b.example>']],
  ['tel:+442079460018', ['<tel:+442079460018>']],
  ['javascript:alert(1)', ['javascript:alert(1)']],
  ['data:text/html,hello', ['data:text/html,hello']],
  ['xhttps://shop.example', ['xhttps://shop.example']],
  [
    '<b>https://shop.example/"onclick="x</b>',
    ['<b>', '<https://shop.example/>', '"onclick="x</b>'],
  ],
]) {
  test(`reads ${text}`, () => {
    assert.deepEqual(read(text), parts);
  });
}

test('a link says nothing of the chat to where it leads', () => {
  const [, link] = linked('https://shop.example');
  assert.equal(link.rel, 'noopener noreferrer');
  assert.equal(link.target, '_blank');
  assert.equal(link.textContent, 'https://shop.example');
});

test('a telephone number leaves through the top', () => {
  const [, link] = linked('tel:112');
  assert.equal(link.target, '_top');
});

test('nothing of the text is lost', () => {
  const text = 'a https://shop.example/x?y=1&z=2, b (tel:112)! c';
  const joined = linked(text).map((part) => (typeof part === 'string' ? part : part.textContent));
  assert.equal(joined.join(''), text);
});
