/** Taking a map file: dropped here or chosen. Not here: reading what it says (the server does). */
import { Button, toast, useT } from "@outsidein/kit";
import type { DragEvent, ReactNode } from "react";
import { useRef, useState } from "react";

/** As large as the server takes one. */
const MOST = 5_000_000;

export interface DropFileProps {
  /** Of the file that was taken; empty where none was. */
  readonly name: string;
  readonly onFile: (name: string, text: string) => void;
}

export function DropFile({ name, onFile }: DropFileProps): ReactNode {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > MOST) return void toast({ says: t("maps.file.too_large", { name: file.name }), tone: "bad" });
    onFile(file.name, await file.text());
  };
  const hold = (event: DragEvent, there: boolean): void => {
    event.preventDefault();
    setOver(there);
  };
  return (
    <div
      className={over ? "oi-drop oi-drop--over" : "oi-drop"}
      onDragOver={(event) => hold(event, true)}
      onDragLeave={(event) => hold(event, false)}
      onDrop={(event) => {
        hold(event, false);
        void take(event.dataTransfer.files[0]);
      }}
    >
      <p role="status">{name ? t("maps.file.taken", { name }) : t("maps.file.drop")}</p>
      <Button icon="upload" onPress={() => input.current?.click()}>
        {name ? t("maps.file.other") : t("maps.file.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,application/yaml,text/yaml"
        hidden
        onChange={(event) => void take(event.target.files?.[0])}
      />
    </div>
  );
}
