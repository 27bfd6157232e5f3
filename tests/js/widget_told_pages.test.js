import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
const { ToldPages } = await import('../../widget_static/told_pages.js');

const IRIS = { url: 'https://shop.example/iris', title: 'Iris' };
const ROSE = { url: 'https://shop.example/rose', title: 'Rose' };
const opened = (conv, page) => ({ conv, kind: 'opened', data: { page_url: page.url } });

/** Another tab, or the same after a reload: the log is told anew from its first event. */
function tab(conv = 'one', page = IRIS) {
  const pages = new ToldPages('florist');
  pages.happened(opened(conv, page));
  return pages;
}

beforeEach(() => kept.clear());

describe('a page is told', () => {
  test('when it is another than the one the conversation was opened on', () => {
    assert.equal(tab().isNews('one', ROSE), true);
  });

  test('again when the customer comes back to it', () => {
    const pages = tab();
    pages.isNews('one', ROSE);
    assert.equal(pages.isNews('one', IRIS), true);
    assert.equal(tab().isNews('one', ROSE), true);
  });

  test('to a new conversation that was opened elsewhere', () => {
    tab().isNews('one', ROSE);
    assert.equal(tab('two', IRIS).isNews('two', ROSE), true);
  });
});

describe('a page is not told', () => {
  test('when the conversation was opened on it', () => {
    assert.equal(tab().isNews('one', IRIS), false);
  });

  test('twice, though its title changes', () => {
    const pages = tab();
    pages.isNews('one', ROSE);
    assert.equal(pages.isNews('one', { ...ROSE, title: 'Roses' }), false);
  });

  test('again after a reload or in a second tab of it', () => {
    tab().isNews('one', ROSE);
    assert.equal(tab().isNews('one', ROSE), false);
  });

  test('again when this tab reconnects while another has moved on', () => {
    const first = tab();
    first.isNews('one', IRIS);
    tab().isNews('one', ROSE);
    assert.equal(first.isNews('one', IRIS), false);
  });

  test('without an address, or without a conversation', () => {
    assert.equal(tab().isNews('one', { url: '', title: 'Iris' }), false);
    assert.equal(tab().isNews('', ROSE), false);
  });
});
