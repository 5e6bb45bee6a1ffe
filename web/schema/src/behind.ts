// Written by tools/typescript.py from the Python code. Do not edit.

/** One answer behind a number: who (a pseudonym, empty where nobody is named), when, about what, and what it was. */
export interface Given {
  readonly response: number;
  readonly customer: string;
  readonly time: string | null;
  readonly channel: string;
  readonly source: string;
  readonly touchpoint: string;
  readonly question: string;
  readonly asks: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly wording: string;
  readonly segments: readonly (readonly [string, string])[];
}

/** The newest of the answers behind a number, how many there are in all, and of how many `people`. */
export interface Behind {
  readonly rows: readonly Given[];
  readonly total: number;
  readonly people: number;
}

/** A comment with the channel through which it came, empty where none is known. */
export interface Said {
  readonly comment: string;
  readonly text: string;
  readonly touchpoint: string;
  readonly step: string;
  readonly time: string | null;
  readonly source: string;
  readonly channel: string;
}

/** Some of `total` comments; `after` asks for those that follow, empty where these are the last. */
export interface Comments {
  readonly quotes: readonly Said[];
  readonly total: number;
  readonly after: string;
}
