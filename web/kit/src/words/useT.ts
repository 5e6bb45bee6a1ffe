/** Words in components: `useT` gives the function that writes a message in the language spoken now. */
import { createElement, Fragment, useMemo, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { Language } from "./catalogue";
import { language, LOCALES, message, onLanguage } from "./catalogue";
import type { Piece, Values } from "./message";
import { fill, plain } from "./message";
import type { Key } from "./words";

/** Draws a tag of a message around what it holds: `{ link: (inner) => <a href="…">{inner}</a> }`. */
export type Tags = Readonly<Record<string, (inner: ReactNode) => ReactNode>>;

export interface T {
  /** The message of a key, filled. */
  (key: Key, values?: Values): string;
  /** The same with its `<tags>` drawn. */
  rich(key: Key, values: Values, tags: Tags): ReactNode;
  /** A key that comes as data (a server's word, a command's id); check with `hasMessage` where it may be missing. */
  dynamic(key: string, values?: Values): string;
  readonly language: Language;
}

const NONE: Values = {};

function speak(spoken: Language): T {
  const filled = (key: string, values: Values): readonly Piece[] => fill(message(key), values, LOCALES[spoken]);
  const say = (key: string, values: Values = NONE): string => plain(filled(key, values));
  return Object.assign((key: Key, values?: Values) => say(key, values), {
    rich: (key: Key, values: Values, tags: Tags): ReactNode => drawn(filled(key, values), tags),
    dynamic: say,
    language: spoken,
  });
}

function drawn(pieces: readonly Piece[], tags: Tags): ReactNode {
  return pieces.map((piece, index) =>
    typeof piece === "string"
      ? piece
      : createElement(Fragment, { key: index }, tags[piece.tag]?.(drawn(piece.inner, tags)) ?? drawn(piece.inner, tags)),
  );
}

/** The language spoken now; renders anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language, language);
}

/** Words for a component; renders anew when the language changes. */
export function useT(): T {
  const spoken = useLanguage();
  return useMemo(() => speak(spoken), [spoken]);
}

/** Words outside of components, in the language spoken now: document titles, announcements. */
export function words(): T {
  return speak(language());
}
