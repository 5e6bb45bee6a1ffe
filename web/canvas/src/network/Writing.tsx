/** The field in which the name of an actor or the label of a flow is written, where it stands. */
import type { Id } from "@outsidein/store";
import { useContext, useEffect, useRef } from "react";
import { useSpeech } from "../words";
import { WritingContext } from "./writingContext";

export function Writing({ id, text }: { readonly id: Id; readonly text: string }) {
  const { end } = useContext(WritingContext);
  const { t } = useSpeech();
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (said?: string): void => {
    if (done.current) return;
    done.current = true;
    end(said);
  };
  return (
    <input
      ref={field}
      className="oi-net-writing nodrag nopan"
      aria-label={t(id.startsWith("flow:") ? "network.flow.label" : "network.actor.name")}
      defaultValue={text}
      maxLength={200}
      dir="auto"
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") finish();
      }}
    />
  );
}
