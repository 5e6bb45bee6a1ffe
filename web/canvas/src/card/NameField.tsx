/** Writing the name of a stage, step or lane in its place. Not here: the field itself (WritingField). */
import { useSession } from "../session/Session";
import { WritingField } from "./WritingField";

interface Props {
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

export function NameField({ text, label }: Props) {
  const { editor } = useSession();
  const { mode } = editor.state;
  // The name that something new has until it is named gives way to the first letter.
  const fresh = mode.is === "write" && mode.fresh;
  return <WritingField text={text} label={label} line whole={fresh} onKeep={(words, next) => editor.commit(words, next)} onGiveUp={() => editor.giveUp()} />;
}
