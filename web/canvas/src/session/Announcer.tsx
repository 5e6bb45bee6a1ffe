/** Says aloud what the editor did: a live region for screen readers. Not here: what is said (the editor's messages). */
import type { Announcement } from "@outsidein/editor";
import { hasMessage, toast, type T } from "@outsidein/kit";
import type { SpineWords } from "@outsidein/schema";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useSpeech } from "../words";
import { useSession } from "./Session";

export function Announcer() {
  const { editor, follow } = useSession();
  const { t, spine } = useSpeech();
  const says = useSyncExternalStore(follow, () => editor.state.says);
  const text = says ? t.dynamic(says.key, spoken(says.values, t, spine)) : "";
  const last = useRef(says?.number ?? 0);
  useEffect(() => {
    if (!says || says.number === last.current) return;
    last.current = says.number;
    if (!isShown(says)) return;
    const back = isRefused(says) ? {} : { action: { label: t("canvas.undo"), onAction: () => void editor.run("undo") } };
    toast({ says: t.dynamic(says.key, spoken(says.values, t, spine)), ...back });
  }, [says, editor, t, spine]);
  // Two regions by turns, so that the same words are said again.
  const odd = (says?.number ?? 0) % 2 === 1;
  return (
    <div className="oi-unseen">
      <p aria-live="polite">{odd ? text : ""}</p>
      <p aria-live="polite">{odd ? "" : text}</p>
    </div>
  );
}

/** What changes more, or less, than was meant is shown to everybody, with the way back; so is that nothing can change. */
function isShown(said: Announcement): boolean {
  const { key, values } = said;
  if (isRefused(said)) return true;
  if (key.endsWith(".pasted")) return Number(values["left"]) > 0 || Number(values["held"]) > 0;
  return [".removed", ".overwrote", ".held"].some((one) => key.endsWith(one));
}

function isRefused({ key }: Announcement): boolean {
  return [".locked", ".laneLocked", ".bearsLocked", ".reader"].some((one) => key.endsWith(one));
}

/** The label of an edit is a message itself. */
function spoken(values: Readonly<Record<string, string | number>>, t: T, spine: SpineWords): Readonly<Record<string, string | number>> {
  const { label } = values;
  return typeof label === "string" && hasMessage(label) ? { ...values, label: t.dynamic(label, spine) } : values;
}
