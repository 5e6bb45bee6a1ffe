/**
 * The browser's clipboard as the editor takes it and gives it. What lives here: the names of its forms. Not here: what
 * they mean on a map (the editor).
 */
import { OWN_TYPE, type Clip } from "@outsidein/editor";

/** What somebody pastes, in each form that it has. */
export function clipOf(data: DataTransfer): { readonly own: string; readonly html: string; readonly text: string } {
  return { own: data.getData(OWN_TYPE), html: data.getData("text/html"), text: data.getData("text/plain") };
}

/** Put a copy onto the clipboard, for us and for other programs. */
export function putClip(data: DataTransfer, clip: Clip): void {
  data.setData("text/plain", clip.text);
  data.setData("text/html", clip.html);
  data.setData(OWN_TYPE, clip.own);
}
