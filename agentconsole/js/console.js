/** The console's page: makes its parts and joins them. Start here, then `desk.js`. */

import { Connection } from '../../chatcore/protocol/js/connection.js';
import { Actions } from './actions.js';
import { conversationIn, showInAddress } from './address.js';
import { Announcer } from './announcer.js';
import { CallCard } from './call_card.js';
import { Composer } from './composer.js';
import { ConnectionSign } from './connection_sign.js';
import { CustomerPane } from './customer.js';
import { Desk } from './desk.js';
import { Keys } from './keys.js';
import { ListsPane } from './lists.js';
import { Panes } from './panes.js';
import { Server, socketAddress } from './server.js';
import { SignOut } from './sign_out.js';
import { Thread } from './thread.js';
import { Transcript } from './transcript.js';

const TICK_MILLISECONDS = 1000;

const { me, role, sites, token } = readPage();
const server = new Server({ token });
const wire = new Connection({
  address: socketAddress(location),
  fetchTicket: server.fetchTicket,
  fetchEvents: server.fetchEvents,
  wanted: () => desk.wanted(),
});
const desk = new Desk({ wire, me, role, opened: conversationIn(location.hash) });
const announcer = new Announcer({ desk });
const actions = new Actions({ desk, wire, notify: (text) => announcer.notify(text) });
const panes = new Panes();
const sign = new ConnectionSign({ desk });
const composer = new Composer({ desk, actions });
const thread = new Thread({ desk, actions, composer, accept });
const views = [
  sign,
  new ListsPane({ desk, choose: browse, accept }),
  composer,
  thread,
  new Transcript({ desk, actions }),
  new CustomerPane({ desk, sites, card: new CallCard({ desk, actions, server }) }),
  announcer,
];
let isRenderDue = false;

start();

function start() {
  new Keys({
    desk,
    actions: {
      choose: jump,
      accept,
      reply: () => composer.write('message'),
      note: () => composer.write('note'),
      close: () => thread.close(),
    },
  });
  new SignOut({ desk, actions });
  desk.onChange(renderSoon);
  wire.on('state', (state, reason) => {
    sign.change(state, reason);
    renderSoon();
  });
  // Not later: a frame asked for by a page that is now hidden would never come.
  document.addEventListener('visibilitychange', render);
  window.addEventListener('hashchange', openFromAddress);
  setInterval(renderSoon, TICK_MILLISECONDS);
  render();
  wire.start();
}

// Actions

/** Chosen with a pointer: reading along leaves the focus in the list. @param {string} conversation */
function browse(conversation) {
  open(conversation);
  if (panes.isNarrow) thread.focus();
  else if (desk.isMine(conversation)) composer.write('message');
}

/** Chosen with a key, from anywhere. @param {string} conversation */
function jump(conversation) {
  open(conversation);
  if (desk.isMine(conversation)) composer.write('message');
  else thread.focus();
}

/** @param {string} conversation */
async function accept(conversation) {
  if (!(await actions.accept(conversation))) return;
  open(conversation);
  composer.write('message');
}

/** @param {string} conversation */
function open(conversation) {
  desk.open(conversation);
  panes.show('thread');
  render();
}

/** Somebody followed a link to a conversation, or typed one. */
function openFromAddress() {
  const conversation = conversationIn(location.hash);
  if (conversation && desk.inbox.get(conversation)) jump(conversation);
  else render();
}

// Internal

/** Many events may arrive at once; a hidden tab paints no frames but still has a title. */
function renderSoon() {
  if (isRenderDue) return;
  isRenderDue = true;
  if (document.hidden) setTimeout(render);
  else requestAnimationFrame(render);
}

function render() {
  isRenderDue = false;
  if (!document.hidden) desk.look();
  for (const view of views) view.render();
  showInAddress(desk.opened);
}

function readPage() {
  const read = (/** @type {string} */ name) => {
    const meta = document.querySelector(`meta[name="${name}"]`);
    if (!(meta instanceof HTMLMetaElement)) throw new TypeError(`The page has no meta ${name}`);
    return meta;
  };
  const agent = read('agent');
  return {
    me: agent.content,
    role: agent.dataset.role === 'supervisor' ? /** @type {const} */ ('supervisor') : undefined,
    token: read('csrf-token').content,
    sites: JSON.parse(agent.dataset.sites ?? '[]'),
  };
}
