/** How many comments hang on a card or step, and which marks were laid on it; opens them. Not here: the comments. */
import { Icon } from "@outsidein/kit";
import type { CardMark } from "../facts/Facts";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

interface Props {
  readonly id: string;
  readonly comments: number;
  readonly marks: readonly CardMark[];
}

export function CommentBadge({ id, comments, marks }: Props) {
  const { open } = useSession();
  const { t, format } = useSpeech();
  const says = [t("canvas.comments", { n: comments }), ...marks.map((one) => one.says)].join(", ");
  return (
    <button type="button" className="oi-map-badge" tabIndex={-1} aria-label={says} title={says} onClick={() => open({ what: "comments", id })}>
      {marks.length > 0 ? marks.map((one) => <i key={one.icon} className={`oi-map-badge-mark oi-tone--${one.tone}`}><Icon name={one.icon} /></i>) : <Icon name="speech" />}
      {format.number(comments)}
    </button>
  );
}
