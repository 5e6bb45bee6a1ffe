/**
 * How journeys are walked: flows, funnel, paths, places, who comes back, and the designed way against the walked ones.
 * What lives here: the page, its parts and its empty state. Not here: narrowing (Narrow.tsx), any part of it.
 */
import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import { ButtonLink, DiagnosticCallout, EmptyState, Page, Tabs, useFormat, useT, type Formats, type T } from "@outsidein/kit";
import { useLocation, useSearch } from "wouter";
import { asProblem } from "../../api/problem";
import { useOverview, type Overview } from "../../data/journeys";
import { useInventory } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Waiting } from "../asked/Waiting";
import { Designed } from "./Designed";
import { DraftButton } from "./DraftButton";
import { FlowPart } from "./FlowPart";
import { FunnelPart } from "./FunnelPart";
import { Narrow } from "./Narrow";
import { useQuestions } from "./Panel";
import { PathsPart } from "./PathsPart";
import { Places } from "./Places";
import { Return } from "./Return";
import { readShown, writeShown, type Part, type Shown } from "./shown";
import { shareWord } from "./told";
import "./paths.css";

/** From this share on, a touchpoint is what everybody comes by. */
const ALL = 0.995;

/** What each part is given. */
export interface PartProps {
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly overview: Overview;
  /** What a touchpoint is called on the maps here; its own name where none has it. */
  readonly name: (touchpoint: string) => string;
  /** The key of the touchpoint on the maps here; empty where none has it. */
  readonly record: (touchpoint: string) => string;
}

export function PathsPage(): ReactNode {
  const t = useT();
  const questions = useQuestions();
  const format = useFormat();
  const place = usePlace();
  const [, go] = useLocation();
  const search = useSearch();
  const shown = useMemo(() => readShown(search), [search]);
  const overview = useOverview(place.id, shown.side);
  const inventory = useInventory(place.id).data;
  const names = useMemo(() => new Map((inventory?.touchpoints ?? []).map((one) => [one.record.id.replace(/^touchpoint:/, ""), one.record.name])), [inventory]);
  const record = useCallback((touchpoint: string) => [touchpoint, keyOf(touchpoint)].find((key) => names.has(key)) ?? "", [names]);
  const name = useCallback((touchpoint: string) => names.get(record(touchpoint)) ?? touchpoint, [names, record]);
  const onShown = useCallback((next: Shown) => go(`${place.href("/paths")}?${writeShown(next)}`, { replace: true }), [go, place]);
  const found = overview.data;

  if (found && !found.events && !found.notions.length) {
    return (
      <Page title={t("paths.title")}>
        <EmptyState
          drawing="journey"
          title={t("paths.empty.title")}
          says={t("paths.empty.says")}
          action={
            <ButtonLink look="primary" icon="upload" href={place.href("/evidence")}>
              {t("paths.empty.action")}
            </ButtonLink>
          }
        />
      </Page>
    );
  }
  if (!found) {
    return (
      <Page width="wide" title={t("paths.title")} busy={overview.isFetching}>
        {overview.error ? (
          <DiagnosticCallout diagnostic={asProblem(overview.error).first} action={<ButtonLink href={place.href("/paths")}>{t("paths.reset")}</ButtonLink>} live />
        ) : (
          <Waiting says={t("paths.waiting.first")} height={420} queries={questions} stopped={overview.fetchStatus === "idle"} onAgain={() => void overview.refetch()} />
        )}
      </Page>
    );
  }
  const side = { ...shown.side, notion: shown.side.notion || found.notion };
  const part: PartProps = { shown: { ...shown, side }, onShown, overview: found, name, record };
  return (
    <Page
      width="wide"
      title={headlineOf(found, name, t, format)}
      lead={leadOf(found, t, format)}
      busy={overview.isPlaceholderData}
      actions={found.cases ? <DraftButton side={side} /> : null}
      filters={<Narrow {...part} />}
    >
      {found.cases ? (
        <Tabs
          label={t("paths.parts")}
          value={shown.part}
          onChange={(id) => onShown({ ...part.shown, part: id as Part })}
          tabs={[
            { id: "flow", label: t("paths.part.flow"), content: <FlowPart {...part} /> },
            { id: "funnel", label: t("paths.part.funnel"), content: <FunnelPart {...part} /> },
            { id: "paths", label: t("paths.part.paths"), content: <PathsPart {...part} /> },
            { id: "places", label: t("paths.part.places"), content: <Places {...part} /> },
            { id: "return", label: t("paths.part.return"), content: <Return {...part} /> },
            { id: "designed", label: t("paths.part.designed"), content: <Designed {...part} /> },
          ]}
        />
      ) : (
        <EmptyState small title={t("paths.nobody.title")} says={t("paths.nobody.says")} action={<ButtonLink href={place.href("/paths")}>{t("paths.reset")}</ButtonLink>} />
      )}
    </Page>
  );
}

/** What a touchpoint of the log would be keyed on a map. */
function keyOf(touchpoint: string): string {
  return touchpoint
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function headlineOf(found: Overview, name: (touchpoint: string) => string, t: T, format: Formats): string {
  const [most, second] = found.touchpoints;
  if (!most) return t("paths.title");
  const journeys = found.cases;
  if (!second) return t("paths.headline.one", { journeys, place: name(most.name) });
  const said = { journeys, place: name(most.name), other: name(second.name), share: shareWord(most.reach, format), share2: shareWord(second.reach, format) };
  return t((most.reach.value ?? 0) >= ALL ? "paths.headline.all" : "paths.headline", said);
}

function leadOf(found: Overview, t: T, format: Formats): string {
  const told = t("paths.lead", { events: found.events, touchpoints: found.touchpoints.length, period: format.period({ first: found.first, last: found.last }) });
  return found.left_out ? `${told} ${t("paths.lead.left-out", { n: found.left_out })}` : told;
}
