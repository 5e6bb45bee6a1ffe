/**
 * Where the journey branches, returns or ends early: arcs above the heads of steps, laid out as a grid of slots × levels.
 * What lives here: elements. Not here: how arcs run (bands), records, the dialog (ask/AskArrow).
 */
import { remove } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { memo, useMemo, useRef } from "react";
import type { DrawnColumn } from "../grid/columns";
import { useSession } from "../session/Session";
import { useCanEdit, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import "./words";
import { arcsOf, endsOf, FAR, SLOTS, wishOf, type Arc, type Tag } from "./bands";
import { DoorMark } from "./DoorMark";
import { useHeadsGiveWay } from "./useHeadsGiveWay";
import "./arrow.css";

interface Props {
  readonly columns: readonly DrawnColumn[];
}

interface Branch {
  readonly id: Id;
  readonly from: number;
  /** The column it leads to; null where it leaves the journey. */
  readonly to: number | null;
  readonly label: string;
  readonly kind: "leads" | "returns" | "leaves";
}

const KINDS = ["leads", "returns", "leaves"] as const;
const BARE = "↷";

export const ArrowBand = memo(function ArrowBand({ columns }: Props) {
  const { t } = useSpeech();
  const { store } = useSession();
  const band = useRef<HTMLDivElement>(null);
  const text = useTopics(["type:arrow", "any"], () => JSON.stringify(branchesOf(columns, store)));
  const names = useTopics(["type:step", "any"], () => JSON.stringify(columns.map((column) => store.get<"step">(column.step)?.name ?? "")));
  const drawn = useMemo(() => {
    const branches = JSON.parse(text) as readonly Branch[];
    const name = JSON.parse(names) as readonly string[];
    const where = (at: number) => ({ number: columns[at]?.number ?? 0, name: name[at] ?? "" });
    const texts = branches.map(({ from, to, label, kind }): readonly string[] => {
      if (to === null) return [label || t("arrows.leaves")];
      if (Math.abs(to - from) < FAR) return [label || BARE];
      const onward = t("arrows.far.onward", { kind, ...where(to) });
      return [label ? t("arrows.far.with", { what: onward, label }) : onward, t("arrows.far.arrives", where(from))];
    });
    const arcs = arcsOf(branches.map(({ from, to }, at) => ({ source: from, target: to, wishes: (texts[at] ?? []).map((one) => wishOf(one, to === null)) })), columns.length);
    return branches.flatMap((branch, at) => {
      const arc = arcs[at];
      return arc ? [{ branch, arc, texts: texts[at] ?? [], says: t("arrows.branch", { kind: branch.kind, from: name[branch.from] ?? "", to: name[branch.to ?? -1] ?? "", label: branch.label }) }] : [];
    });
  }, [columns, text, names, t]);
  useHeadsGiveWay(band, drawn.length);
  if (drawn.length === 0) return null;

  const levels = 1 + Math.max(...drawn.map(({ arc }) => arc.level));
  const grid = { gridTemplate: `repeat(${2 * levels}, minmax(10px, auto)) 14px / repeat(${columns.length * SLOTS}, minmax(0, 1fr))` };
  return (
    <div ref={band} className="oi-map-row oi-map-arrows" role="row" aria-label={t("arrows.branches")}>
      <div className="oi-map-corner oi-map-corner-arrows" role="rowheader">
        {t("arrows.branches")}
        <ul>
          {KINDS.filter((kind) => drawn.some(({ branch }) => branch.kind === kind)).map((kind) => (
            <li key={kind} className={`is-${kind}`}>
              {kind === "leaves" ? <DoorMark /> : <i />} {t("arrows.key", { kind })}
            </li>
          ))}
        </ul>
      </div>
      <div className="oi-map-arrow-cell" role="gridcell" style={{ gridColumn: `2 / span ${columns.length}`, ...grid }}>
        {drawn.map(({ branch, arc }) => (
          <div key={branch.id} className={`oi-map-arrow is-${branch.kind} ${wayOf(arc)}`} style={{ gridArea: areaOf(arc, levels) }} aria-hidden="true" />
        ))}
        {drawn.flatMap(({ branch, arc, texts, says }) =>
          arc.tags.map((tag, place) => (
            <div key={`${branch.id} ${place}`} className="oi-map-arrow-tag" style={{ gridArea: roomOf(arc, tag, levels), "--lean": tag.lean } as React.CSSProperties}>
              <BranchLabel branch={branch} text={texts[place] ?? ""} says={says} step={columns[branch.from]?.step ?? ""} first={place === 0} />
            </div>
          )),
        )}
      </div>
    </div>
  );
});

interface LabelProps {
  readonly branch: Branch;
  readonly text: string;
  readonly says: string;
  readonly step: Id;
  readonly first: boolean;
}

/** The first label of a branch opens it; the one at its far end is only to be read. */
function BranchLabel({ branch, text, says, step, first }: LabelProps) {
  const { store, asking, editor } = useSession();
  const canEdit = useCanEdit();
  const look = `oi-map-arrow-label is-${branch.kind}`;
  const shown = (
    <span aria-hidden="true">
      {branch.to === null && <DoorMark />}
      <span>{text}</span>
    </span>
  );
  if (!canEdit || !first) {
    return (
      <span className={look} title={says}>
        {first && <span className="oi-unseen">{says}</span>}
        {shown}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={look}
      aria-label={says}
      title={says}
      onClick={() => asking.ask({ what: "arrow", from: step, arrow: branch.id })}
      onKeyDown={(event) => {
        if (event.key !== "Delete" && event.key !== "Backspace") return;
        event.preventDefault();
        event.stopPropagation();
        remove(store, [branch.id]);
        if (step) editor.point({ parent: step, lane: "", id: step });
      }}
    >
      {shown}
    </button>
  );
}

type Store = ReturnType<typeof useSession>["store"];

function branchesOf(columns: readonly DrawnColumn[], store: Store): readonly Branch[] {
  const place = new Map(columns.map((column) => [column.step, column.at]));
  return store.ids("arrow").flatMap((id): Branch[] => {
    const arrow = store.get<"arrow">(id);
    const from = place.get(arrow?.parent ?? "");
    const to = arrow?.to ? place.get(arrow.to) : null;
    if (!arrow || !arrow.parent || from === undefined || to === undefined) return [];
    return [{ id, from, to, label: arrow.label ?? "", kind: to === null ? "leaves" : (arrow.kind ?? "leads") }];
  });
}

function wayOf({ leg: [start, end] }: Arc): string {
  if (start === null || end === null) return "is-out";
  return end > start ? "is-on" : "is-back";
}

/** From the middle of its level down to the steps, between its legs; one that goes out begins under its label. */
function areaOf(arc: Arc, levels: number): string {
  const ends = endsOf(arc.leg);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const row = 2 * (levels - 1 - arc.level) + (ends.length > 1 ? 2 : 3);
  return `${row} / ${low + 1} / -1 / ${Math.max(high, low + 1) + 1}`;
}

function roomOf(arc: Arc, tag: Tag, levels: number): string {
  const row = 2 * (levels - 1 - arc.level) + 1;
  return `${row} / ${tag.first + 1} / ${row + 2} / ${tag.last + 1}`;
}
