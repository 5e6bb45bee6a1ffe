/**
 * Spaces over towers over the line: the scrolling picture. What lives here: sizes, the spaces side by side, the map's one
 * set of listeners (the grid's own). Not here: a space (Space), a tower (Tower), the titles of lanes (LaneTitles).
 */
import { Button, EmptyState } from "@outsidein/kit";
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { AddButton } from "../ask/AddButton";
import { useDragging } from "../drag/useDragging";
import { columnsOf, stagesOf } from "../grid/columns";
import { useFollowFocus } from "../grid/useFollowFocus";
import { useGridEvents } from "../grid/useGridEvents";
import { useSizes } from "../grid/useSizes";
import { useSession } from "../session/Session";
import { useCanEdit, useGrid, useLanes, useMode, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import { LaneTitles } from "./LaneTitles";
import { Space } from "./Space";
import "../grid/heads.css";
import "../grid/map.css";
import "./towers.css";

/** In pixels: a tower in which a box of five words reads well. */
const LEAST = 130;

export function TowersMap({ zoom }: { readonly zoom: number }) {
  const session = useSession();
  const { t, spine } = useSpeech();
  const { store, kind, editor, asking } = session;
  const grid = useGrid();
  const lanes = useLanes();
  const mode = useMode();
  const canEdit = useCanEdit();
  const title = useTopics([`record:${store.journey}`], () => store.get<"journey">(store.journey)?.title ?? "");
  const columns = useMemo(() => columnsOf(grid.columns), [grid]);
  const stages = useMemo(() => stagesOf(grid.columns), [grid]);
  useEffect(() => {
    session.drawn.lanes = new Set(lanes.map((lane) => lane.key));
  }, [session, lanes]);

  const scroller = useRef<HTMLDivElement>(null);
  const sizes = useSizes(scroller, columns.length, zoom);
  useFollowFocus(scroller, useCallback(() => undefined, []));
  useDragging(scroller, session, canEdit);
  const events = useGridEvents(session, asking);
  const focused = useFocusKnown();

  const last = stages.at(-1)?.id;
  const style = { "--columns": columns.length, "--column": `${Math.max(sizes.column, LEAST * zoom)}px`, "--lane": `${sizes.lane}px`, "--zoom": zoom } as CSSProperties;
  return (
    <div className="oi-map-scroller oi-towers-scroller" ref={scroller} data-mode={mode.is} data-edit={canEdit || undefined} {...events} tabIndex={-1}>
      <div className="oi-map oi-towers" role="group" aria-label={t("towers.label", { ...spine, title })} style={style} tabIndex={focused ? -1 : 0}>
        {stages.length === 0 ? (
          <EmptyState drawing="hierarchical" title={t("towers.none", spine)} says={kind.meaning} action={canEdit ? <Button look="primary" icon="plus" onPress={() => void editor.run("stage.add")}>{t("canvas.add.stage", spine)}</Button> : undefined} />
        ) : (
          <div className="oi-towers-storey">
            <LaneTitles lanes={lanes} />
            {stages.map((stage) => (
              <Space key={stage.id} stage={stage} of={stages.length} columns={columns} lanes={lanes} />
            ))}
          </div>
        )}
      </div>
      {canEdit && (
        <div className="oi-map-add-lane oi-towers-add">
          <AddButton command="stage.add" at={{ parent: last ?? store.journey, lane: "", id: last ?? "" }} label={t("canvas.add.stage", spine)} shown words />
          <AddButton command="lane.add" at={{ parent: store.journey, lane: "", id: "" }} label={t("canvas.add.lane")} shown words />
        </div>
      )}
    </div>
  );
}

/** Whether the keyboard has a place on the map already; before, the map itself takes the focus. */
function useFocusKnown(): boolean {
  const { editor } = useSession();
  const [known, setKnown] = useState(editor.state.selection.focus !== null);
  useEffect(() => editor.subscribe(() => setKnown(editor.state.selection.focus !== null)), [editor]);
  return known;
}
