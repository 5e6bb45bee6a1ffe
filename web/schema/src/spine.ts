/**
 * What a kind of map calls its stages and steps, as sentences need it. What lives here: the forms of these words. Not
 * here: the words (the kind has them), the sentences (catalogues of messages).
 */
import type { KindSpine } from "./kind";

/** Each word as it stands within a sentence, and capitalised as it begins one. German nouns are the same in both. */
// A type, not an interface: it is handed to messages as their values.
export type SpineWords = { readonly [Word in keyof KindSpine | Capitalize<keyof KindSpine>]: string };

/** The words of a kind in the language in which its words are: a step of a mental model is a “tower”. */
export function spineWords(spine: KindSpine, language: string): SpineWords {
  const within = language.startsWith("en") ? lowered : (word: string): string => word;
  return {
    stage: within(spine.stage),
    step: within(spine.step),
    stages: within(spine.stages),
    steps: within(spine.steps),
    Stage: spine.stage,
    Step: spine.step,
    Stages: spine.stages,
    Steps: spine.steps,
  };
}

/** “Tower” as “tower”; what is written in capitals (“SKU”) stays. */
function lowered(word: string): string {
  const [first = "", second = ""] = word;
  return second !== "" && second === second.toUpperCase() && second !== second.toLowerCase() ? word : first.toLowerCase() + word.slice(1);
}
