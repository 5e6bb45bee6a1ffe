/** Undo and redo of what this person did. Not here: other people's changes. */
import { IconButton } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { useTopics } from "../session/watch";
import { useSpeech } from "../words";

export function History() {
  const { t } = useSpeech();
  const { editor, store } = useSession();
  const can = useTopics(["undo"], () => `${store.canUndo} ${store.canRedo}`);
  return (
    <span className="oi-map-history">
      <IconButton icon="undo" label={t("canvas.undo")} keys="Ctrl+Z" disabled={!can.startsWith("true")} onPress={() => void editor.run("undo")} />
      <IconButton icon="redo" label={t("canvas.redo")} keys="Ctrl+Shift+Z" disabled={!can.endsWith("true")} onPress={() => void editor.run("redo")} />
    </span>
  );
}
