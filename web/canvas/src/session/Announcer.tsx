/** Says aloud what the editor did: a live region for screen readers. Not here: what is said (the editor's messages). */
import { hasMessage, toast, type T } from "@outsidein/kit";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useSpeech } from "../words";
import { useSession } from "./Session";

export function Announcer() {
  const { editor, follow } = useSession();
  const { t } = useSpeech();
  const says = useSyncExternalStore(follow, () => editor.state.says);
  const text = says ? t.dynamic(says.key, spoken(says.values, t)) : "";
  const last = useRef(says?.number ?? 0);
  useEffect(() => {
    if (!says || says.number === last.current) return;
    last.current = says.number;
    if (!says.key.endsWith(".removed") && !says.key.endsWith(".overwrote")) return;
    toast({ says: t.dynamic(says.key, spoken(says.values, t)), action: { label: t("canvas.undo"), onAction: () => void editor.run("undo") } });
  }, [says, editor, t]);
  // Two regions by turns, so that the same words are said again.
  const odd = (says?.number ?? 0) % 2 === 1;
  return (
    <div className="oi-unseen">
      <p aria-live="polite">{odd ? text : ""}</p>
      <p aria-live="polite">{odd ? "" : text}</p>
    </div>
  );
}

/** The label of an edit is a message itself. */
function spoken(values: Readonly<Record<string, string | number>>, t: T): Readonly<Record<string, string | number>> {
  const { label } = values;
  return typeof label === "string" && hasMessage(label) ? { ...values, label: t.dynamic(label) } : values;
}
