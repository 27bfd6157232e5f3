/** Line icons, drawn on a grid of 16. They repeat what words say, so they are hidden from readers. */

const NAMESPACE = 'http://www.w3.org/2000/svg';

const PATHS = {
  phone:
    'M3.2 2.5h2.1c.4 0 .7.3.8.6l.6 2.3c.1.3 0 .6-.3.8L5.2 7.3a8.6 8.6 0 0 0 3.5 3.5l1.1-1.2c.2-.3.5-.4.8-.3l2.3.6c.3.1.6.4.6.8v2.1c0 .6-.5 1-1 1A10.5 10.5 0 0 1 2.2 3.5c0-.5.4-1 1-1z',
  shield: 'M8 1.8 13 3.6v4.1c0 3-2.1 5.4-5 6.5-2.9-1.1-5-3.5-5-6.5V3.6zM5.9 8l1.5 1.5 2.8-3',
  note: 'M3 2.5h10v7.3L9.3 13.5H3zM13 9.7H9.3v3.8M5.3 5.5h5.4M5.3 8h3',
  tick: 'M3 8.6 6.3 12 13 4.6',
  clock: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.6V8l2.3 1.6',
  warning: 'M8 2.2 14.3 13.3H1.7zM8 6.5v3.2M8 11.4v.1',
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name */
export function icon(name) {
  const picture = document.createElementNS(NAMESPACE, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('class', `icon icon-${name}`);
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', PATHS[name]);
  picture.append(path);
  return picture;
}
