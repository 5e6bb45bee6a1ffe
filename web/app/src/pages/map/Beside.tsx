/**
 * What stands beside the map: the inspector, the comments or the history, one at a time. What lives here: the panel and
 * its head. Not here: what any of them says; each is loaded when somebody wants it.
 */
import type { ReactNode } from "react";
import { Suspense } from "react";
import { IconButton, later, Skeleton, ToggleGroup, useT } from "@outsidein/kit";
import type { CommentsPanelProps } from "../comments/CommentsPanel";
import type { InspectorProps } from "./Inspector";
import { PARTS, type Part } from "./parts";
import "./inspector.css";
import "./words";

const Inspector = later(async () => (await import("./Inspector")).Inspector);
const CommentsPanel = later(async () => (await import("../comments/CommentsPanel")).CommentsPanel);
const HistoryPanel = later(async () => (await import("../history/HistoryPanel")).HistoryPanel);

export interface BesideProps extends InspectorProps, CommentsPanelProps {
  readonly part: Part;
  readonly onPart: (part: Part | "") => void;
  /** How many comments are open. */
  readonly said: number;
}

export function Beside({ part, onPart, said, ...rest }: BesideProps): ReactNode {
  const t = useT();
  return (
    <aside className="oi-inspector" aria-label={t(`map.${part}`)}>
      <div className="oi-inspector__head">
        <ToggleGroup label={t("map.aside")} value={part} onChange={(id) => onPart(PARTS.find((one) => one.id === id)?.id ?? "inspector")} segments={PARTS.map((one) => ({ id: one.id, label: one.id === "comments" && said ? t("beside.comments.count", { n: said }) : t(`map.${one.id}`) }))} />
        <IconButton icon="close" size="s" label={t("beside.aside.close")} onPress={() => onPart("")} />
      </div>
      <Suspense fallback={<Skeleton lines={6} />}>
        {part === "inspector" ? <Inspector {...rest} /> : part === "comments" ? <CommentsPanel {...rest} /> : <HistoryPanel {...rest} />}
      </Suspense>
    </aside>
  );
}
