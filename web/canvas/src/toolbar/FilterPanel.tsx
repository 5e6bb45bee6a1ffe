/** What a map can be narrowed to: personas, how well backed, lanes. Loaded when somebody filters. Not here: filtering. */
import type { Filter } from "@outsidein/editor";
import { Button, Checkbox } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { useLanes, useTopics } from "../session/watch";
import { useSpeech } from "../words";
import "../ask/commandWords";

const STRENGTHS = ["measured", "heard", "assumption"] as const;

interface Props {
  readonly filter: Filter;
  readonly count: number;
  readonly onCleared: () => void;
}

export function FilterPanel({ filter, count, onCleared }: Props) {
  const { t } = useSpeech();
  const { editor, store } = useSession();
  const lanes = useLanes().filter((lane) => lane.role === "cards" || lane.role === "quad");
  const personas = useTopics(["type:persona"], () => store.ids("persona").join(" "));
  const toggled = <T,>(list: readonly T[], one: T, on: boolean): readonly T[] => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <div className="oi-map-filter">
      {personas !== "" && (
        <section>
          <h4>{t("commands.filter.personas")}</h4>
          {personas.split(" ").map((id) => (
            <Checkbox key={id} checked={filter.personas.includes(id)} onChange={(on) => editor.look({ ...filter, personas: toggled(filter.personas, id, on) })}>
              {store.get<"persona">(id)?.name ?? id}
            </Checkbox>
          ))}
        </section>
      )}
      <section>
        <h4>{t("commands.filter.strengths")}</h4>
        {STRENGTHS.map((one) => (
          <Checkbox key={one} checked={filter.strengths.includes(one)} onChange={(on) => editor.look({ ...filter, strengths: toggled(filter.strengths, one, on) })}>
            {t("canvas.strength", { strength: one })}
          </Checkbox>
        ))}
        <Checkbox checked={filter.moments} onChange={(moments) => editor.look({ ...filter, moments })}>
          {t("commands.filter.moments")}
        </Checkbox>
      </section>
      <section>
        <h4>{t("commands.filter.lanes")}</h4>
        <div className="oi-map-filter-lanes">
          {lanes.map((lane) => (
            <Checkbox key={lane.key} checked={filter.lanes.includes(lane.key)} onChange={(on) => editor.look({ ...filter, lanes: toggled(filter.lanes, lane.key, on) })}>
              {lane.title}
            </Checkbox>
          ))}
        </div>
      </section>
      {count > 0 && (
        <Button
          size="s"
          onPress={() => {
            editor.look({ ...filter, personas: [], lanes: [], strengths: [], moments: false });
            // The button goes with the last filter: the focus must not go with it.
            onCleared();
          }}
        >
          {t("commands.filter.clear")}
        </Button>
      )}
    </div>
  );
}
