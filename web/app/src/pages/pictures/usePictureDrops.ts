/**
 * Pictures pasted or dropped onto the map: sent to the server, then a card of their own, or the picture of the card they
 * fell on. What lives here: hearing of them. Not here: sending them (putPicture.ts), drawing them (canvas).
 */
import type { ClipboardEvent, DragEvent } from "react";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";

export interface PictureDrops {
  readonly onPasteCapture: (event: ClipboardEvent) => void;
  readonly onDragOverCapture: (event: DragEvent) => void;
  readonly onDropCapture: (event: DragEvent) => void;
}

/** What to spread on the element around the map; `onPut` is told of the card. */
export function usePictureDrops(store: MapStore, kind: Kind, workspace: string, onPut: (card: Id) => void): PictureDrops {
  const editable = (): boolean => store.status.canEdit && !store.status.locked;
  const put = async (file: File, target: Element | null): Promise<void> => {
    const { putPicture } = await import("./putPicture");
    const card = await putPicture(store, kind, workspace, file, target);
    if (card) onPut(card);
  };
  return {
    onPasteCapture: (event) => {
      const file = pictureIn(event.clipboardData);
      const writing = event.target instanceof Element && event.target.closest("input,textarea");
      if (!file || writing || !editable()) return;
      event.preventDefault();
      event.stopPropagation();
      void put(file, document.activeElement);
    },
    onDragOverCapture: (event) => {
      if (!event.dataTransfer.types.includes("Files") || !editable()) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    },
    onDropCapture: (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      const file = pictureIn(event.dataTransfer);
      if (file && editable()) void put(file, event.target instanceof Element ? event.target : null);
    },
  };
}

/** The first picture among files, unless there are words as well: spreadsheets copy a picture of their cells, too. */
function pictureIn(data: DataTransfer): File | undefined {
  if (data.getData("text/plain")) return undefined;
  return [...data.files].find((one) => one.type.startsWith("image/"));
}
