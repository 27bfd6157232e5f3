// biome-ignore lint/suspicious/noRedundantUseStrict: no module
'use strict';
// Terse, as each page of the shop pays: types come from defaults.

if (!window.Ringback?.version) {
  // Set while there is a conversation: the frame is then fetched at once.
  const FLAG = 'ringback.conversation';
  const LOOK_MILLISECONDS = 1000;
  const LOOKS_TO_WAIT = 8;

  const STYLE = `
:host { all: initial !important; color-scheme: light dark; --edge: 20px; --accent: var(--ringback-accent, #10504a) }
:host([hidden]), [hidden] { display: none !important }
button, div { position: fixed; z-index: 2147483000; inset-inline-end: max(var(--edge), env(safe-area-inset-right)) }
button { inset-block-end: max(var(--edge), env(safe-area-inset-bottom)); inline-size: 56px; block-size: 56px;
  border: 0; border-radius: 50%; background: var(--accent); box-shadow: 0 10px 28px #0005; cursor: pointer }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 4px; box-shadow: 0 0 0 4px #fff }
button::before, button::after { content: ''; position: absolute; inset: 20px 19px 16px 14px; border-radius: 8px 4px 8px 1px; background: #fff }
button::after { inset: 11px 11px 29px 29px; border-radius: 0; background: radial-gradient(circle at 0 100%,
  var(--accent) 6px, #ffc35a 6.5px 8.5px, #0000 9px 11.5px, #ffc35a 12px 14px, #0000 14.5px) }
span { position: absolute; z-index: 1; inset-block-start: -5px; inset-inline-end: -5px; min-inline-size: 12px; padding-inline: 5px;
  border-radius: 11px; font: 700 12px/22px system-ui; color: #2a1c00; background: #ffc35a; box-shadow: 0 0 0 2px #fff }
div { inset-block-end: 92px; inline-size: 392px; block-size: min(660px, 100dvh - 112px); overflow: hidden; border-radius: 18px;
  background: Canvas; box-shadow: 0 10px 48px #0005; transition: opacity .2s }
div:not(.open) { visibility: hidden; opacity: 0 }
div::before { content: 'One moment…'; position: absolute; inset: 45% 0; font: 16px system-ui; text-align: center }
div:has(.late)::before { content: 'The chat cannot be reached.' }
iframe { position: relative; inline-size: 100%; block-size: 100%; border: 0 }
iframe:not(.ready) { opacity: 0 }
@media (max-width: 480px), (max-height: 480px) {
  div { inset: var(--top, 0) 0 auto; inline-size: auto; block-size: var(--height, 100dvh); border-radius: 0 }
  .open:has(.ready) + button { display: none } }
@media (prefers-reduced-motion) { * { transition: none !important } }
@media (forced-colors: active) { button, div { border: 2px solid; forced-color-adjust: none } }
@media print { :host { display: none !important } }`;

  // An optimiser may run this late.
  const tag = /** @type {any} */ (
    document.currentScript ?? document.querySelector('[src*="/widget.js"]')
  );
  const { origin, searchParams } = new URL(tag.src);
  const site = tag.dataset.site ?? searchParams.get('site');
  const seen = /** @type {any} */ (visualViewport);
  const stub = window.Ringback;

  const host = document.createElement('ringback-chat');
  const root = host.attachShadow({ mode: 'open' });
  const panel = document.createElement('div');
  const launcher = document.createElement('button');
  const badge = document.createElement('span');
  const frame = document.createElement('iframe');
  const observer = new MutationObserver(attach);
  let lookTimer = 0;
  let looks = 0;
  let isOpen = false;
  let told = '';

  /** @type {any} */
  const actions = {
    open,
    close,
    toggle: () => (isOpen ? close() : open()),
    show: () => host.removeAttribute('hidden'),
    hide: () => host.setAttribute('hidden', ''),
    on(name = '', listener = (/** @type {any} */ _) => {}) {
      const hear = (/** @type {any} */ { detail }) => listener(detail);
      host.addEventListener(name, hear);
      return () => host.removeEventListener(name, hear);
    },
    destroy() {
      observer.disconnect();
      clearInterval(lookTimer);
      host.remove();
      removeEventListener('message', receive);
      seen.removeEventListener('resize', fit);
      delete window.Ringback;
    },
  };

  const ask = (name = '', value = '', listener = undefined) => actions[name]?.(value, listener);

  function tell(name = '', detail = 0) {
    host.dispatchEvent(new CustomEvent(name, { detail }));
  }

  function start() {
    root.adoptedStyleSheets = [new CSSStyleSheet()];
    root.adoptedStyleSheets[0]?.replaceSync(STYLE);
    launcher.ariaExpanded = 'false';
    launcher.onclick = () => ask('toggle');
    launcher.append(badge);
    showUnread();
    root.append(panel, launcher);
    attach();
    // Frameworks can empty the root.
    observer.observe(document.documentElement, { childList: true });
    addEventListener('message', receive);
    seen.addEventListener('resize', fit);
    try {
      if (localStorage.getItem(FLAG)) load();
    } catch {} // forbidden
  }

  function attach() {
    if (!host.isConnected) document.documentElement.append(host);
  }

  function open() {
    if (frame.className !== 'ready') load();
    show(true);
    frame.focus();
    post('open', true);
  }

  function close() {
    const hadFocus = root.activeElement === frame;
    show(false);
    if (hadFocus) launcher.focus();
    post('close');
  }

  function show(shown = true) {
    launcher.ariaExpanded = `${shown}`;
    if (shown === isOpen) return;
    isOpen = shown;
    panel.className = shown ? 'open' : '';
    fit();
    tell(shown ? 'open' : 'close');
  }

  // The keyboard covers part of `100dvh`.
  function fit() {
    if (seen.scale > 1) return;
    panel.style.setProperty('--height', `${seen.height}px`);
    panel.style.setProperty('--top', `${seen.offsetTop}px`);
  }

  function load() {
    clearInterval(lookTimer);
    lookTimer = setInterval(look, LOOK_MILLISECONDS);
    looks = 0;
    told = '';
    frame.title = 'Chat';
    frame.sandbox =
      'allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation';
    frame.src = `${origin}/widget/${site}/`;
    frame.onload = greet;
    frame.className = '';
    panel.append(frame);
  }

  function greet() {
    told = ' ';
    look();
    post(isOpen ? 'open' : 'close', root.activeElement === frame);
  }

  function look() {
    const { URL: url, title } = document;
    if (++looks === LOOKS_TO_WAIT && !frame.className) {
      frame.className = 'late';
      // biome-ignore lint/suspicious/noConsole: for the developer
      console.warn(
        `Ringback: no answer from ${origin}; is this page's origin allowed, and the key right?`,
      );
    }
    if (!told || told === url + title) return;
    told = url + title;
    post('page', { url, title });
  }

  function post(type = '', detail = /** @type {any} */ (0)) {
    if (told) frame.contentWindow?.postMessage({ ringback: type, detail }, origin);
  }

  function receive(/** @type {MessageEvent} */ { origin: from, source, data }) {
    if (from !== origin || source !== frame.contentWindow) return;
    const { ringback: type, detail } = data;
    if (type === 'ready') frame.className = type;
    if (type === 'close') close();
    if (type === 'unread') showUnread(+detail);
    if (type === 'conversation') remember(!!detail);
    if (type === 'event') tell(detail);
  }

  function showUnread(count = 0) {
    badge.hidden = !count;
    badge.textContent = `${count}`;
    launcher.ariaLabel = `Chat with us${count ? `, ${count} unread` : ''}`;
    tell('unread', count);
  }

  function remember(exists = true) {
    try {
      if (exists) localStorage.setItem(FLAG, '1');
      else localStorage.removeItem(FLAG);
    } catch {} // forbidden
  }

  if (site) {
    window.Ringback = Object.assign(ask, { version: '1' });
    start();
    for (const call of stub?.q ?? []) ask(...call);
    tell('ready');
  }
}
