/** A “+” that runs a command at a place. What lives here: the button. Not here: the command (the editor). */
import { Icon } from "@outsidein/kit";
import type { CommandId, Focus } from "@outsidein/editor";
import { useSession } from "../session/Session";
import "./add.css";

interface Props {
  readonly command: CommandId;
  readonly at: Focus;
  readonly label: string;
  /** Fills the place: nothing else stands there. */
  readonly empty?: boolean;
  /** Sits on the edge between two columns. */
  readonly edge?: boolean;
  /** Drawn without waiting for the pointer. */
  readonly shown?: boolean;
  /** Its label stands beside the sign. */
  readonly words?: boolean;
}

/** Keyboards have keys for all of these, so the button stays out of the order of Tab. */
export function AddButton({ command, at, label, empty = false, edge = false, shown = false, words = false }: Props) {
  const { editor } = useSession();
  return (
    <button
      type="button"
      className={`oi-map-add${empty ? " is-empty" : ""}${edge ? " is-edge" : ""}${shown ? " is-shown" : ""}${words ? " has-words" : ""}`}
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        editor.point(at);
        editor.run(command);
      }}
    >
      <Icon name="plus" size={14} />
      {words && label}
    </button>
  );
}
