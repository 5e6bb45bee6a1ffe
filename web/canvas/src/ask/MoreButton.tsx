/** The “⋯” of a head: opens the menu of its commands. Not here: the menu (MapMenu). */
import { Icon } from "@outsidein/kit";
import { useSession } from "../session/Session";

interface Props {
  readonly id: string;
  readonly parent: string;
  readonly lane: string;
  readonly label: string;
}

export function MoreButton({ id, parent, lane, label }: Props) {
  const { editor, asking } = useSession();
  return (
    <button
      type="button"
      className="oi-map-more"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="menu"
      onClick={(event) => {
        event.stopPropagation();
        if (!editor.state.selection.ids.has(id)) editor.point({ id, parent, lane });
        const box = event.currentTarget.getBoundingClientRect();
        asking.ask({ what: "menu", x: box.left, y: box.bottom });
      }}
    >
      <Icon name="more" size={15} />
    </button>
  );
}
