/** A proposed group: its words, quotes, size and whether it holds; naming it makes it a theme. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Card, Figure, Menu, Pill, Tag, toast, useT } from "@outsidein/kit";
import { useAdopt, type Where } from "../../data/themes";
import type { Proposed, Told } from "../../data/told";
import { usePlace } from "../../session/place";
import { percent } from "../../data/shares";
import { Naming } from "./Naming";
import { Quotes } from "./Quotes";

export interface ProposalCardProps {
  readonly proposal: Proposed;
  readonly told: Told;
  readonly where: Where;
  /** Whether one may make themes. */
  readonly may: boolean;
}

export function ProposalCard({ proposal, told, where, may }: ProposalCardProps): ReactNode {
  const t = useT();
  const adopt = useAdopt(usePlace().id);
  const [naming, setNaming] = useState(false);
  const given = { ...where, proposal: proposal.id };
  return (
    <Card className="oi-themes__card oi-themes__card--proposed">
      <h3 className="oi-themes__words">
        {proposal.words.map((one) => (
          <Tag key={one}>{one}</Tag>
        ))}
      </h3>
      <p className="oi-themes__facts">
        <span>{t("themes.proposed.n", { n: proposal.comments })}</span>
        <span>
          {t("themes.holds")} <Figure size="s" estimate={percent(proposal.stability)} title={t("themes.stability")} />
        </span>
        {proposal.shaky ? <Pill tone="warn">{t("themes.shaky")}</Pill> : null}
      </p>
      {proposal.shaky ? <p className="oi-themes__quiet">{t("themes.shaky.says")}</p> : null}
      <Quotes ids={proposal.quotes} told={told} />
      {!may ? null : naming ? (
        <Naming
          action={t("themes.name.save")}
          pending={adopt.isPending}
          onCancel={() => setNaming(false)}
          onName={(name) => adopt.mutate({ ...given, name, into: "" }, { onSuccess: () => toast({ says: t("themes.made", { title: name }), tone: "good" }) })}
        />
      ) : (
        <div className="oi-themes__acts">
          <Button size="s" icon="edit" onPress={() => setNaming(true)}>
            {t("themes.name")}
          </Button>
          {told.themes.length ? (
            <Menu
              label={t("themes.put.menu")}
              trigger={(menu) => (
                <Button {...menu} size="s" look="quiet" pending={adopt.isPending}>
                  {t("themes.put")}
                </Button>
              )}
              entries={told.themes.map((one) => ({ id: one.id, label: one.title, onAction: () => adopt.mutate({ ...given, name: "", into: one.id }) }))}
            />
          ) : null}
        </div>
      )}
    </Card>
  );
}
