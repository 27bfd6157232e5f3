/** For screen readers, without moving the focus. */

import { byId } from './elements.js';

/** The same words twice are two pieces of news, so they do not stay. */
const GONE_AFTER_MILLISECONDS = 2000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} words */
export function announce(words) {
  const status = byId('status');
  clearTimeout(timer);
  status.textContent = words;
  timer = setTimeout(() => status.replaceChildren(), GONE_AFTER_MILLISECONDS);
}
