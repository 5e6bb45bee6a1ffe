/**
 * What every part of a drawn map reaches for: the store, the editor, what the evidence says, who else is here.
 * What lives here: the context and its hook. Not here: how its members work.
 */
import type { Editor } from "@outsidein/editor";
import type { Kind, Persona, Touchpoint } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { createContext, useContext } from "react";
import type { Facts } from "../facts/Facts";
import type { Asking } from "../ask/Asking";
import type { Drag } from "../drag/Drag";
import type { Hover } from "./hover";
import type { Peers } from "./peers";

/** What somebody opened: whoever shows the inspector decides what it says. */
export type Opened =
  | { readonly what: "point"; readonly step: Id; readonly series: string }
  | { readonly what: "card"; readonly id: Id }
  | { readonly what: "step"; readonly id: Id }
  | { readonly what: "stage"; readonly id: Id }
  | { readonly what: "touchpoint"; readonly id: Id; readonly step: Id }
  | { readonly what: "measure"; readonly measure: string; readonly step: Id; readonly touchpoint: string }
  | { readonly what: "actor" | "flow" | "place"; readonly id: Id }
  | { readonly what: "comments"; readonly id: Id }
  /** The journey that a step opens into, to go there or to begin it. */
  | { readonly what: "finer"; readonly id: Id };

/** Where an actor of a network stands: −1 to 1 from the centre. */
export interface Placed {
  readonly id: Id;
  readonly x: number;
  readonly y: number;
}

export interface Session {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly editor: Editor;
  /** Listen to the editor: the same function for the whole session. */
  readonly follow: (listener: () => void) => () => void;
  readonly facts: Facts;
  readonly peers: Peers;
  readonly hover: Hover;
  readonly drag: Drag;
  readonly asking: Asking;
  /** Keys of the lanes that have a row just now. */
  readonly drawn: { lanes: ReadonlySet<string> };
  /** Touchpoints of the whole organisation, met on this map or not. */
  readonly touchpoints: readonly Touchpoint[];
  readonly personas: readonly Persona[];
  readonly open: (what: Opened) => void;
  /** Asks the server for the layout of a network; undefined where there is none to ask. */
  readonly arrange: ((anew: boolean) => Promise<readonly Placed[]>) | undefined;
  /** Sends a picture to the workspace and gives its name; undefined where nobody may, or there is nowhere to send it. */
  readonly upload: ((file: File) => Promise<string>) | undefined;
  /** The address of a picture that a card or persona names. */
  readonly picture: (name: string) => string;
}

export const SessionContext = createContext<Session | null>(null);

/** The session of the map around; throws outside of one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("A part of a map was drawn outside of a map.");
  return session;
}
