/** The head of a lane: icon, title, hint, and what can be done with the lane. Not here: its cells. */
import { Icon } from "@outsidein/kit";
import type { MapLane } from "@outsidein/editor";
import { memo, type ReactNode } from "react";
import { MoreButton } from "../ask/MoreButton";
import { NameField } from "../card/NameField";
import { useSession } from "../session/Session";
import { useCanEdit, useMark } from "../session/watch";
import { useSpeech } from "../words";
import { iconOf } from "./icons";

interface Props {
  readonly lane: MapLane;
  readonly title?: string;
  readonly hint?: string;
  readonly icon?: string;
  /** Rows that are not lanes of their own (a measure, a square) have no menu and cannot be dragged. */
  readonly plain?: boolean;
  readonly children?: ReactNode;
}

/** As many letters as fit into a line of the head; a longer word is written smaller before it is broken. */
const FITTING = 12;
const SMALLEST = 0.8;

function fitting(name: string): string | undefined {
  const longest = Math.max(...name.split(/[\s/-]+/).map((word) => word.length));
  return longest > FITTING ? `${Math.max(FITTING / longest, SMALLEST).toFixed(2)}em` : undefined;
}

export const LaneHead = memo(function LaneHead({ lane, title, hint, icon, plain = false, children }: Props) {
  const { t } = useSpeech();
  const { store } = useSession();
  const id = `lane:${lane.key}`;
  const mark = useMark(id);
  const canEdit = useCanEdit();
  const name = title ?? lane.title;
  const writing = !plain && mark.includes("writing");
  const place = plain ? {} : { "data-at": `${store.journey}|${lane.key}|${id}`, "data-id": id, "data-parent": store.journey, "data-lane": lane.key, "data-grip": "lane" };
  return (
    <div
      className={`oi-map-lane ${plain ? "" : mark}`}
      role="rowheader"
      aria-colindex={1}
      aria-selected={(!plain && mark.includes("selected")) || undefined}
      tabIndex={!plain && mark.includes("focused") ? 0 : -1}
      {...place}
    >
      <Icon name={iconOf(icon ?? lane.icon)} />
      <div className="oi-map-lane-words">
        {writing ? (
          <NameField id={id} text={name} label={t("canvas.lane.name")} />
        ) : (
          <>
            <span className="oi-map-lane-title" style={{ fontSize: fitting(name) }}>{name}</span>
            <span className="oi-map-lane-hint">{hint ?? lane.hint}</span>
            {lane.persona && !children && <span className="oi-map-lane-hint">{store.get<"persona">(lane.persona)?.name}</span>}
            {lane.locked && (
              <span className="oi-map-lane-hint">
                <Icon name="lock" size={11} /> {t("canvas.lane.locked")}
              </span>
            )}
          </>
        )}
        {children}
      </div>
      {canEdit && !plain && !writing && <MoreButton id={id} parent={store.journey} lane={lane.key} label={t("canvas.more.lane", { name })} />}
    </div>
  );
});
