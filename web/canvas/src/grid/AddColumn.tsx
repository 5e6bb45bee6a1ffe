/** The “+” behind the last stage. Not here: adding (the editor). */
import { AddButton } from "../ask/AddButton";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

export function AddColumn({ columns }: { readonly columns: number }) {
  const { t, spine } = useSpeech();
  const { store } = useSession();
  const stages = store.children(store.journey, "stage");
  const last = stages.at(-1);
  return (
    <div className="oi-map-add-column" role="presentation" style={{ gridColumn: columns + 2 }}>
      <AddButton command="stage.add" at={{ parent: last ?? store.journey, lane: "", id: last ?? "" }} label={t("canvas.add.stage", spine)} shown words={columns === 0} />
    </div>
  );
}
