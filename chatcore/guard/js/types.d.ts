// What the guard's modules hand each other. `Finding` is also what callers get.

export interface Finding {
  start: number;
  end: number;
  kind: 'card' | 'card_code';
  /** The brand of a card, else the rule's name. */
  rule: string;
  /** `sure` is held back before sending; about `likely` the customer may be asked. */
  certainty: 'sure' | 'likely';
}

export type Issuer = [
  brand: string,
  ranges: number[][],
  lengths: number[],
  wording: string,
  unless: string,
  luhn: boolean,
];

/** `folds` are [first, last, target, step] code points; `issuers` from the strongest on. */
export interface Rules {
  mask: string;
  limits: Record<string, number>;
  folds: number[][];
  shapes: string[];
  issuers: Issuer[];
  wordings: Record<string, string[]>;
  patterns: Record<string, string>;
}

/** Digit groups joined by separators: text offsets per group, positions in `digits`. */
export interface Chain {
  starts: number[];
  ends: number[];
  gaps: string[];
  offsets: number[];
  digits: string;
}

/** A group of a chain in its text; what is left of `floor` is covered already. */
export interface Place {
  folded: string;
  floor: number;
  chain: Chain;
  first: number;
}

/** Groups `first` up to `last` of a chain. */
export interface Window extends Place {
  last: number;
}
