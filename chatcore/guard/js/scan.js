/**
 * `node chatcore/guard/js/scan.js`: JSON Lines `{id, messages}` in, `{id, spans}` out, as
 * `python -m chatcore.guard` does. For checks only; no page loads it.
 */

import { codePointSpans, find } from './guard.js';

// Node's types are no dependency of the browser code.
const { process } = /** @type {any} */ (globalThis);

/** @param {string} text @param {number} message */
function spans(text, message) {
  return codePointSpans(text, find(text)).map((finding) => ({ message, ...finding }));
}

let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
for (const line of input.split('\n').filter(Boolean)) {
  const { id, messages } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ id, spans: messages.flatMap(spans) })}\n`);
}
