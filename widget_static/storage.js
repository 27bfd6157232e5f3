/**
 * What the frame keeps. Many browsers refuse storage to a frame of another site, yet grant it a
 * cookie that is partitioned by the site around it: no tracking, and the conversation stays.
 * Where even that is forbidden, memory serves until the page is left.
 */

const KEPT_SECONDS = 180 * 86_400;

/** @type {Map<string, string>} */
const memory = new Map();
const isRefused = refusesStorage();

function refusesStorage() {
  try {
    return !localStorage;
  } catch {
    return true;
  }
}

/** @param {string} key @returns {string} empty where there is none */
export function read(key) {
  const kept = isRefused ? cookie(key) : localStorage.getItem(key);
  return kept ?? memory.get(key) ?? '';
}

/** @param {string} key @param {string} value */
export function write(key, value) {
  memory.set(key, value);
  if (isRefused) {
    bake(key, value, KEPT_SECONDS);
    return;
  }
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full: memory has it.
  }
}

/** @param {string} key */
export function remove(key) {
  memory.delete(key);
  if (isRefused) bake(key, '', 0);
  else localStorage.removeItem(key);
}

/** @param {string} key */
function cookie(key) {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${key}=`));
  return found && decodeURIComponent(found.slice(key.length + 1));
}

/** For this page's path only, so that no other request carries it. @param {string} key @param {string} value @param {number} seconds */
function bake(key, value, seconds) {
  const terms = `path=${location.pathname}; max-age=${seconds}; samesite=none; secure; partitioned`;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in all browsers
  document.cookie = `${key}=${encodeURIComponent(value)}; ${terms}`;
}
