/** A page on which files can be dropped anywhere; the same by a button, for keys and touch. */
import type { DragEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import { Button, Icon, useT, type ButtonLook } from "@outsidein/kit";

const ACCEPT = ".csv,.tsv,.txt,.gz,.xlsx,.xlsm,.parquet,.jsonl,.ndjson,.json,.xes,.jsonocel";

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function DropZone({ onFiles, disabled, children }: DropZoneProps): ReactNode {
  const t = useT();
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const holds = (event: DragEvent): boolean => !disabled && event.dataTransfer.types.includes("Files");
  const count = (event: DragEvent, by: 1 | -1): void => {
    if (!holds(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent): void => {
    if (!holds(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length) onFiles(files);
  };
  return (
    <div className="oi-dropzone" onDragEnter={(event) => count(event, 1)} onDragLeave={(event) => count(event, -1)} onDragOver={(event) => holds(event) && event.preventDefault()} onDrop={drop}>
      {children}
      {over ? (
        <div className="oi-dropzone__over" aria-hidden="true">
          <p>
            <Icon name="upload" size={28} />
            {t("evidence.drop.here")}
          </p>
        </div>
      ) : null}
    </div>
  );
}

/** The button that chooses files. */
export function ChooseFiles({ onFiles, look = "primary", children }: { readonly onFiles: (files: readonly File[]) => void; readonly look?: ButtonLook; readonly children: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} icon="upload" onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length) onFiles(files);
        }}
      />
    </>
  );
}
