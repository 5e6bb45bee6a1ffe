/** One place on the plan: its number, what the evidence says of it, its name beside it. Not here: keys and drags (PlanCanvas). */
import type { PlanPlace } from "@outsidein/schema";
import { CommentBadge } from "../card/CommentBadge";
import { DiagnosticSign } from "../card/DiagnosticSign";
import { PeerTags } from "../card/PeerTags";
import { StandingMark } from "../card/StandingMark";
import { WritingField } from "../card/WritingField";
import { useComments, useDiagnostics, useMarks, useSigns } from "../facts/watch";
import { useMark, usePeers } from "../session/watch";
import { useSpeech } from "../words";
import type { Box, Point } from "./placing";

interface Props {
  readonly place: PlanPlace;
  readonly number: number;
  readonly name: string;
  readonly at: Point;
  readonly box: Box | null;
  readonly writing: boolean;
  readonly onWritten: (name: string | undefined) => void;
}

export function Pin({ place, number, name, at, box, writing, onWritten }: Props) {
  const { t, format } = useSpeech();
  const mark = useMark(place.id);
  const peers = usePeers(place.id);
  const comments = useComments(place.id);
  const marks = useMarks(place.id);
  const diagnostics = useDiagnostics(place.id);
  const sign = useSign(place);
  const where = { number, name: name || t("canvas.unnamed"), x: Math.round(place.x * 100), y: Math.round(place.y * 100) };
  return (
    <div className={`oi-plan-pin ${mark}${sign ? ` is-${sign.tone}` : ""}`} style={{ left: at.x, top: at.y }}>
      <button
        type="button"
        className="oi-plan-dot"
        tabIndex={mark.includes("focused") || number === 1 ? 0 : -1}
        aria-label={`${t("spatial.place.at", where)}${sign ? `. ${sign.says}` : ""}`}
        aria-pressed={mark.includes("selected")}
        data-at={`${place.id}||${place.id}`}
        data-id={place.id}
        data-parent={place.id}
        data-lane=""
      >
        {format.number(number)}
        <span className="oi-plan-backed">
          <StandingMark id={place.id} />
        </span>
        {sign && (
          <span className="oi-plan-sign" aria-hidden="true">
            {sign.sign}
          </span>
        )}
      </button>
      {writing ? (
        <Name text={name} box={box} at={at} onWritten={onWritten} />
      ) : (
        box && (
          <span className="oi-plan-name" aria-hidden="true" title={name} style={{ left: box.left - at.x, top: box.top - at.y, width: box.right - box.left, height: box.bottom - box.top }}>
            {name || t("canvas.unnamed")}
          </span>
        )
      )}
      {(comments > 0 || diagnostics.length > 0) && (
        <span className="oi-plan-talk">
          {diagnostics.length > 0 && <DiagnosticSign diagnostics={diagnostics} />}
          {comments > 0 && <CommentBadge id={place.id} comments={comments} marks={marks} />}
        </span>
      )}
      <PeerTags peers={peers} />
    </div>
  );
}

/** What stands out most here: marked by a person, or what the evidence says of the touchpoint that is met. */
function useSign(place: PlanPlace): { readonly sign: string; readonly tone: string; readonly says: string } | null {
  const { t } = useSpeech();
  const { moments, hotspots, brightSpots } = useSigns(place.id);
  if (moments[0]) return { sign: "◆", tone: "warn", says: `${t("canvas.moment")}: ${moments[0].reason}` };
  if (hotspots[0]) return { sign: "▼", tone: "bad", says: hotspots[0].says };
  return brightSpots[0] ? { sign: "▲", tone: "good", says: brightSpots[0].says } : null;
}

function Name({ text, box, at, onWritten }: { readonly text: string; readonly box: Box | null; readonly at: Point; readonly onWritten: (name: string | undefined) => void }) {
  const { t } = useSpeech();
  return (
    <WritingField
      text={text}
      label={t("spatial.name")}
      line
      whole
      className="oi-plan-writing"
      style={{ left: (box?.left ?? at.x + 18) - at.x, top: (box?.top ?? at.y - 14) - at.y }}
      onKeep={(words) => onWritten(words.replace(/\s+/g, " "))}
      onGiveUp={() => onWritten(undefined)}
    />
  );
}
