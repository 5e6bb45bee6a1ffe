/**
 * Stages over steps over lanes: the scrolling map. What lives here: sizes, which rows and columns are drawn, the grid's
 * one set of listeners. Not here: a row (LaneRow), the head (Heads).
 */
import { later } from "@outsidein/kit";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { flushSync } from "react-dom";
import { AddButton } from "../ask/AddButton";
import { useKnown } from "../facts/watch";
import { useDragging } from "../drag/useDragging";
import { useSession } from "../session/Session";
import { useCanEdit, useGrid, useLanes, useMode, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { columnsOf, stagesOf } from "./columns";
import { Heads } from "./Heads";
import { heightOf } from "./heights";
import { LaneRow } from "./LaneRow";
import { lanesDrawn, rowsOf } from "./rows";
import { useFollowFocus } from "./useFollowFocus";
import { useGridEvents } from "./useGridEvents";
import { useSizes } from "./useSizes";
import { useShown } from "./useShown";
import "./map.css";

interface Props {
  readonly zoom: number;
  /** Draw lanes in which nothing stands, too. */
  readonly showEmpty: boolean;
}

// Loaded for kinds of map whose cards are tied.
const CardArrows = later(async () => (await import("../arrow/CardArrows")).CardArrows);

/** From this many cards on, a map is drawn in parts. */
const PLAIN = 300;

export function ChronologicalMap({ zoom, showEmpty }: Props) {
  const session = useSession();
  const { t } = useSpeech();
  const { store, kind, editor, asking } = session;
  const grid = useGrid();
  const lanes = useLanes();
  const known = useKnown();
  const canEdit = useCanEdit();
  const mode = useMode();
  const title = useTopics([`record:${store.journey}`], () => store.get<"journey">(store.journey)?.title ?? "");
  const columns = useMemo(() => columnsOf(grid.columns), [grid]);
  const stages = useMemo(() => stagesOf(grid.columns), [grid]);
  const cards = useTopics(["type:card"], () => store.ids("card").length);
  const printing = usePrinting();
  const virtual = cards > PLAIN && !printing;

  const filled = useTopics(["any"], () => filledLanes(store.ids("card"), (id) => store.get<"card">(id)?.lane));
  const rows = useMemo(() => {
    const full = new Set(filled.split("\n"));
    return rowsOf(kind, lanes, { drivers: Boolean(known.reading?.drivers), measures: known.reading ? known.measures : [] }, full, showEmpty && canEdit);
  }, [kind, lanes, known, filled, showEmpty, canEdit]);
  useEffect(() => {
    session.drawn.lanes = lanesDrawn(rows);
  }, [session, rows]);
  const keys = useMemo(() => rows.map((row) => row.key), [rows]);

  const scroller = useRef<HTMLDivElement>(null);
  const sizes = useSizes(scroller, columns.length, zoom);
  const estimate = useMemo(() => {
    const found = new Map(virtual ? rows.map((row) => [row.key, heightOf(row, columns, stages, store, sizes.column, zoom)]) : []);
    return (key: string) => found.get(key) ?? 0;
  }, [virtual, rows, columns, stages, store, sizes.column, zoom]);
  const size = useMemo(() => ({ keys, columns: columns.length, column: sizes.column, lane: sizes.lane, head: sizes.head }), [keys, columns.length, sizes]);
  const { shown, above, below, watch, reveal } = useShown(scroller, size, estimate, virtual);

  const toRow = useCallback(
    (row: number, column: number) => {
      const lane = editor.grid.rows[row]?.lane;
      const at = lane ? rows.findIndex((one) => ("lanes" in one ? one.lanes.some((corner) => corner.key === lane.key) : "lane" in one && one.lane.key === lane.key)) : 0;
      reveal(Math.max(0, at), Math.max(0, column));
    },
    [editor, rows, reveal],
  );
  useFollowFocus(scroller, toRow);
  useDragging(scroller, session, canEdit);
  const events = useGridEvents(session, asking);
  const focus = useFocusKnown();

  const style = { "--columns": columns.length, "--column": `${sizes.column}px`, "--lane": `${sizes.lane}px`, "--head": `${sizes.head}px`, "--zoom": zoom } as CSSProperties;
  const [firstColumn, lastColumn] = shown.columns;
  return (
    <div className="oi-map-scroller" ref={scroller} data-mode={mode.is} data-edit={canEdit || undefined} {...events} tabIndex={-1}>
      <div
        className="oi-map"
        role="grid"
        aria-label={t("canvas.grid", { title })}
        aria-rowcount={rows.length + 2}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-readonly={!canEdit || undefined}
        style={style}
        tabIndex={focus ? -1 : 0}
        data-virtual={virtual || undefined}
        data-tied={kind.ties.includes("card") || undefined}
      >
        <Heads stages={stages} columns={columns} first={firstColumn} last={lastColumn} />
        <div className="oi-map-body" role="rowgroup">
          {above > 0 && <div role="presentation" style={{ height: above }} />}
          {rows.slice(shown.rows[0], shown.rows[1] + 1).map((row, at) => (
            <LaneRow
              key={row.key}
              row={row}
              index={shown.rows[0] + at}
              columns={columns}
              stages={stages}
              first={firstColumn}
              last={lastColumn}
              width={sizes.column}
              zoom={zoom}
              minHeight={virtual ? estimate(row.key) : 0}
              watch={virtual ? watch : null}
            />
          ))}
          {below > 0 && <div role="presentation" style={{ height: below }} />}
          {kind.ties.includes("card") && (
            <Suspense>
              <CardArrows rows={rows} columns={columns} stages={stages} lane={sizes.lane} width={sizes.column} />
            </Suspense>
          )}
        </div>
      </div>
      {canEdit && (
        <div className="oi-map-add-lane">
          <AddButton command="lane.add" at={{ parent: store.journey, lane: "", id: "" }} label={t("canvas.add.lane")} shown words />
        </div>
      )}
    </div>
  );
}

/** Whether the keyboard has a place on the map already; before, the grid itself takes the focus. */
function useFocusKnown(): boolean {
  const { editor } = useSession();
  const [known, setKnown] = useState(editor.state.selection.focus !== null);
  useEffect(() => editor.subscribe(() => setKnown(editor.state.selection.focus !== null)), [editor]);
  return known;
}

/** A printed map is whole, however large it is. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}

function filledLanes(ids: readonly string[], laneOf: (id: string) => string | undefined): string {
  return [...new Set(ids.map((id) => laneOf(id) ?? ""))].sort().join("\n");
}
