/**
 * The canvas's words: its catalogues made known to the kit, and the two ways to write that a map hands to its parts.
 * What lives here: registering and the context. Not here: any word (messages/canvas.*.json).
 */
import { EDITOR_WORDS } from "@outsidein/editor";
import { registerWords, useFormat, useT, type Formats, type T } from "@outsidein/kit";
import { spineWords, type Kind, type SpineWords } from "@outsidein/schema";
import { createContext, useContext, useMemo } from "react";
import en from "../messages/canvas.en.json";

declare module "@outsidein/kit" {
  interface Catalogues {
    canvas: typeof en;
    editor: typeof EDITOR_WORDS.en;
  }
}

registerWords("canvas", en, { de: () => import("../messages/canvas.de.json") });
// The editor knows no React and registers nothing itself; what it says is shown here.
registerWords("editor", EDITOR_WORDS.en, { de: EDITOR_WORDS.de });

/** How this map speaks: words, numbers, and what its kind calls stages and steps. */
export interface Speech {
  readonly t: T;
  readonly format: Formats;
  readonly spine: SpineWords;
}

export const SpeechContext = createContext<Speech | null>(null);

/** Speech made once for a whole map: eighteen hundred cards then share one set of number formats. */
export function useOwnSpeech(kind: Kind): Speech {
  const t = useT();
  const format = useFormat();
  return useMemo(() => ({ t, format, spine: spineWords(kind.spine, t.language) }), [t, format, kind]);
}

/** How the map around speaks; throws outside of one. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("A part of a map was drawn outside of a map.");
  return speech;
}
