/** Which actor or flow is being written just now, and how that begins and ends. */
import type { Id } from "@outsidein/store";
import { createContext } from "react";

export interface WritingNow {
  readonly id: Id | "";
  readonly begin: (id: Id) => void;
  /** `text` undefined: given up. */
  readonly end: (text?: string) => void;
}

export const WritingContext = createContext<WritingNow>({ id: "", begin: () => undefined, end: () => undefined });
