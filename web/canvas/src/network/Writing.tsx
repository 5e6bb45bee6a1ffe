/** The name of an actor or the label of a flow, written where it stands. Not here: the field itself (card/WritingField). */
import type { Id } from "@outsidein/store";
import { useContext } from "react";
import { WritingField } from "../card/WritingField";
import { useSpeech } from "../words";
import { WritingContext } from "./writingContext";

export function Writing({ id, text }: { readonly id: Id; readonly text: string }) {
  const { end } = useContext(WritingContext);
  const { t } = useSpeech();
  const label = t(id.startsWith("flow:") ? "network.flow.label" : "network.actor.name");
  return <WritingField text={text} label={label} line whole className="oi-net-writing nodrag nopan" onKeep={(words) => end(words.replace(/\s+/g, " "))} onGiveUp={() => end()} />;
}
