/**
 * `node chatcore/guard/js/scan.js`: JSON Lines `{id, messages}` in, `{id, spans}` out, as
 * `python -m chatcore.guard` does. For checks only; no page loads it.
 */

import { askedFor, codePointSpans, joinMessages } from './guard.js';
import { merged } from './joining.js';

/** @typedef {import('./types.js').Finding} Finding */

const QUESTION_STAYS_MESSAGES = 2;

// Node's types are no dependency of the browser code.
const { process } = /** @type {any} */ (globalThis);

/** Per message what is masked in it after the last. @param {string[]} messages */
function findInMessages(messages) {
  /** @type {Finding[][]} */
  const found = messages.map(() => []);
  messages.forEach((text, index) => {
    const questions = messages.slice(Math.max(0, index - QUESTION_STAYS_MESSAGES), index);
    const asked = new Set(questions.flatMap((question) => [...askedFor(question)]));
    const joined = joinMessages(messages.slice(0, index), text, asked);
    found[index] = joined.findings;
    joined.earlier.forEach((fresh, at) => {
      found[at] = merged([...found[at], ...fresh]);
    });
  });
  return found;
}

let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
for (const line of input.split('\n').filter(Boolean)) {
  /** @type {{id: string, messages: string[]}} */
  const { id, messages } = JSON.parse(line);
  const spans = findInMessages(messages).flatMap((findings, message) =>
    codePointSpans(messages[message], findings).map((finding) => ({ message, ...finding })),
  );
  process.stdout.write(`${JSON.stringify({ id, spans })}\n`);
}
