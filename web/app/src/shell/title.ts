/** The title of the window: the page's, the workspace's, ours. */
import { useContext, useEffect } from "react";
import { PlaceContext } from "../session/place";

/** Say what the page shows; a page that knows better than its route calls it again. */
export function useTitle(title: string): void {
  const place = useContext(PlaceContext);
  const workspace = place?.name;
  useEffect(() => {
    document.title = [title, workspace, "Outside-In"].filter(Boolean).join(" · ");
  }, [title, workspace]);
}
