/**
 * What is foretold: staying, leaving, the next step, what ifs, credit and changes, each with how far it can be trusted.
 * What lives here: the page, its parts and its empty state. Not here: any part of it.
 */
import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import { ButtonLink, DiagnosticCallout, EmptyState, Page, Tabs, useT } from "@outsidein/kit";
import { useLocation, useSearch } from "wouter";
import { asProblem } from "../../api/problem";
import { useOverview, type Overview } from "../../data/journeys";
import { keys, useInventory } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Waiting } from "../asked/Waiting";
import { Changes } from "./Changes";
import { Chances } from "./Chances";
import { Credit } from "./Credit";
import { Next } from "./Next";
import { Staying } from "./Staying";
import { WhatIf } from "./WhatIf";
import "./foresight.css";

const EVERYBODY = { notion: "", segment: [], first: "", last: "" };

/** What each part is given. */
export interface PartProps {
  readonly overview: Overview;
  /** Whose: customers, where there are any. */
  readonly notion: string;
  /** What a touchpoint is called on the maps here; its own name where none has it. */
  readonly name: (touchpoint: string) => string;
}

export function ForesightPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const part = new URLSearchParams(useSearch()).get("part") ?? "";
  const overview = useOverview(place.id, EVERYBODY);
  const inventory = useInventory(place.id).data;
  const names = useMemo(() => new Map((inventory?.touchpoints ?? []).map((one) => [one.record.id.replace(/^touchpoint:/, ""), one.record.name])), [inventory]);
  const name = useCallback((touchpoint: string) => names.get(touchpoint) ?? touchpoint, [names]);
  const found = overview.data;
  if (found && !found.events) {
    return (
      <Page title={t("foresight.title")}>
        <EmptyState
          drawing="journey"
          title={t("foresight.empty.title")}
          says={t("foresight.empty.says")}
          action={
            <ButtonLink look="primary" icon="upload" href={place.href("/evidence")}>
              {t("foresight.empty.action")}
            </ButtonLink>
          }
        />
      </Page>
    );
  }
  if (!found) {
    return (
      <Page width="wide" title={t("foresight.title")} busy={overview.isFetching}>
        {overview.error ? <DiagnosticCallout diagnostic={asProblem(overview.error).first} live /> : <Waiting says={t("foresight.counting")} height={420} queries={[...keys.measures(place.id), "journeys"]} stopped={overview.fetchStatus === "idle"} onAgain={() => void overview.refetch()} />}
      </Page>
    );
  }
  const notion = found.notions.includes("customer") ? "customer" : (found.notions[0] ?? "case");
  const given: PartProps = { overview: found, notion, name };
  return (
    <Page width="wide" title={t("foresight.title")} lead={t("foresight.lead")}>
      <Tabs
        label={t("foresight.parts")}
        value={part || "staying"}
        onChange={(id) => go(`${place.href("/foresight")}?part=${id}`, { replace: true })}
        tabs={[
          { id: "staying", label: t("foresight.part.staying"), content: <Staying {...given} /> },
          { id: "chances", label: t("foresight.part.chances"), content: <Chances {...given} /> },
          { id: "next", label: t("foresight.part.next"), content: <Next {...given} /> },
          { id: "what-if", label: t("foresight.part.what-if"), content: <WhatIf /> },
          { id: "credit", label: t("foresight.part.credit"), content: <Credit {...given} /> },
          { id: "changes", label: t("foresight.part.changes"), content: <Changes {...given} /> },
        ]}
      />
    </Page>
  );
}
