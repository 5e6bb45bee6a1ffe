/**
 * A level set by people, as a slider: × drawn, ▬ target. Arrow keys and dragging move it; nothing is written while it is
 * dragged, one edit when it is let go. Not here: what is measured (CurvePoint).
 */
import { useState } from "react";
import { useSession } from "../session/Session";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import { clearLevel, levelOf, setLevel, type LevelKind } from "./levels";
import { held, HIGHEST, LOWEST, type Scale } from "./scale";
import type { CurveColumn } from "./useCurve";

interface Props {
  readonly kind: LevelKind;
  readonly column: CurveColumn;
  readonly scale: Scale;
  readonly lane: string;
}

export function LevelHandle({ kind, column, scale, lane }: Props) {
  const { t, format } = useSpeech();
  const { store } = useSession();
  const canEdit = useCanEdit();
  const [dragged, setDragged] = useState<number | null>(null);
  const kept = levelOf(column, kind);
  if (kept === null) return null;
  const level = dragged ?? kept;
  const text = format.number(level, { decimals: 1 });
  const label = t(kind === "drawn" ? "canvas.curve.drawn.at" : "canvas.curve.target.at", { step: column.name });
  const shape = (
    <svg width="24" height="24" viewBox="-12 -12 24 24" aria-hidden="true">
      <path className={kind === "drawn" ? "oi-map-hand" : "oi-map-aim"} d={kind === "drawn" ? "M-4-4 4 4M4-4-4 4" : "M-8 0H8"} />
    </svg>
  );
  if (!canEdit) {
    return (
      <span className={`oi-map-handle is-${kind}`} style={{ top: scale.y(level) }} title={`${label}: ${text}`}>
        {shape}
      </span>
    );
  }
  const set = (next: number) => {
    if (held(next) !== kept) setLevel(store, column, kind, lane, next);
  };
  return (
    <span
      className={`oi-map-handle is-${kind}${dragged === null ? "" : " is-dragged"}`}
      role="slider"
      tabIndex={-1}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={LOWEST}
      aria-valuemax={HIGHEST}
      aria-valuenow={level}
      aria-valuetext={text}
      style={{ top: scale.y(level) }}
      title={`${label}: ${text}`}
      data-level={kind}
      onKeyDown={(event) => {
        const by = { ArrowUp: 0.5, ArrowRight: 0.5, ArrowDown: -0.5, ArrowLeft: -0.5, PageUp: 1, PageDown: -1 }[event.key];
        if (by !== undefined) set(level + by);
        else if (event.key === "Home") set(LOWEST);
        else if (event.key === "End") set(HIGHEST);
        else if (event.key === "Delete" || event.key === "Backspace") clearLevel(store, column, kind);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const cell = event.currentTarget.parentElement?.getBoundingClientRect();
        if (cell) setDragged(scale.level(event.clientY - cell.top));
      }}
      onPointerUp={(event) => {
        event.currentTarget.releasePointerCapture(event.pointerId);
        if (dragged !== null) set(dragged);
        setDragged(null);
      }}
      onPointerCancel={() => setDragged(null)}
    >
      {shape}
      {dragged !== null && <b className="oi-map-handle-value">{text}</b>}
    </span>
  );
}
