/** The frame's own storage; where a browser forbids it, memory until the page is left. */

/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} key @returns {string} empty where there is none */
export function read(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}

/** @param {string} key @param {string} value */
export function write(key, value) {
  memory.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or forbidden: memory has it.
  }
}

/** @param {string} key */
export function remove(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}
