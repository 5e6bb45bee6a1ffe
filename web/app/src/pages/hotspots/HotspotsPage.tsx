/**
 * Where it hurts and loyalty hangs on it: the matrix of importance and performance beside the ranked list, and the way
 * from a pain to an opportunity. What lives here: putting them together. Not here: the matrix's layout (matrix.ts).
 */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Button, ButtonLink, Callout, Card, EmptyState, Page, Select, Skeleton, useFormat, useT } from "@outsidein/kit";
import type { NamedReading } from "../../data/questions";
import { mainMap, useMaps, useReading, useSegments } from "../../data/questions";
import { usePlace } from "../../session/place";
import { OpenOpportunity } from "../actions/OpenOpportunity";
import { idOf, rankedOf } from "./ranked";
import { Matrix } from "./Matrix";
import { plotOf } from "./matrix";
import { Ranked } from "./Ranked";
import "./hotspots.css";

const FRAME = { width: 440, height: 370 };

export function HotspotsPage(): ReactNode {
  const t = useT();
  const format = useFormat();
  const workspace = usePlace();
  const maps = useMaps(workspace.id);
  const [chosenMap, setMap] = useState("");
  const [persona, setPersona] = useState("");
  const map = maps.data?.find((one) => one.id === chosenMap) ?? mainMap(maps.data);
  const reading = useReading(workspace.id, map?.id ?? "", { persona });
  const personas = useSegments(workspace.id, map?.id ?? "").personas;
  if (maps.data && !map) {
    return (
      <Page title={t("hotspots.title")}>
        <EmptyState title={t("hotspots.empty.title")} says={t("hotspots.empty.says")} action={<ButtonLink look="primary" href={workspace.href("/")}>{t("hotspots.empty.action")}</ButtonLink>} />
      </Page>
    );
  }
  const found = reading.data;
  const count = (kind: string): number => found?.findings.filter((one) => one.kind === kind).length ?? 0;
  return (
    <Page
      width="wide"
      title={found ? headlineOf(found, t, format) : <Skeleton lines={1} width="60%" />}
      lead={found && !found.answers ? undefined : found ? t("hotspots.lead", { spots: count("hotspot"), delights: count("bright-spot"), looks: looksOf(found), answers: found.answers, period: format.period(found.period) }) : <Skeleton lines={1} width="40%" />}
      busy={reading.isPending}
      filters={
        <>
          {(maps.data?.length ?? 0) > 1 ? (
            <Select label={t("hotspots.map")} labelHidden choices={(maps.data ?? []).map((one) => ({ id: one.id, label: one.title }))} value={map?.id ?? ""} onChange={setMap} />
          ) : null}
          {personas.length ? (
            <Select label={t("hotspots.persona")} labelHidden choices={[{ id: "everyone", label: t("hotspots.everyone") }, ...personas]} value={persona || "everyone"} onChange={(id) => setPersona(id === "everyone" ? "" : id)} />
          ) : null}
        </>
      }
    >
      {found && map ? <Found key={map.id} reading={found} map={map.id} persona={persona} /> : null}
    </Page>
  );
}

function Found({ reading, map, persona }: { readonly reading: NamedReading; readonly map: string; readonly persona: string }): ReactNode {
  const t = useT();
  const workspace = usePlace();
  const [chosen, setChosen] = useState("");
  const [opening, setOpening] = useState<string | null>(null);
  const may = workspace.may("editor");
  const rows = useMemo(() => rankedOf(reading), [reading]);
  const plot = useMemo(
    () => (reading.crosshairs && reading.positions.length ? plotOf(reading.positions, (key) => reading.names[idOf(key)] ?? key, reading.crosshairs, FRAME) : null),
    [reading],
  );
  const moments = useMemo(() => new Set(reading.findings.filter((one) => one.kind === "moment-of-truth").map((one) => one.where.replace(/^touchpoint:/, ""))), [reading]);
  if (!reading.answers) {
    return <EmptyState drawing="evidence" title={t("hotspots.quiet.title")} says={t("hotspots.quiet.says")} action={<ButtonLink look="primary" icon="upload" href={workspace.href("/evidence")}>{t("hotspots.quiet.action")}</ButtonLink>} />;
  }
  return (
    <>
      <div className="oi-hotspots">
        <Card title={t("hotspots.matrix.title")} foot={t("hotspots.matrix.note")}>
          {plot ? <Matrix plot={plot} moments={moments} chosen={chosen} onChoose={(key) => setChosen(key === chosen ? "" : key)} /> : <Callout title={t("hotspots.matrix.none")} />}
        </Card>
        <Card flush title={t("hotspots.list")} aside={may ? <Button look="primary" size="s" icon="bulb" onPress={() => setOpening(chosen)}>{t("hotspots.opportunity")}</Button> : null}>
          <Ranked rows={rows} map={map} persona={persona} chosen={chosen} onChoose={setChosen} onOpportunity={may ? setOpening : null} />
        </Card>
      </div>
      {opening !== null ? <OpenOpportunity map={map} reading={reading} where={opening ? idOf(opening) : ""} onClose={() => setOpening(null)} /> : null}
    </>
  );
}

/** How many comparisons were corrected for; moments of truth are found by looks of their own. */
function looksOf(reading: NamedReading): number {
  const stand = reading.findings.filter((one) => one.kind === "hotspot" || one.kind === "bright-spot");
  return Math.max(0, ...(stand.length ? stand.map((one) => one.looks) : [reading.touchpoints.length]));
}

function headlineOf(reading: NamedReading, t: ReturnType<typeof useT>, format: ReturnType<typeof useFormat>): string {
  const mend = reading.positions
    .filter((one) => one.quadrant === "mend first")
    .sort((a, b) => (b.importance.value ?? 0) - (a.importance.value ?? 0))
    .map((one) => reading.names[idOf(one.touchpoint)] ?? one.touchpoint);
  if (mend.length) return t("hotspots.headline.mend", { n: Math.min(mend.length, 3), names: format.list(mend.slice(0, 3)) });
  const spots = reading.findings.filter((one) => one.kind === "hotspot");
  if (spots.length) return t("hotspots.headline.spots", { n: spots.length });
  return reading.answers ? t("hotspots.headline.none") : t("hotspots.title");
}
