/** Addresses in a message as links, built as elements and never from markup. */

const ADDRESS = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"']+/gi;
const TRAILING = /[.,;:!?)\]}]+$/;

/** @param {string} text @returns {(Node | string)[]} */
export function linked(text) {
  const parts = [];
  let position = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    parts.push(text.slice(position, match.index), link(address));
    position = match.index + address.length;
  }
  return [...parts, text.slice(position)];
}

/** @param {string} address */
function link(address) {
  const made = document.createElement('a');
  made.href = address;
  made.rel = 'noopener noreferrer';
  // Other schemes leave through the top: the shop's frame-src would block them in here.
  made.target = address.startsWith('http') ? '_blank' : '_top';
  made.textContent = address;
  return made;
}
