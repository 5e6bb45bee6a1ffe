/** The parts of the settings, each at an address of its own. */
import type { TabEntry } from "@outsidein/kit";
import { later, Page, Skeleton, Tabs, useT } from "@outsidein/kit";
import { Suspense, type ReactNode } from "react";
import { useLocation, useParams } from "wouter";
import { usePlace } from "../../session/place";
import "../../team/team.css";
import { Audit } from "../audit/Audit";
import { Tokens } from "../tokens/Tokens";
import { Me } from "./Me";
import { WorkspacePart } from "./WorkspacePart";

const Kinds = later(async () => (await import("./kinds/Kinds")).Kinds);

export function SettingsPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { part = "workspace" } = useParams<{ part?: string }>();
  const [, navigate] = useLocation();
  const tabs: TabEntry[] = [
    { id: "workspace", label: t("team.settings.workspace"), content: <WorkspacePart /> },
    {
      id: "kinds",
      label: t("team.settings.kinds"),
      content: (
        <Suspense fallback={<Skeleton lines={6} />}>
          <Kinds />
        </Suspense>
      ),
    },
    { id: "me", label: t("team.settings.me"), content: <Me /> },
    { id: "tokens", label: t("team.settings.tokens"), content: <Tokens /> },
  ];
  if (place.may("owner")) tabs.push({ id: "audit", label: t("team.settings.audit"), content: <Audit /> });
  return (
    <Page title={t("team.settings")} width={part === "audit" ? "normal" : "narrow"}>
      <Tabs
        label={t("team.settings.parts")}
        tabs={tabs}
        value={part}
        onChange={(id) => navigate(place.href(id === "workspace" ? "/settings" : `/settings/${id}`))}
      />
    </Page>
  );
}
