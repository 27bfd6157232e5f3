// Made by `manage.py export_frames` from the Python classes. Do not edit.

/** Who said or did it; `id` is empty for the system. */
export interface Author {
  kind: "visitor" | "agent" | "system";
  id: string;
  name: string;
}

/** A conversation the client follows, and the last number it has shown. */
export interface Wanted {
  conv: string;
  seen: number;
}

/**
 * A conversation that is now sent: events follow after `after`, up to `head` and beyond.
 * 
 * `limited`: the gap was too long for the socket; read the events before `after` over HTTP.
 */
export interface Followed {
  conv: string;
  head: number;
  after: number;
  limited?: boolean;
}

/** A conversation as the console's lists show it. */
export interface Summary {
  conv: string;
  site: string;
  state: "waiting" | "active" | "closed";
  agent: Author | null;
  visitor: string;
  page_url: string;
  page_title: string;
  waiting_since: number | null;
  opened: number;
  head: number;
  last_text: string;
  last_by: "visitor" | "agent" | "system";
  last_at: number;
}

/** The page of the shop the customer is on. */
export interface Page {
  url?: string;
  title?: string;
}

/** A likely finding that its writer said is none. The rule only; never what was written. */
export interface Vouched {
  kind: "card" | "cvv" | "pin" | "otp" | "password" | "iban" | "bank_account" | "routing" | "ssn" | "national_id";
  rule: string;
}

/** First frame up: the one-use ticket fetched over HTTP, and where to resume. */
export interface Auth {
  t: "auth";
  v: number;
  ticket: string;
  dev: string;
  want?: Array<Wanted>;
}

/**
 * Ask for something to be recorded; `cid` makes a repeat harmless.
 * 
 * A visitor leaves `conv` out: the conversation comes from who they are.
 */
export interface Send {
  t: "send";
  cid: string;
  kind: string;
  body: unknown;
  conv?: string;
}

/** Everything up to `seq` has arrived; with `read`, a person has seen it too. */
export interface Seen {
  t: "seen";
  conv: string;
  seq: number;
  read?: boolean;
}

/** Send what comes after `after`, and go on sending: the request after any loss. */
export interface Gap {
  t: "gap";
  conv: string;
  after: number;
}

/** The client is alive. */
export interface HeartbeatAnswer {
  t: "hb_ack";
  ts: number;
}

/** The sender is typing, or stopped. Never what is typed. */
export interface TypingUp {
  t: "typing";
  on: boolean;
  conv?: string;
}

/** First frame down: the terms of this connection. */
export interface Hello {
  t: "hello";
  v: number;
  epoch: string;
  hb_ms: number;
  max_body: number;
  window: number;
  server_ver: string;
  ts: number;
}

/** Signed in; the wanted conversations are replayed next. */
export interface Ready {
  t: "ready";
  you: Author;
  convs: Array<Followed>;
}

/** Committed durably under `seq`. `dup`: it already was. `masked`: digits were taken out. */
export interface Acknowledged {
  t: "ack";
  cid: string;
  conv: string;
  seq: number;
  ts: number;
  dup?: boolean;
  masked?: boolean;
  text?: string;
}

/** Not recorded; never echoes what was sent. With `retry_ms`, sending again can help. */
export interface Refused {
  t: "nack";
  cid: string;
  code: string;
  message: string;
  retry_ms?: number;
}

/**
 * One row of the log. `kind` and `data` are described in `conversations/kinds.py`.
 * 
 * A row the reader may not see arrives as kind `hidden`, so that numbers have no holes.
 */
export interface EventFrame {
  t: "ev";
  conv: string;
  seq: number;
  kind: string;
  data: unknown;
  by: Author;
  ts: number;
  cid?: string;
}

/** The replay is done; what follows is news. */
export interface Live {
  t: "live";
  conv: string;
  head: number;
}

/** Still here. `heads`: the last number of each followed conversation, to find holes. */
export interface Heartbeat {
  t: "hb";
  ts: number;
  heads: Record<string, number>;
}

/** Somebody else in the conversation is typing, or stopped. */
export interface TypingDown {
  t: "typing";
  conv: string;
  on: boolean;
  by: Author;
}

/** Conversations of the agent's sites. `full`: the whole list; otherwise what changed. */
export interface Inbox {
  t: "inbox";
  items: Array<Summary>;
  full?: boolean;
}

/** The server restarts: come back at a random moment within `spread_ms`. */
export interface Drain {
  t: "drain";
  spread_ms: number;
  reason: string;
}

