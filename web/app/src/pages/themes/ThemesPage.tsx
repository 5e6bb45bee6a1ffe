/**
 * What comments speak of: themes that people named, groups that are proposed, what a model learnt. What lives here: the
 * page, which comments it asks for, and its states. Not here: one theme (ThemeCard), one proposal (ProposalCard).
 */
import type { ReactNode } from "react";
import { useMemo } from "react";
import { ButtonLink, DiagnosticCallout, EmptyState, Page, useT } from "@outsidein/kit";
import { useLocation, useSearch } from "wouter";
import { asProblem } from "../../api/problem";
import { mainMap, useMaps, useReading, type MapSummary, type NamedReading } from "../../data/questions";
import { themesOf, type Where } from "../../data/themes";
import { useThemes, type Told } from "../../data/told";
import { usePlace } from "../../session/place";
import { Waiting } from "../asked/Waiting";
import { EvidenceParts } from "../evidence/EvidenceParts";
import { keyOf } from "../map/inspected";
import { Pick } from "../quotes/Narrow";
import { LearntCard } from "./LearntCard";
import { OwnTheme } from "./OwnTheme";
import { ProposalCard } from "./ProposalCard";
import { ThemeCard } from "./ThemeCard";
import "./words";
import "./themes.css";

export function ThemesPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const query = new URLSearchParams(useSearch());
  const maps = useMaps(place.id);
  const map = maps.data?.find((one) => one.id === query.get("map")) ?? mainMap(maps.data);
  if (maps.error) {
    return (
      <Page title={t("themes.title")}>
        <DiagnosticCallout diagnostic={asProblem(maps.error).first} />
      </Page>
    );
  }
  if (maps.data && !map) {
    return (
      <Page title={t("themes.title")} filters={<EvidenceParts part="themes" />}>
        <EmptyState title={t("themes.nomap")} says={t("themes.nomap.says")} action={<ButtonLink look="primary" href={place.href("/maps")}>{t("themes.nomap.action")}</ButtonLink>} />
      </Page>
    );
  }
  const where = { map: map?.id ?? "", step: query.get("step") ?? "", touchpoint: query.get("touchpoint") ?? "" };
  const onWhere = (next: Where): void => {
    const said = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ""));
    go(`${place.href("/evidence/themes")}?${said}`, { replace: true });
  };
  return <Found where={where} onWhere={onWhere} maps={maps.data ?? []} />;
}

interface FoundProps {
  readonly where: Where;
  readonly onWhere: (where: Where) => void;
  readonly maps: readonly MapSummary[];
}

function Found({ where, onWhere, maps }: FoundProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const reading = useReading(place.id, where.map).data;
  const found = useThemes(place.id, where);
  const told = found.data;
  const themes = told?.themes.length ?? 0;
  return (
    <Page
      width="wide"
      title={told ? t(themes ? "themes.headline.named" : "themes.headline", { n: told.total, themes }) : t("themes.title")}
      lead={t("themes.lead")}
      busy={found.isPending || found.isPlaceholderData}
      filters={<EvidenceParts part="themes" />}
    >
      <Narrow where={where} onWhere={onWhere} maps={maps} reading={reading} />
      {found.error ? (
        <DiagnosticCallout diagnostic={asProblem(found.error).first} live />
      ) : !told ? (
        <Waiting says={t("themes.reading")} height={420} queries={themesOf(place.id)} stopped={where.map !== "" && found.fetchStatus === "idle"} onAgain={() => void found.refetch()} />
      ) : told.total ? (
        <Told told={told} where={where} names={reading?.names ?? {}} />
      ) : (
        <EmptyState drawing="evidence" title={t("themes.empty")} says={t("themes.empty.says")} action={<ButtonLink look="primary" icon="inbox" href={place.href("/evidence")}>{t("themes.empty.action")}</ButtonLink>} />
      )}
    </Page>
  );
}

function Told({ told, where, names }: { readonly told: Told; readonly where: Where; readonly names: Readonly<Record<string, string>> }): ReactNode {
  const t = useT();
  const may = usePlace().may("editor");
  const notes = useMemo(() => [...new Set(told.notes)], [told.notes]);
  return (
    <div className="oi-themes">
      {told.themes.length ? (
        <section className="oi-themes__part" aria-labelledby="themes-named">
          <header>
            <h2 id="themes-named">{t("themes.named")}</h2>
            <p>{t(told.unplaced ? "themes.named.rest" : "themes.named.whole", { unplaced: told.unplaced })}</p>
          </header>
          <div className="oi-themes__cards">
            {told.themes.map((one) => (
              <ThemeCard key={one.id} theme={one} told={told} names={names} may={may} />
            ))}
          </div>
        </section>
      ) : null}
      <section className="oi-themes__part" aria-labelledby="themes-proposed">
        <header>
          <h2 id="themes-proposed">{t("themes.proposed")}</h2>
          {told.proposals.length ? <p>{t("themes.proposed.says")}</p> : null}
          {may ? <OwnTheme where={where} /> : null}
        </header>
        {told.proposals.length ? (
          <div className="oi-themes__cards">
            {told.proposals.map((one) => (
              <ProposalCard key={one.id} proposal={one} told={told} where={where} may={may} />
            ))}
          </div>
        ) : told.themes.length ? null : (
          <EmptyState small title={t("themes.few")} says={t("themes.few.says")} />
        )}
        {notes.length ? (
          <ul className="oi-themes__notes" aria-label={t("themes.notes")}>
            {notes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        ) : null}
      </section>
      <LearntCard told={told} />
    </div>
  );
}

function Narrow({ where, onWhere, maps, reading }: FoundProps & { readonly reading: NamedReading | undefined }): ReactNode {
  const t = useT();
  const steps = (reading?.curve ?? []).map((one) => ({ id: one.step, label: reading?.names[one.step] ?? one.step }));
  const touchpoints = (reading?.touchpoints ?? [])
    .map((one) => ({ id: keyOf(one.touchpoint), label: reading?.names[`touchpoint:${keyOf(one.touchpoint)}`] ?? one.touchpoint, n: one.comments }))
    .filter((one) => one.n || one.id === where.touchpoint)
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="oi-themes__narrow">
      {maps.length > 1 ? <Pick label={t("themes.map")} choices={maps.map((one) => ({ id: one.id, label: one.title }))} value={where.map} onChange={(map) => onWhere({ map, step: "", touchpoint: "" })} /> : null}
      <Pick label={t("themes.step")} all={t("themes.step.all")} choices={steps} value={where.step} onChange={(step) => onWhere({ ...where, step, touchpoint: "" })} />
      <Pick label={t("themes.touchpoint")} all={t("themes.touchpoint.all")} choices={touchpoints} value={where.touchpoint} onChange={(touchpoint) => onWhere({ ...where, touchpoint, step: "" })} />
    </div>
  );
}
