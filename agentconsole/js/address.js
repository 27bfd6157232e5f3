/** The open conversation in the page's address, so that loading the page again opens it again. */

const HASH = /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @param {string} hash of the page's address @returns {string | null} a conversation's id */
export function conversationIn(hash) {
  return HASH.exec(hash)?.[1] ?? null;
}

/**
 * Keep the address at what is open, without a step in the browser's history.
 *
 * @param {string | null} conversation
 */
export function showInAddress(conversation) {
  const hash = conversation ? `#${conversation}` : '';
  if (location.hash === hash) return;
  history.replaceState(history.state, '', hash || location.pathname + location.search);
}
