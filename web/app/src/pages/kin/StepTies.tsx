/**
 * How a step stands in the whole: the finer journey it opens into, its beat in the story, the capabilities it needs. What
 * lives here: this part of the inspector. Not here: opening and beginning (finer.ts), what an edit does (the editor).
 */
import type { ReactNode } from "react";
import { Button, ComboBox, IconButton, Select, useT } from "@outsidein/kit";
import { editStep } from "@outsidein/editor";
import type { Beat, Kind, Step } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useCreateCast } from "../../data/cast";
import { useInventory, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { choicesOf } from "../cast/terms";
import { useTopic } from "../map/useLiveMap";
import { useOpenFiner } from "./finer";
import "./kin.css";
import "./words";

const NONE = "none";

interface Props {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly step: Id;
}

export function StepTies({ store, kind, map, step: id }: Props): ReactNode {
  const t = useT();
  const step = useTopic(store, `record:${id}`, () => store.get<"step">(id));
  const status = useTopic(store, "status", () => store.status);
  if (step?.type !== "step") return null;
  const canEdit = status.canEdit && !status.locked;
  return (
    <section aria-label={t("kin.whole")}>
      <h3>{t("kin.finer")}</h3>
      <Opens step={step} map={map} canEdit={canEdit} onLeave={() => editStep(store, id, { opens: undefined })} />
      {kind.structure === "chronological" ? <div className="oi-kin__fields">
        <Select label={t("kin.beat")} disabled={!canEdit} value={step.beat ?? NONE} choices={[{ id: NONE, label: t("kin.beat.none") }, ...choicesOf(kind.terms, "beats")]} onChange={(beat) => editStep(store, id, { beat: beat === NONE ? undefined : (beat as Beat) })} />
      </div> : null}
      <h3>{t("kin.capabilities")}</h3>
      <Capabilities step={step} canEdit={canEdit} onChange={(keys) => editStep(store, id, { capabilities: keys.length ? keys : undefined })} />
    </section>
  );
}

function Opens({ step, map, canEdit, onLeave }: { readonly step: Step; readonly map: string; readonly canEdit: boolean; readonly onLeave: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const maps = useMaps(place.id);
  const open = useOpenFiner(map);
  const known = maps.data?.find((one) => one.key === step.opens);
  const press = (): void => void open(step);
  if (!step.opens && !canEdit) return <p className="oi-faint">{t("kin.finer.none")}</p>;
  return (
    <>
      {step.opens && !known && maps.data ? <p className="oi-faint">{t("kin.finer.gone", { key: step.opens })}</p> : null}
      <p className="oi-kin__acts">
        {known ? <Button size="s" icon="map" onPress={press}>{t("kin.finer.open", { title: known.title })}</Button> : null}
        {!step.opens ? <Button size="s" icon="plus" onPress={press}>{t("kin.finer.begin")}</Button> : null}
        {step.opens && canEdit ? <Button size="s" look="ghost" onPress={onLeave}>{t("kin.finer.leave")}</Button> : null}
      </p>
    </>
  );
}

/** Keys of capabilities, told once in the library: chosen from it, or made there and then. */
function Capabilities({ step, canEdit, onChange }: { readonly step: Step; readonly canEdit: boolean; readonly onChange: (keys: readonly string[]) => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const inventory = useInventory(place.id);
  const create = useCreateCast(place.id);
  const chosen = step.capabilities ?? [];
  const known = (inventory.data?.capabilities ?? []).map(({ record }) => ({ id: record.id.replace(/^capability:/, ""), label: record.name }));
  const name = (key: string): string => known.find((one) => one.id === key)?.label ?? key;
  const add = (key: string): void => {
    if (key && !chosen.includes(key)) onChange([...chosen, key]);
  };
  return (
    <>
      {chosen.length ? (
        <ul className="oi-kin__chips">
          {chosen.map((key) => (
            <li key={key}>
              {name(key)}
              {canEdit ? <IconButton icon="close" size="s" label={t("kin.capabilities.remove", { name: name(key) })} onPress={() => onChange(chosen.filter((one) => one !== key))} /> : <span />}
            </li>
          ))}
        </ul>
      ) : (
        <p className="oi-faint">{t("kin.capabilities.none")}</p>
      )}
      {canEdit ? (
        <ComboBox
          key={chosen.join(" ")}
          label={t("kin.capabilities.add")}
          choices={known.filter((one) => !chosen.includes(one.id))}
          value=""
          onChange={add}
          onCreate={(label) => create.mutate({ type: "capability", name: label }, { onSuccess: (made) => add(made.id.replace(/^capability:/, "")) })}
        />
      ) : null}
    </>
  );
}
