/**
 * What the head of a map says of its ties: where it is opened from, the states of its journey, what can be begun from it.
 * What lives here: these three parts. Not here: finding the ties (ties.ts), the head around them (pages/map).
 */
import type { ReactNode } from "react";
import { IconButton, Link, Menu, ToggleGroup, toast, useT, type MenuEntry } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import { useLocation } from "wouter";
import { useBeginBlueprint, useHierarchy } from "../../data/kin";
import { useMaps, type MapSummary } from "../../data/questions";
import { useBeginState } from "../../data/states";
import { usePlace } from "../../session/place";
import { above, states } from "./ties";
import "./kin.css";
import "./words";

interface Props {
  /** The id of the map. */
  readonly map: string;
}

/** The maps from whose steps this one is opened, each a link to that step. */
export function Above({ map }: Props): ReactNode {
  const t = useT();
  const place = usePlace();
  const [own, kin, maps] = useKin(map);
  const found = own ? above(own.key, kin, maps) : [];
  if (!found.length) return null;
  return (
    <nav aria-label={t("kin.above")} className="oi-kin__above">
      {found.map((one) => (
        <Link key={`${one.map.id} ${one.record}`} href={place.href(`/maps/${one.map.id}?at=${encodeURIComponent(one.record)}`)} title={t("kin.above.step", { map: one.map.title, step: one.step })}>
          {one.map.title}
        </Link>
      ))}
      <span aria-hidden="true">›</span>
    </nav>
  );
}

const COMPARE = "compare";

/** As is, to be, compare; `alone` where the journey has no other state. */
export function States({ map, alone }: Props & { readonly alone: ReactNode }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const [own, kin, maps] = useKin(map);
  const tied = own ? states(own.key, kin, maps) : [];
  const [first] = tied;
  if (tied.length < 2 || !first) return alone;
  const twice = (one: MapSummary): boolean => tied.some((other) => other !== one && other.state === one.state);
  const label = (one: MapSummary): string => (twice(one) ? one.title : t.dynamic(`map.state.${one.state}`));
  const open = (id: string): void => {
    const other = map === first.id ? tied.find((one) => one.id !== first.id) : tied.find((one) => one.id === map);
    go(place.href(id === COMPARE ? `/compare?${new URLSearchParams({ was: first.id, now: other?.id ?? map })}` : `/maps/${id}`));
  };
  return <ToggleGroup label={t("kin.states")} value={map} onChange={open} segments={[...tied.map((one) => ({ id: one.id, label: label(one) })), { id: COMPARE, label: t("kin.compare") }]} />;
}

/** The story, and what can be begun from this map. */
export function Acts({ map, kind }: Props & { readonly kind: Kind }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const blueprint = useBeginBlueprint(place.id);
  const state = useBeginState(place.id);
  // A story, and a front stage, are told in order of time.
  const stepped = kind.structure === "chronological";
  const begun = (made: MapSummary): void => {
    toast({ says: t("kin.begun", { title: made.title }), tone: "good" });
    go(place.href(`/maps/${made.id}`));
  };
  const begin = (which: "to-be" | "ideal") => () => state.mutate({ map, state: which }, { onSuccess: begun });
  const entries: MenuEntry[] = stepped ? [{ id: "story", label: t("kin.story"), icon: "present", onAction: () => go(place.href(`/story/${map}`)) }] : [];
  if (place.may("editor")) {
    if (stepped) entries.push("line");
    entries.push({ id: "to-be", label: t("kin.begin.to-be"), hint: t("kin.begin.to-be.hint"), icon: "copy", onAction: begin("to-be") });
    entries.push({ id: "ideal", label: t("kin.begin.ideal"), icon: "star", onAction: begin("ideal") });
    if (stepped) entries.push({ id: "blueprint", label: t("kin.blueprint"), hint: t("kin.blueprint.hint"), icon: "list", onAction: () => blueprint.mutate(map, { onSuccess: begun }) });
  }
  if (!entries.length) return null;
  return <Menu label={t("kin.acts")} placement="bottom end" entries={entries} trigger={(menu) => <IconButton {...menu} icon="more" size="s" label={t("kin.acts")} />} />;
}

function useKin(map: string): readonly [MapSummary | undefined, NonNullable<ReturnType<typeof useHierarchy>["data"]>, readonly MapSummary[]] {
  const place = usePlace();
  const maps = useMaps(place.id).data ?? [];
  const kin = useHierarchy(place.id).data ?? [];
  return [maps.find((one) => one.id === map), kin, maps];
}
