/**
 * The inspector: what was measured and heard at what is selected, how sure that is, and what is being done about it. What
 * lives here: the panel and its sections. Not here: what they say (inspected.ts), the chain of action (Proof.tsx).
 */
import type { ReactNode } from "react";
import { Suspense, useMemo } from "react";
import { Button, DiagnosticCallout, EmptyState, EvidenceMark, later, Pill, Skeleton, useFormat, useT, type Later, type T } from "@outsidein/kit";
import { Advise } from "@outsidein/canvas";
import { editCard, isAdvice, stillHolds } from "@outsidein/editor";
import { spineWords, type Diagnostic, type Kind, type RecordType } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useMeasureNames, type Filter, type NamedReading } from "../../data/questions";
import { Proof } from "../actions/Proof";
import { at } from "../behind/asked";
import { FigureWithRows } from "../behind/FigureWithRows";
import type { NetworkPanelProps } from "../network/ActorPanel";
import { StepTies } from "../kin/StepTies";
import { PictureField } from "../pictures/PictureField";
import { Heard } from "./Heard";
import { inspect, type Inspected, type Measured } from "./inspected";
import { useTopic } from "./useLiveMap";
import "../actions/words";
import "./inspector.css";
import "./words";

/** Records that say what they are in a panel of their own. */
const PANELS: Partial<Record<RecordType, Later<NetworkPanelProps>>> = {
  actor: later(async () => (await import("../network/ActorPanel")).ActorPanel),
  place: later(async () => (await import("../spatial/PlacePanel")).PlacePanel),
  flow: later(async () => (await import("../network/FlowPanel")).FlowPanel),
};

// Where the evidence has what employees say, too.
const SideBySide = later(async () => (await import("./SideBySide")).SideBySide);
// Asked for where a step is looked at; says nothing where no source names accounts.
const StepAccounts = later(async () => (await import("../accounts/StepAccounts")).StepAccounts);

/** Letters beyond which a card is a text to scroll in rather than a heading. */
const LONG = 280;

export interface InspectorProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly reading: NamedReading | null;
  /** Whose answers the reading counts. */
  readonly filter: Filter;
  readonly remarks: readonly Diagnostic[];
  readonly selected: Id;
  /** Go to another record of the map. */
  readonly onGo: (id: Id) => void;
  /** Show the tour again. */
  readonly onTour: () => void;
}

export function Inspector({ store, kind, map, reading, filter, remarks, selected, onGo, onTour }: InspectorProps): ReactNode {
  const t = useT();
  const record = useTopic(store, selected ? `record:${selected}` : "undo", () => (selected ? store.get(selected) : undefined));
  // `record` is what makes it look again after an edit; `inspect` reads the rest of the map by itself.
  const found = useMemo(() => (record || selected ? inspect(store, reading, remarks, selected) : null), [store, reading, remarks, selected, record]);
  const Own = record && PANELS[record.type];
  if (Own) {
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        <Own key={record.id} {...{ store, kind, map, reading, remarks, onGo }} id={record.id} />
      </Suspense>
    );
  }
  return (
    <>
      {found && found.kind !== "none" ? (
        <Said found={found} store={store} kind={kind} map={map} reading={reading} filter={filter} />
      ) : (
        <EmptyState small drawing={kind.structure} title={t("beside.inspector.empty.title")} says={t("beside.inspector.empty.says")} action={<Button size="s" look="ghost" icon="sparkle" onPress={onTour}>{t("map.tour")}</Button>} />
      )}
      {record?.type === "step" && reading ? (
        <Suspense>
          <StepAccounts map={map} step={record.id} />
        </Suspense>
      ) : null}
      {record?.type === "step" ? <StepTies key={record.id} store={store} kind={kind} map={map} step={record.id} /> : null}
      <Picture store={store} record={record} />
    </>
  );
}

/** The picture of a card: shown here in full, and put on it by a button as by dropping it. */
function Picture({ store, record }: { readonly store: MapStore; readonly record: ReturnType<MapStore["get"]> }): ReactNode {
  const status = useTopic(store, "status", () => store.status);
  if (record?.type !== "card") return null;
  return <PictureField picture={record.picture ?? ""} alt={record.text ?? ""} canEdit={status.canEdit && !status.locked} onChange={(picture) => editCard(store, record.id, { picture })} />;
}

