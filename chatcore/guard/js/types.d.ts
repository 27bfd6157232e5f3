// What the guard's modules hand each other. `Finding` is also what callers get.

export type Kind =
  | 'card'
  | 'cvv'
  | 'pin'
  | 'otp'
  | 'password'
  | 'iban'
  | 'bank_account'
  | 'routing'
  | 'ssn'
  | 'national_id';

export interface Finding {
  start: number;
  end: number;
  kind: Kind;
  /** The brand of a card, else the rule's name. */
  rule: string;
  /** `sure` is held back before sending; about `likely` the customer may be asked. */
  certainty: 'sure' | 'likely';
}

/** What a message holds alone and with those before it; `earlier` per message handed over. */
export interface Joined {
  findings: Finding[];
  earlier: Finding[][];
}

export type Issuer = [
  brand: string,
  ranges: number[][],
  lengths: number[],
  wording: string,
  unless: string,
  luhn: boolean,
];

export type Identity = [
  name: string,
  kind: Kind,
  lengths: number[],
  form: string,
  check: string,
  alone: boolean,
];

/** `classes` are [target, step, runs in base 36]; `issuers` from the strongest on. */
export interface Rules {
  mask: string;
  limits: Record<string, number>;
  classes: [number, number, string][];
  shapes: string[];
  issuers: Issuer[];
  countries: string;
  words: Record<string, string>;
  identities: Identity[];
  number_words: Record<string, string>[];
  numerals: string;
  look_alikes: string;
  patterns: Record<string, string>;
}

/** A list of words: see `lexicon.js`. */
export interface Lexicon {
  exact: Set<string>;
  stems: Map<string, string[]>;
  phrases: Map<string, string[][]>;
  parts: string[];
}

/** Digit groups joined by separators: text offsets per group, positions in `digits`. */
export interface Chain {
  starts: number[];
  ends: number[];
  gaps: string[];
  sizes: number[];
  offsets: number[];
  digits: string;
}

/** Groups `first` up to `last` of a chain; what is left of `floor` is covered already. */
export interface Window {
  text: string;
  floor: number;
  chain: Chain;
  first: number;
  last: number;
  start: number;
  end: number;
  usual: boolean;
}

/** Where character i of the text stands in the original; no `starts`: in place. */
export interface Reading {
  text: string;
  starts: number[] | null;
  ends: number[] | null;
  /** Of the original, where characters were left out. */
  length: number;
}

/** A number that may be a value: its place, its groups and their digits. */
export interface Extent {
  start: number;
  end: number;
  groups: string[];
  digits: string;
  plain: boolean;
}
