/** Who is invited, and taking an invitation back. */
import type { Column, Tone } from "@outsidein/kit";
import { Button, Card, Pill, Table, toast, useFormat, useT } from "@outsidein/kit";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import { usePlace } from "../../session/place";
import type { Invitation } from "../../team/questions";
import { teamKeys } from "../../team/questions";

const TONES: Readonly<Record<string, Tone>> = { open: "accent", used: "good" };

export function Invitations({ invitations }: { readonly invitations: readonly Invitation[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const client = useQueryClient();
  const named = (one: Invitation): string => one.email || t("team.invitations.anyone");
  const revoke = async (one: Invitation): Promise<void> => {
    const path = { workspace: place.id, invitation: one.id };
    await ask(api.DELETE("/api/v1/workspaces/{workspace}/invitations/{invitation}", { params: { path } }));
    toast({ says: t("team.invitations.revoked") });
    await client.invalidateQueries({ queryKey: teamKeys.invitations(place.id) });
  };
  const columns: Column<Invitation>[] = [
    { id: "for", title: t("team.invitations.for"), cell: named },
    { id: "role", title: t("team.members.role"), cell: (one) => t("team.role", { role: one.role }) },
    {
      id: "state",
      title: t("team.invitations.state"),
      cell: (one) => (
        <Pill tone={TONES[one.state] ?? "plain"} dot>
          {t("team.invitations.state.of", { state: one.state, by: one.used_by })}
        </Pill>
      ),
    },
    { id: "until", title: t("team.invitations.until"), cell: (one) => format.date(one.expires) },
    {
      id: "acts",
      title: t("team.members.acts"),
      titleHidden: true,
      width: 130,
      cell: (one) =>
        one.state === "open" ? (
          <Button
            size="s"
            aria-label={t("team.invitations.revoke_of", { name: named(one) })}
            onPress={() => void revoke(one).catch((thrown: unknown) => toast({ ...asProblem(thrown).first, tone: "bad" }))}
          >
            {t("team.invitations.revoke")}
          </Button>
        ) : null,
    },
  ];
  return (
    <Card title={t("team.invitations")} flush={invitations.length > 0}>
      <Table
        label={t("team.list_of", { what: t("team.invitations") })}
        columns={columns}
        rows={invitations}
        rowKey={(one) => one.id}
        empty={<p className="oi-team__says">{t("team.invitations.none")}</p>}
      />
    </Card>
  );
}
