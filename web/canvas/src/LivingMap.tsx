/**
 * The living map: chooses the view by the kind's structure and hands every part what it needs.
 * What lives here: the door to all views, the tools above, the layers over the map. Not here: any row, card or curve.
 */
import { later } from "@outsidein/kit";
import type { Diagnostic, Kind, Persona, Reading, Touchpoint } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { Suspense, useRef, useState, type ReactNode } from "react";
import { Asked } from "./ask/Asked";
import { DragLayer } from "./drag/DragLayer";
import type { CardMark, MeasureName, MeasureRow, Series } from "./facts/Facts";
import { ChronologicalMap } from "./grid/ChronologicalMap";
import { Announcer } from "./session/Announcer";
import { SessionContext, type Opened, type Placed } from "./session/Session";
import { useNarrow } from "./session/useNarrow";
import { useOwnSession } from "./session/useOwnSession";
import { hasSpine, STRUCTURES } from "./structures";
import { Toolbar } from "./toolbar/Toolbar";
import { useView, type View } from "./toolbar/useView";
import { SpeechContext, useOwnSpeech } from "./words";
import "./living.css";

// Loaded when somebody wants them: a first load carries the map alone.
const ListView = later(async () => (await import("./list/ListView")).ListView);
const Present = later(async () => (await import("./present/Present")).Present);

export interface LivingMapProps {
  readonly store: MapStore;
  readonly kind: Kind;
  /** What the evidence says; null while nobody has looked, or there is none. */
  readonly reading: Reading | null;
  /** Readings of some of the people (segments, personas, periods), drawn beside that of all. */
  readonly compare?: readonly Series[];
  /** Measures that stand in rows of their own, in order. */
  readonly measures?: readonly MeasureRow[];
  /** What measures are called, by id: for the overall numbers. */
  readonly names?: readonly MeasureName[];
  readonly diagnostics?: readonly Diagnostic[];
  /** How many comments hang on each record. */
  readonly comments?: ReadonlyMap<Id, number>;
  /** Signs that people laid on records, shown on the same badge. */
  readonly marks?: ReadonlyMap<Id, readonly CardMark[]>;
  /** A record to go to; a new object goes there again. */
  readonly at?: { readonly id: Id } | null;
  /** What the whole organisation has: to choose from. */
  readonly inventory?: { readonly touchpoints: readonly Touchpoint[]; readonly personas: readonly Persona[] };
  /** Where the layout would have the actors of a network stand; `anew` also those whom people have placed. */
  readonly arrange?: (anew: boolean) => Promise<readonly Placed[]>;
  /** Sends a picture to the workspace; its name. */
  readonly upload?: (file: File) => Promise<string>;
  /** The address of a picture that a card names. */
  readonly picture?: (name: string) => string;
  readonly view?: View;
  readonly onView?: (view: View) => void;
  readonly onSelect?: (ids: readonly Id[]) => void;
  readonly onOpen?: (what: Opened) => void;
  /** More tools, at the end of the bar. */
  readonly tools?: ReactNode;
}

export function LivingMap(props: LivingMapProps) {
  const speech = useOwnSpeech(props.kind);
  const session = useOwnSession(props, speech);
  const [view, show] = useView(props.view, props.onView);
  const root = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(root);
  const Own = STRUCTURES[props.kind.structure];
  const settings = useState({ zoom: 1, empty: true });
  return (
    <SpeechContext.Provider value={speech}>
      <SessionContext.Provider value={session}>
        <div className="oi-living" ref={root}>
          <Toolbar view={view} onView={show} settings={settings[0]} onSettings={settings[1]} narrow={narrow} grid={hasSpine(props.kind)} tools={props.tools} />
          {Own ? (
            <Suspense>
              <Own asList={view === "list" || narrow} zoom={settings[0].zoom} showEmpty={settings[0].empty} />
            </Suspense>
          ) : view === "list" || narrow ? (
            <Suspense>
              <ListView />
            </Suspense>
          ) : (
            <ChronologicalMap zoom={settings[0].zoom} showEmpty={settings[0].empty} />
          )}
          {view === "present" && (
            <Suspense>
              <Present onClose={() => show("map")} />
            </Suspense>
          )}
          <DragLayer />
          <Asked />
          <Announcer />
        </div>
      </SessionContext.Provider>
    </SpeechContext.Provider>
  );
}