function Said({ found, store, kind, map, reading, filter }: { readonly found: Inspected } & Pick<InspectorProps, "store" | "kind" | "map" | "reading" | "filter">): ReactNode {
  const t = useT();
  const lane = kind.lanes.find((one) => one.key === found.lane);
  const hot = found.findings.find((one) => one.kind === "hotspot");
  const bright = found.findings.find((one) => one.kind === "bright-spot");
  const what = lane ? lane.title : called(kind, found.kind, t);
  const words = [what, hot ? t("beside.hotspot") : bright ? t("beside.bright") : "", found.moment ? t("beside.moment") : ""].filter(Boolean);
  return (
    <>
      <Pill tone={hot ? "bad" : bright ? "good" : found.moment ? "warn" : "plain"}>{words.join(" · ")}</Pill>
      <h2 dir="auto" {...(found.title.length > LONG ? { className: "is-long", tabIndex: 0 } : {})}>
        {found.title}
      </h2>
      {found.path.length ? <p className="oi-inspector__path">{found.path.join(" · ")}</p> : null}
      {found.backing ? (
        <p className="oi-inspector__backing">
          <EvidenceMark strength={found.backing.strength} stale={found.backing.stale} /> {found.backing.says || t(`beside.strength.${found.backing.strength}`)}
        </p>
      ) : null}
      {found.moment ? <p className="oi-inspector__moment">◆ {found.moment}</p> : null}
      <section aria-label={t("beside.measured")}>
        <h3>{t("beside.measured")}</h3>
        {found.measured.length ? found.measured.map((one, index) => <Line key={`${found.id} ${one.what} ${index}`} one={one} hot={hot !== undefined} map={map} filter={filter} label={reading?.rows.find((row) => row.id === one.what)?.label} />) : <p className="oi-faint">{found.gap || t("beside.measured.none")}</p>}
      </section>
      {found.beside.length ? (
        <Suspense>
          <SideBySide beside={found.beside} names={reading?.names ?? {}} />
        </Suspense>
      ) : null}
      {[...found.findings].map((one) => (
        <p key={`${one.kind} ${one.where}`} className={`oi-inspector__finding oi-inspector__finding--${one.kind}`}>
          {one.says}
        </p>
      ))}
      <Heard found={found} map={map} reading={reading} filter={filter} />
      <Proof found={found} map={map} reading={reading} />
      {found.remarks.length ? (
        <section aria-label={t("beside.remarks")}>
          <h3>{t("beside.remarks")}</h3>
          {found.remarks
            .filter((one) => !isAdvice(one) || stillHolds(store, one))
            .map((one) => (
              <DiagnosticCallout key={`${one.code} ${one.says}`} diagnostic={one} action={isAdvice(one) ? <Advise store={store} advice={one} /> : undefined} />
            ))}
        </section>
      ) : null}
    </>
  );
}

/** What the kind of map calls a record of it. */
function called(kind: Kind, type: Inspected["kind"], t: T): string {
  const spine = spineWords(kind.spine, t.language);
  return type === "step" ? spine.Step : type === "stage" ? spine.Stage : t.dynamic(`beside.kind.${type}`);
}

function Line({ one, hot, map, filter, label }: { readonly one: Measured; readonly hot: boolean; readonly map: string; readonly filter: Filter; readonly label: string | undefined }): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = useMeasureNames();
  const title = one.what === "emotion" ? t("beside.emotion") : one.what === "share" ? t("beside.share") : (label ?? names(one.what));
  // The level of a step and the importance of a touchpoint both rest on how people rated it.
  const rated = one.what === "emotion" || one.what === "share";
  const rows = one.journeys ? null : at({ ...filter, map, measure: rated ? "emotional-level" : one.what, ...(one.what === "share" ? { rests: "share" as const } : {}) }, one.of);
  const below = one.target !== undefined && one.estimate.high !== null && one.estimate.high < one.target;
  return (
    <div className="oi-inspector__line">
      <span>{title}</span>
      <span className="oi-inspector__figure">
        <FigureWithRows rows={rows} estimate={one.estimate} title={title} size="s" tone={(hot && one.what === "emotion") || below ? "bad" : "plain"} showN={!one.rank} scale />
        {one.rank ? <small>{t("beside.rank", { place: one.rank.place, of: one.rank.of })}</small> : null}
      </span>
      {one.note || one.target !== undefined ? (
        <small className="oi-inspector__note">
          {[one.note, one.target === undefined ? "" : t("beside.target", { target: format.number(one.target, { decimals: 1 }) })].filter(Boolean).join(" · ")}
        </small>
      ) : null}
    </div>
  );
}
