/** The tools above a map: look for, add, undo, views. What lives here: their order. Not here: each tool. */
import { IconButton, ToggleGroup } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useSession } from "../session/Session";
import { useCanEdit } from "../session/watch";
import { useSpeech } from "../words";
import { AddMenu } from "./AddMenu";
import { FilterButton } from "./FilterButton";
import { History } from "./History";
import { MapStatus } from "./MapStatus";
import { Search } from "./Search";
import type { View } from "./useView";
import { ViewMenu, type Settings } from "./ViewMenu";
import { Zoom } from "./Zoom";
import "./toolbar.css";

interface Props {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly narrow: boolean;
  /** Whether the map is the grid of stages, steps and lanes, whose tools stand here; other structures bring their own. */
  readonly grid: boolean;
  readonly tools: ReactNode;
}

export function Toolbar({ view, onView, settings, onSettings, narrow, grid, tools }: Props) {
  const { t } = useSpeech();
  const { asking } = useSession();
  const canEdit = useCanEdit();
  const wide = grid && view === "map" && !narrow;
  return (
    <div className="oi-map-toolbar" role="toolbar" aria-label={t("canvas.tools")}>
      <Search />
      {grid && <FilterButton />}
      {canEdit && wide && <AddMenu />}
      {canEdit && <History />}
      <MapStatus />
      <span className="oi-map-tool-space" />
      {wide && <Zoom zoom={settings.zoom} onZoom={(zoom) => onSettings({ ...settings, zoom })} />}
      {wide && canEdit && <ViewMenu settings={settings} onSettings={onSettings} />}
      {!narrow && (
        <ToggleGroup
          label={t("canvas.view")}
          value={view === "list" ? "list" : "map"}
          onChange={(id) => onView(id === "list" ? "list" : "map")}
          segments={[
            { id: "map", label: t("canvas.view.map"), icon: "map" },
            { id: "list", label: t("canvas.view.list"), icon: "list" },
          ]}
        />
      )}
      <IconButton icon="present" label={t("canvas.present")} onPress={() => onView("present")} />
      {!narrow && <IconButton icon="help" label={t("canvas.help")} keys="?" onPress={() => asking.ask({ what: "help" })} />}
      {tools}
    </div>
  );
}
