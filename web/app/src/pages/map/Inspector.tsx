/**
 * The inspector: what was measured and heard at what is selected, how sure that is, and what is being done about it. What
 * lives here: the panel and its sections. Not here: what they say (inspected.ts), the chain of action (Proof.tsx).
 */
import type { ReactNode } from "react";
import { useMemo } from "react";
import { Button, DiagnosticCallout, EmptyState, EvidenceMark, Figure, Pill, useFormat, useT } from "@outsidein/kit";
import { editCard } from "@outsidein/editor";
import type { Diagnostic, Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useMeasureNames, type NamedReading } from "../../data/questions";
import { Proof } from "../actions/Proof";
import { PictureField } from "../pictures/PictureField";
import { Heard } from "./Heard";
import { inspect, type Inspected, type Measured } from "./inspected";
import { useTopic } from "./useLiveMap";
import "../actions/words";
import "./inspector.css";

export interface InspectorProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly reading: NamedReading | null;
  readonly remarks: readonly Diagnostic[];
  readonly selected: Id;
  /** Show the tour again. */
  readonly onTour: () => void;
}

export function Inspector({ store, kind, map, reading, remarks, selected, onTour }: InspectorProps): ReactNode {
  const t = useT();
  const record = useTopic(store, selected ? `record:${selected}` : "undo", () => (selected ? store.get(selected) : undefined));
  // `record` is what makes it look again after an edit; `inspect` reads the rest of the map by itself.
  const found = useMemo(() => (record || selected ? inspect(store, reading, remarks, selected) : null), [store, reading, remarks, selected, record]);
  return (
    <>
      {found && found.kind !== "none" ? (
        <Said found={found} kind={kind} map={map} reading={reading} />
      ) : (
        <EmptyState small title={t("map.inspector.empty.title")} says={t("map.inspector.empty.says")} action={<Button size="s" look="ghost" icon="sparkle" onPress={onTour}>{t("map.tour")}</Button>} />
      )}
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

function Said({ found, kind, map, reading }: { readonly found: Inspected; readonly kind: Kind; readonly map: string; readonly reading: NamedReading | null }): ReactNode {
  const t = useT();
  const lane = kind.lanes.find((one) => one.key === found.lane);
  const hot = found.findings.find((one) => one.kind === "hotspot");
  const bright = found.findings.find((one) => one.kind === "bright-spot");
  const what = lane ? lane.title : t.dynamic(`map.kind.${found.kind}`);
  const words = [what, hot ? t("map.hotspot") : bright ? t("map.bright") : "", found.moment ? t("map.moment") : ""].filter(Boolean);
  return (
    <>
      <Pill tone={hot ? "bad" : bright ? "good" : found.moment ? "warn" : "plain"}>{words.join(" · ")}</Pill>
      <h2>{found.title}</h2>
      {found.path.length ? <p className="oi-inspector__path">{found.path.join(" · ")}</p> : null}
      {found.backing ? (
        <p className="oi-inspector__backing">
          <EvidenceMark strength={found.backing.strength} stale={found.backing.stale} /> {found.backing.says || t(`map.strength.${found.backing.strength}`)}
        </p>
      ) : null}
      {found.moment ? <p className="oi-inspector__moment">◆ {found.moment}</p> : null}
      <section aria-label={t("map.measured")}>
        <h3>{t("map.measured")}</h3>
        {found.measured.length ? found.measured.map((one, index) => <Line key={`${one.what} ${index}`} one={one} hot={hot !== undefined} />) : <p className="oi-faint">{found.gap || t("map.measured.none")}</p>}
      </section>
      {[...found.findings].map((one) => (
        <p key={`${one.kind} ${one.where}`} className={`oi-inspector__finding oi-inspector__finding--${one.kind}`}>
          {one.says}
        </p>
      ))}
      <Heard found={found} map={map} reading={reading} />
      <Proof found={found} map={map} reading={reading} />
      {found.remarks.length ? (
        <section aria-label={t("map.remarks")}>
          <h3>{t("map.remarks")}</h3>
          {found.remarks.map((one) => (
            <DiagnosticCallout key={`${one.code} ${one.says}`} diagnostic={one} />
          ))}
        </section>
      ) : null}
    </>
  );
}

function Line({ one, hot }: { readonly one: Measured; readonly hot: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = useMeasureNames();
  const title = one.what === "emotion" ? t("map.emotion") : one.what === "share" ? t("map.share") : names(one.what);
  const below = one.target !== undefined && one.estimate.high !== null && one.estimate.high < one.target;
  return (
    <div className="oi-inspector__line">
      <span>{title}</span>
      <span className="oi-inspector__figure">
        <Figure estimate={one.estimate} title={title} size="s" tone={(hot && one.what === "emotion") || below ? "bad" : "plain"} showN={!one.rank} scale />
        {one.rank ? <small>{t("map.rank", { place: one.rank.place, of: one.rank.of })}</small> : null}
      </span>
      {one.note || one.target !== undefined ? (
        <small className="oi-inspector__note">
          {[one.note, one.target === undefined ? "" : t("map.target", { target: format.number(one.target, { decimals: 1 }) })].filter(Boolean).join(" · ")}
        </small>
      ) : null}
    </div>
  );
}
