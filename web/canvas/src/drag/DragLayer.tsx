/** What is dragged, under the pointer, and the line where it would drop. Not here: the drag itself. */
import { useSyncExternalStore } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import "./drag.css";

export function DragLayer() {
  const { drag } = useSession();
  const { t } = useSpeech();
  const state = useSyncExternalStore(drag.subscribe, () => drag.state);
  if (!state) return null;
  return (
    <div className="oi-map-drag-layer" aria-hidden="true">
      {state.target && <div className="oi-map-drop-line" style={state.target.line} />}
      <div className={`oi-map-dragged is-${state.grip}`} style={{ width: state.hold.width, transform: `translate(${state.x - state.hold.x}px, ${state.y - state.hold.y}px) rotate(1.2deg)` }}>
        {state.says}
        {state.ids.length > 1 && <b className="oi-map-drag-count">{t("canvas.drag.count", { n: state.ids.length })}</b>}
      </div>
    </div>
  );
}
