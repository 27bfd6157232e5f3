import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

const read = (name) =>
  readFileSync(new URL(`../../widget_static/${name}`, import.meta.url), 'utf8');

const LOADER_GZIPPED_BYTES = 3000;
const TEXT_CONTRAST = 4.5;
const CONTROL_CONTRAST = 3;

/** Colours of the light scheme, or of the dark one laid over it. @param {'light' | 'dark'} scheme */
function tokens(scheme) {
  const css = read('chat.css');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const found = (text) => [...text.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)];
  const all = scheme === 'light' ? found(light) : [...found(light), ...found(dark)];
  return Object.fromEntries(all.map(([, name, value]) => [name, value]));
}

/** @param {string} color */
function luminance(color) {
  const hex = color.length === 4 ? color.replace(/[0-9a-f]/g, '$&$&') : color;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, 1.4.3. @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('the loader stays within its budget', () => {
  const bytes = gzipSync(read('loader.js'), { level: 9 }).length;
  assert.ok(bytes <= LOADER_GZIPPED_BYTES, `${bytes} bytes`);
});

test('black on white is the greatest contrast', () => {
  assert.equal(Math.round(contrast('#000', '#ffffff')), 21);
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  describe(`contrast in the ${scheme} scheme`, () => {
    const colors = tokens(scheme);
    for (const [text, ground] of [
      ['ink', 'paper'],
      ['ink', 'sheet'],
      ['ink', 'call-wash'],
      ['soft', 'paper'],
      ['soft', 'sheet'],
      ['soft', 'call-wash'],
      ['on-brand', 'brand'],
      ['on-brand-soft', 'brand'],
      ['on-brand-soft', 'brand-deep'],
      ['on-brand', 'own'],
      ['call-ink', 'call'],
      ['danger', 'paper'],
      ['danger', 'sheet'],
      ['danger', 'call-wash'],
      ['link', 'sheet'],
    ]) {
      test(`${text} can be read on ${ground}`, () => {
        const found = contrast(colors[text], colors[ground]);
        assert.ok(found >= TEXT_CONTRAST, found.toFixed(2));
      });
    }

    for (const [edge, ground] of [
      ['focus', 'paper'],
      ['focus', 'sheet'],
      ['focus', 'call-wash'],
      ['soft', 'paper'],
    ]) {
      test(`${edge} can be made out on ${ground}`, () => {
        const found = contrast(colors[edge], colors[ground]);
        assert.ok(found >= CONTROL_CONTRAST, found.toFixed(2));
      });
    }
  });
}
