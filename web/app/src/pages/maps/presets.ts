/** Presets: stages that many begin with, worded in a language. */
import type { Language } from "@outsidein/kit";
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "../../api/client";

/** A way to begin a map: its stages, actors or places by their names. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly stages: readonly string[];
  readonly actors: readonly string[];
  readonly places: readonly string[];
  /** The kinds of map that can begin with it. */
  readonly kinds: readonly string[];
}

/** What of a preset stands on a map. */
export function partsOf(preset: Preset): readonly string[] {
  return [preset.stages, preset.actors, preset.places].find((parts) => parts.length > 0) ?? [];
}

export const presetsIn = (language: Language) =>
  queryOptions({
    queryKey: ["presets", language],
    // The server's document leaves their shape open.
    queryFn: async () => (await ask(api.GET("/api/v1/presets", { params: { query: { language } } }))) as unknown as readonly Preset[],
    staleTime: Infinity,
  });
