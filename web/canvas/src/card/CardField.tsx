/** Writing a card in its place, with the lane's hint while it is empty. Not here: the field itself (WritingField). */
import type { MapLane } from "@outsidein/editor";
import { clipOf } from "../session/clip";
import { pasting } from "../session/pasting";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { WritingField } from "./WritingField";

interface Props {
  readonly id: string;
  readonly text: string;
  readonly value: number | undefined;
  readonly lane: MapLane;
}

export function CardField({ text, value, lane }: Props) {
  const { editor } = useSession();
  const { t } = useSpeech();
  const words = value === undefined ? text : `${value} ${text}`.trim();
  return (
    <WritingField
      text={words}
      label={t("canvas.card.write", { lane: lane.title })}
      hint={lane.hint}
      onKeep={(kept, next) => editor.commit(kept, next)}
      onGiveUp={() => editor.giveUp()}
      onPasteInstead={(data) => pasting(editor.pasteInstead(clipOf(data)))}
    />
  );
}
