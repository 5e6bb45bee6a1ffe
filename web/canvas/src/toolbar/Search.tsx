/** Looks for words on the map; Enter goes on to the next that was found. Not here: finding (the editor). */
import { SearchField } from "@outsidein/kit";
import { useSyncExternalStore } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

export function Search() {
  const { t, format } = useSpeech();
  const { editor, follow } = useSession();
  const filter = useSyncExternalStore(follow, () => editor.state.filter);
  const found = useSyncExternalStore(follow, () => editor.state.found?.ids.size ?? -1);
  return (
    <div className="oi-map-search">
      <SearchField label={t("canvas.search")} labelHidden placeholder={t("canvas.search")} value={filter.text} onChange={(text) => editor.look({ ...filter, text })} onSubmit={() => void editor.run("go.next")} />
      {filter.text !== "" && found >= 0 && (
        <span className="oi-map-search-count">
          <span aria-hidden="true">{format.number(found)}</span>
        </span>
      )}
      <span className="oi-unseen" role="status">
        {filter.text !== "" && found >= 0 ? t("canvas.search.found", { n: found }) : ""}
      </span>
    </div>
  );
}
