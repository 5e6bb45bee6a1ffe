/** What one can do with a hint of the writing guide; each is an ordinary edit, with undo. Not here: the hint's words. */
import { Button, useT } from "@outsidein/kit";
import { callFine, ownWord, takeSuggestion, type Advice } from "@outsidein/editor";
import type { MapStore } from "@outsidein/store";
import "./commandWords";
import "./ask.css";

interface Props {
  readonly store: MapStore;
  readonly advice: Advice;
  readonly onDone?: () => void;
}

export function AdviceButtons({ store, advice, onDone }: Props) {
  const t = useT();
  const { suggestion, word, where } = advice;
  const id = where.record ?? "";
  if (!store.status.canEdit || store.status.locked) return null;
  const press = (edit: () => void) => () => {
    edit();
    onDone?.();
  };
  return (
    <div className="oi-map-advice">
      {suggestion && (
        <Button size="s" onPress={press(() => takeSuggestion(store, id, suggestion))}>
          {t("commands.advice.take", { suggestion })}
        </Button>
      )}
      <Button size="s" onPress={press(() => callFine(store, id))}>
        {t("commands.advice.fine")}
      </Button>
      {word && (
        <Button size="s" look="ghost" onPress={press(() => ownWord(store, word))}>
          {t("commands.advice.own", { word })}
        </Button>
      )}
    </div>
  );
}