/** A frame was refused; constant texts only. */
export interface ErrorFrame {
  t: "err";
  code: string;
  message: string;
}

/**
 * Say something. A customer's first message also tells the page.
 * 
 * `vouched`: the browser asked about a likely number, and the writer said that it is none.
 */
export interface PostMessage {
  text: string;
  page?: Page | null;
  vouched?: boolean;
}

/** Write something only staff can read. */
export interface PostNote {
  text: string;
  vouched?: boolean;
}

/** The customer is now on another page. */
export interface MoveToPage {
  page: Page;
}

/** Take a waiting conversation; exactly one agent can. */
export interface Claim {
}

/** Give a conversation back to the queue. */
export interface Release {
}

/** End the conversation. */
export interface Close {
}

/** The browser held back payment data before it was sent. Says nothing of the digits. */
export interface ReportHeld {
}

/** Call me now on this number. */
export interface RequestCallback {
  phone: string;
  page?: Page | null;
}

/** The customer no longer wants the call, or the offer. */
export interface CancelCallback {
}

/** The agent is dialing the customer's number. */
export interface Dial {
}

/** The customer picked up. */
export interface Answer {
}

/** The call is over. */
export interface ReportOutcome {
  outcome: "talked" | "no_answer" | "busy" | "wrong_number";
}

/** The customer started the conversation on this page. */
export interface Opened {
  page_url: string;
  page_title: string;
}

/** Words for everyone. `masked`: kinds of sensitive data taken out of them. */
export interface MessagePosted {
  text: string;
  masked?: Array<"card" | "cvv" | "pin" | "otp" | "password" | "iban" | "bank_account" | "routing" | "ssn" | "national_id">;
  vouched?: Array<Vouched>;
}

/** Words for staff. */
export interface NotePosted {
  text: string;
  masked?: Array<"card" | "cvv" | "pin" | "otp" | "password" | "iban" | "bank_account" | "routing" | "ssn" | "national_id">;
  vouched?: Array<Vouched>;
}

/**
 * The words of message `target` now read `text`: a later message made part of a number whole.
 * 
 * The row itself was rewritten in the same transaction; this tells whoever has shown it.
 */
export interface Redacted {
  target: number;
  text: string;
  masked: Array<"card" | "cvv" | "pin" | "otp" | "password" | "iban" | "bank_account" | "routing" | "ssn" | "national_id">;
}

/** The same for a note, for staff. */
export interface NoteRedacted {
  target: number;
  text: string;
  masked: Array<"card" | "cvv" | "pin" | "otp" | "password" | "iban" | "bank_account" | "routing" | "ssn" | "national_id">;
}

/** The customer is on another page of the shop. */
export interface MovedToPage {
  page_url: string;
  page_title: string;
}

/** The author, an agent, now answers. */
export interface Claimed {
}

/** The author, an agent, gave the conversation back to the queue. */
export interface Released {
}

/** The author ended the conversation. */
export interface Closed {
}

/** The callback reached a state. `number_hint` is the country and last two digits only. */
export interface CallbackMoved {
  callback: string;
  state: "offered" | "confirmed" | "dialing" | "talking" | "ended";
  number_hint: string;
  ending?: "talked" | "no_answer" | "busy" | "wrong_number" | "canceled" | "declined" | null;
}

/** A row the reader may not see: counted, not shown. */
export interface Hidden {
}

export type UpFrame = Auth | Send | Seen | Gap | HeartbeatAnswer | TypingUp;

export type DownFrame = Hello | Ready | Acknowledged | Refused | EventFrame | Live | Heartbeat | TypingDown | Inbox | Drain | ErrorFrame;

export interface CommandBodies {
  "message": PostMessage;
  "note": PostNote;
  "page": MoveToPage;
  "claim": Claim;
  "release": Release;
  "close": Close;
  "callback.offer": ReportHeld;
  "callback.request": RequestCallback;
  "callback.cancel": CancelCallback;
  "callback.dial": Dial;
  "callback.answer": Answer;
  "callback.outcome": ReportOutcome;
}

export interface EventBodies {
  "opened": Opened;
  "message": MessagePosted;
  "note": NotePosted;
  "redacted": Redacted;
  "note_redacted": NoteRedacted;
  "page": MovedToPage;
  "claimed": Claimed;
  "released": Released;
  "closed": Closed;
  "callback": CallbackMoved;
  "hidden": Hidden;
}
