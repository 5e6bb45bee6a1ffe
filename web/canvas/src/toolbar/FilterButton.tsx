/** Shows only part of the map strongly: whose cards, which lanes, how well backed. Not here: the choices (FilterPanel.tsx), filtering (the editor). */
import { Button, later, Popover } from "@outsidein/kit";
import { Suspense, useSyncExternalStore } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

const FilterPanel = later(async () => (await import("./FilterPanel")).FilterPanel);

export function FilterButton() {
  const { t } = useSpeech();
  const { editor, follow } = useSession();
  const filter = useSyncExternalStore(follow, () => editor.state.filter);
  const count = filter.personas.length + filter.lanes.length + filter.strengths.length + (filter.moments ? 1 : 0);
  return (
    <Popover
      label={t("canvas.filter")}
      width="l"
      trigger={(popover) => (
        <Button {...popover} icon="filter" look={count > 0 ? "primary" : "quiet"} size="s">
          {count > 0 ? t("canvas.filter.count", { n: count }) : t("canvas.filter")}
        </Button>
      )}
    >
      {(close) => (
        <Suspense>
          <FilterPanel filter={filter} count={count} onCleared={close} />
        </Suspense>
      )}
    </Popover>
  );
}
