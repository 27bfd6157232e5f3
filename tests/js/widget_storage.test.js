import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';

/** A browser's storage: granted, refused to frames of another site, or full. */
function browser(kind) {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (kind === 'full') throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => kept.delete(key),
  };
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      if (kind === 'refused') throw new DOMException('denied', 'SecurityError');
      return storage;
    },
  });
  return kept;
}

/** Cookies as a page sees them, and what it wrote. */
function cookies() {
  const kept = new Map();
  const written = [];
  globalThis.document = {
    get cookie() {
      return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(line) {
      written.push(line);
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (line.includes('max-age=0')) kept.delete(name);
      else kept.set(name, value);
    },
  };
  globalThis.location = { pathname: '/widget/florist-demo/' };
  return written;
}

let page = 0;
/** The module as a newly loaded page has it. */
function load() {
  page += 1;
  return import(`../../widget_static/storage.js?page=${page}`);
}

let written;
beforeEach(() => {
  written = cookies();
});

describe('storage that is granted', () => {
  test('keeps a value over pages, without cookies', async () => {
    browser('granted');
    (await load()).write('token', 'abc');
    assert.equal((await load()).read('token'), 'abc');
    assert.deepEqual(written, []);
  });

  test('forgets what is removed', async () => {
    browser('granted');
    const storage = await load();
    storage.write('token', 'abc');
    storage.remove('token');
    assert.equal(storage.read('token'), '');
  });
});

describe('storage that is refused', () => {
  test('a partitioned cookie keeps a value over pages', async () => {
    browser('refused');
    (await load()).write('token', 'a b;c');
    assert.equal((await load()).read('token'), 'a b;c');
    assert.match(written[0], /partitioned/);
    assert.match(written[0], /secure/);
  });

  test('the cookie goes with no other request', async () => {
    browser('refused');
    (await load()).write('token', 'abc');
    assert.match(written[0], /path=\/widget\/florist-demo\/;/);
  });

  test('forgets what is removed', async () => {
    browser('refused');
    const storage = await load();
    storage.write('token', 'abc');
    storage.remove('token');
    assert.equal(storage.read('token'), '');
    assert.equal((await load()).read('token'), '');
  });
});

describe('storage that is full', () => {
  test('memory serves until the page is left', async () => {
    browser('full');
    const storage = await load();
    storage.write('token', 'abc');
    assert.equal(storage.read('token'), 'abc');
    assert.equal((await load()).read('token'), '');
  });
});
