/**
 * Arrows from card to card over the map: drawn anew whenever anything moves. What lives here: elements, and what a click
 * or key on one does. Not here: their ways (cardTies), geometry (ways), drawing one by hand (ConnectHandle).
 */
import { remove } from "@outsidein/editor";
import type { Id } from "@outsidein/store";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { DrawnColumn, DrawnStage } from "../grid/columns";
import type { DrawnRow } from "../grid/rows";
import { useSession } from "../session/Session";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import "./words";
import { cardTies, gapsOf, laneRows, type CardTie } from "./cardTies";
import { ConnectHandle } from "./ConnectHandle";
import { measured } from "./measuring";
import { around, drawn, mirrored, pointsOf, settle, type Box, type Drawn } from "./ways";
import "./cardArrows.css";

interface Props {
  readonly rows: readonly DrawnRow[];
  readonly columns: readonly DrawnColumn[];
  readonly stages: readonly DrawnStage[];
  readonly lane: number;
  readonly width: number;
}

interface Laid extends Drawn {
  readonly tie: CardTie;
  readonly label: readonly [number, number];
}

const GUTTER = 14;
const LETTER = 6;

export function CardArrows({ rows, columns, stages, lane, width }: Props) {
  const { t } = useSpeech();
  const { store, asking, editor, follow } = useSession();
  const canEdit = useCanEdit();
  const svg = useRef<SVGSVGElement>(null);
  const told = useChanges();
  const lanes = useMemo(() => laneRows(rows), [rows]);
  const ties = useMemo(() => {
    void told;
    return cardTies(store, lanes, columns, stages);
  }, [told, store, lanes, columns, stages]);
  const [laid, setLaid] = useState<readonly Laid[]>([]);
  const near = useSyncExternalStore(follow, () => editor.state.selection.focus?.id ?? "");

  const look = useCallback(() => {
    const body = svg.current?.parentElement;
    if (!body) return;
    const gaps = gapsOf(ties);
    makeRoom(body, lanes.map((row) => row.key), gaps);
    const map = measured(body, lanes.map((row) => row.key), { lane, column: width, gutter: GUTTER });
    const names = [...map.cards.values()];
    const rtl = getComputedStyle(body).direction === "rtl";
    const found = ties.flatMap((tie) => {
      const [from, to] = [map.cards.get(tie.arrow.parent), map.cards.get(tie.to)];
      const points = from && to ? pointsOf(tie.route, from, to, map) : null;
      return points ? [{ tie, points }] : [];
    });
    const taken: Box[] = [...names];
    setLaid(
      found.map(({ tie, points }) => {
        const others = found.flatMap((one) => (one.tie === tie ? [] : around(one.points)));
        const wide = tie.arrow.label ? Math.min(tie.arrow.label.length * LETTER + 14, 160) : 16;
        const [x, y] = settle(wide, 18, points, [...others, ...taken]);
        taken.push({ left: x - wide / 2, right: x + wide / 2, top: y - 9, bottom: y + 9 });
        const shown = rtl ? mirrored(points, body.clientWidth) : points;
        return { tie, ...drawn(shown), label: [rtl ? body.clientWidth - x : x, y] };
      }),
    );
  }, [ties, lanes, lane, width]);

  useLayoutEffect(look, [look]);
  useEffect(() => {
    const body = svg.current?.parentElement;
    if (!body || typeof ResizeObserver === "undefined") return undefined;
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const observer = new ResizeObserver(later);
    observer.observe(body);
    for (const row of body.querySelectorAll(".oi-map-lane-row")) observer.observe(row);
    void document.fonts?.ready.then(later);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [look]);

  const text = (id: Id): string => store.get<"card">(id)?.text ?? "";
  return (
    <>
      <svg ref={svg} className="oi-map-ties" aria-hidden="true">
        {laid.map(({ tie, path, head }) => (
          <g key={tie.arrow.id} className={`is-${tie.arrow.kind ?? "leads"}${near === tie.arrow.parent || near === tie.to ? " is-near" : ""}`}>
            <path className="oi-map-tie-halo" d={path} />
            <path className="oi-map-tie-way" d={path} />
            <path className="oi-map-tie-head" d={head} />
          </g>
        ))}
      </svg>
      <div className="oi-map-tie-labels" role="presentation">
        {laid.map(({ tie: { arrow, to }, label: [left, top] }) => {
          const says = t("arrows.says", { kind: arrow.kind ?? "leads", from: text(arrow.parent), to: text(to), label: arrow.label ?? "" });
          const style = { left, top };
          if (!canEdit) {
            return (
              <span key={arrow.id} className={`oi-map-tie-label${arrow.label ? "" : " is-bare"}`} style={style}>
                <span className="oi-unseen">{says}</span>
                <span aria-hidden="true">{arrow.label}</span>
              </span>
            );
          }
          return (
            <button
              key={arrow.id}
              type="button"
              className={`oi-map-tie-label${arrow.label ? "" : " is-bare"}`}
              style={style}
              aria-label={says}
              title={says}
              tabIndex={near === arrow.parent || near === to ? 0 : -1}
              onClick={() => asking.ask({ what: "arrow", from: arrow.parent, arrow: arrow.id })}
              onKeyDown={(event) => {
                if (event.key !== "Delete" && event.key !== "Backspace") return;
                event.preventDefault();
                event.stopPropagation();
                remove(store, [arrow.id]);
                editor.say("editor.say.removed", { count: 1 });
                const card = store.get<"card">(arrow.parent);
                if (card) editor.point({ parent: card.parent, lane: card.lane, id: card.id });
              }}
            >
              {arrow.label || <span aria-hidden="true">•</span>}
            </button>
          );
        })}
      </div>
      {canEdit && <ConnectHandle layer={svg} />}
    </>
  );
}

/** Counts up with every change of the map, at most once a frame. */
function useChanges(): number {
  const { store } = useSession();
  const [count, setCount] = useState(0);
  useEffect(() => {
    let frame = 0;
    const stop = store.subscribe("any", () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setCount((one) => one + 1));
    });
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [store]);
  return count;
}

/** Rows make room above them for the arrows that lie side by side in the gap. */
function makeRoom(body: HTMLElement, keys: readonly string[], gaps: ReadonlyMap<number, number>): void {
  let before: HTMLElement | null = null;
  for (const row of body.querySelectorAll<HTMLElement>(".oi-map-lane-row")) {
    if (row.dataset["line"] !== undefined) {
      before ??= row;
      continue;
    }
    const at = keys.indexOf(row.dataset["key"] ?? "");
    row.style.setProperty("--tracks", "0");
    (before ?? row).style.setProperty("--tracks", `${gaps.get(at) ?? 0}`);
    row.style.setProperty("--under", at === keys.length - 1 ? `${gaps.get(keys.length) ?? 0}` : "0");
    before = null;
  }
}
