/**
 * Two states of a journey side by side: as is against to be, or a map against a version of itself. What lives here:
 * choosing the two, and putting picture and words together. Not here: the picture (StatesPicture), its data (states.ts).
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, ButtonLink, Callout, Card, EmptyState, Menu, Page, Select, Skeleton, useT, type Choice } from "@outsidein/kit";
import { useMaps, type MapSummary } from "../../data/questions";
import { stateFile, useBeginState, useStates, type TwoStates } from "../../data/states";
import { useVersions } from "../../data/talk";
import { usePlace } from "../../session/place";
import { Badge } from "./Badge";
import { firstTwo, readTwo, writeTwo } from "./chosen";
import { StatesFigure } from "./StatesFigure";
import { StatesPicture } from "./StatesPicture";
import "./compare.css";

export function ComparePage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const maps = useMaps(place.id);
  if (maps.data?.length === 0) {
    return (
      <Page title={t("compare.title")}>
        <EmptyState title={t("compare.empty.title")} says={t("compare.empty.says")} action={<ButtonLink look="primary" href={place.href("/maps")}>{t("compare.empty.action")}</ButtonLink>} />
      </Page>
    );
  }
  return maps.data ? <Chosen maps={maps.data} /> : <Page title={<Skeleton lines={1} width="50%" />} busy />;
}

function Chosen({ maps }: { readonly maps: readonly MapSummary[] }): ReactNode {
  const t = useT();
  const place = usePlace();
  const [two, setTwo] = useState(() => firstTwo(readTwo(window.location.search), maps));
  const set = (change: Partial<TwoStates>): void => {
    const next = { ...two, ...change };
    setTwo(next);
    window.history.replaceState(null, "", `${window.location.pathname}?${writeTwo(next)}`);
  };
  const same = two.was === two.now && two.was_version === two.now_version;
  const found = useStates(place.id, same ? { ...two, now: "" } : two);
  const begin = useBeginState(place.id);
  const scene = same ? undefined : found.data;
  return (
    <Page
      width="wide"
      title={scene ? scene.title : same ? t("compare.title") : <Skeleton lines={1} width="50%" />}
      lead={scene ? [scene.lead, scene.fictional].filter(Boolean).join(" ") : undefined}
      busy={found.isFetching}
      filters={
        <>
          <Side label={t("compare.was")} maps={maps} map={two.was} version={two.was_version} onChange={(was, was_version) => set({ was, was_version })} />
          <Side label={t("compare.now")} maps={maps} map={two.now} version={two.now_version} onChange={(now, now_version) => set({ now, now_version })} />
        </>
      }
      actions={
        scene ? (
          <Menu
            label={t("compare.file")}
            trigger={(menu) => (
              <Button icon="download" {...menu}>
                {t("compare.file")}
              </Button>
            )}
            entries={(["pdf", "html", "svg", "png"] as const).map((form) => ({ id: form, label: t(`compare.file.${form}`), href: stateFile(place.id, two, form) }))}
          />
        ) : null
      }
    >
      {same ? (
        <EmptyState
          title={t("compare.same.title")}
          says={t("compare.same.says")}
          action={
            place.may("editor") ? (
              <Button look="primary" pending={begin.isPending} onPress={() => begin.mutate({ map: two.was, state: "to-be" }, { onSuccess: (made) => set({ now: made.id, now_version: "" }) })}>
                {t("compare.begin")}
              </Button>
            ) : undefined
          }
        />
      ) : null}
      {found.isError ? <Callout tone="error" title={t("compare.failed")} /> : null}
      {scene ? (
        <>
          <ul className="oi-states__legend" aria-label={t("compare.legend")}>
            {scene.legend.map((one) => (
              <li key={one.sign}>
                <Badge badge={one} />
              </li>
            ))}
          </ul>
          {scene.figure ? <StatesFigure figure={scene.figure} picture={(name) => `/api/v1/workspaces/${place.id}/images/${encodeURIComponent(name)}`} /> : null}
          {scene.columns.length ? <StatesPicture scene={scene} /> : null}
          {scene.figure || scene.columns.length ? null : <Callout title={t("compare.words-only")} />}
          <div className="oi-states__told">
            {scene.effects.length || scene.curve.length ? (
              <Card title={scene.curve_title} foot={scene.caveat}>
                {scene.effects.length ? <ul>{scene.effects.map((one) => <li key={one}>{one}</li>)}</ul> : <p className="oi-faint">{t("compare.no-effect")}</p>}
              </Card>
            ) : null}
            {scene.told.map((one) => (
              <Card key={one.badge.sign} title={one.title}>
                <Badge badge={one.badge} />
                <ul>{one.lines.map((line, at) => <li key={at}>{line}</li>)}</ul>
              </Card>
            ))}
          </div>
        </>
      ) : null}
    </Page>
  );
}

interface SideProps {
  readonly label: string;
  readonly maps: readonly MapSummary[];
  readonly map: string;
  readonly version: string;
  readonly onChange: (map: string, version: string) => void;
}

/** One side of the comparison: a map, and which state of its history. */
function Side({ label, maps, map, version, onChange }: SideProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const versions = useVersions(place.id, map);
  const then: readonly Choice[] = [{ id: "now", label: t("compare.as-now") }, ...(versions.data ?? []).map((one) => ({ id: one.id, label: one.name }))];
  const choices = maps.map((one) => ({ id: one.id, label: one.state === "as-is" ? one.title : t("compare.in-state", { title: one.title, state: t(`compare.state.${one.state as "to-be" | "ideal"}`) }) }));
  return (
    <>
      <Select label={label} choices={choices} value={map} onChange={(id) => onChange(id, "")} />
      {then.length > 1 ? <Select label={t("compare.version", { side: label })} choices={then} value={version || "now"} onChange={(id) => onChange(map, id === "now" ? "" : id)} /> : null}
    </>
  );
}
