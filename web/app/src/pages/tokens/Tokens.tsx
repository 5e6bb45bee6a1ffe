/** One's own API tokens: which there are, when they were used last, revoking them. */
import type { Column } from "@outsidein/kit";
import { Button, Card, confirm, EmptyState, Skeleton, Table, toast, useFormat, useT } from "@outsidein/kit";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import { useSession } from "../../session/session";
import { Trouble } from "../../shell/Trouble";
import type { Token } from "../../team/questions";
import { teamKeys, useTokens } from "../../team/questions";
import { NewToken } from "./NewToken";

export function Tokens(): ReactNode {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const { session } = useSession();
  const { data: tokens, error, refetch } = useTokens();
  const [making, setMaking] = useState(false);
  const [now] = useState(() => Date.now());
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;
  if (!tokens) return <Skeleton height={180} />;
  const revoke = async (token: Token): Promise<void> => {
    const title = t("team.tokens.revoke.ask", { name: token.name });
    if (!(await confirm({ title, says: t("team.tokens.revoke.says"), action: t("team.tokens.revoke"), danger: true }))) return;
    await ask(api.DELETE("/api/v1/tokens/{token}", { params: { path: { token: token.id } } }));
    toast({ says: t("team.tokens.revoked", { name: token.name }) });
    await client.invalidateQueries({ queryKey: teamKeys.tokens });
  };
  const placed = (token: Token): string =>
    session?.workspaces.find((one) => one.id === token.workspace)?.name ?? t("team.tokens.everywhere");
  const columns: Column<Token>[] = [
    { id: "name", title: t("team.tokens.name"), cell: (token) => token.name },
    { id: "role", title: t("team.tokens.role"), cell: (token) => t("team.role", { role: token.role }) },
    { id: "where", title: t("team.tokens.where"), cell: placed },
    { id: "used", title: t("team.tokens.used"), cell: (token) => (token.used ? format.relative(token.used, now) : t("team.tokens.never")) },
    { id: "ends", title: t("team.tokens.expires"), cell: (token) => (token.expires ? format.date(token.expires) : t("team.tokens.open_end")) },
    {
      id: "acts",
      title: t("team.members.acts"),
      titleHidden: true,
      width: 110,
      cell: (token) => (
        <Button
          size="s"
          aria-label={t("team.tokens.revoke_of", { name: token.name })}
          onPress={() => void revoke(token).catch((thrown: unknown) => toast({ ...asProblem(thrown).first, tone: "bad" }))}
        >
          {t("team.tokens.revoke")}
        </Button>
      ),
    },
  ];
  const make = (
    <Button look={tokens.length ? undefined : "primary"} icon="key" onPress={() => setMaking(true)}>
      {t("team.tokens.new")}
    </Button>
  );
  return (
    <div className="oi-team">
      <Card title={t("team.tokens")} aside={tokens.length ? make : null}>
        <p className="oi-team__says">{t("team.tokens.says")}</p>
        <Table
          label={t("team.list_of", { what: t("team.tokens") })}
          columns={columns}
          rows={tokens}
          rowKey={(token) => token.id}
          empty={<EmptyState small title={t("team.tokens.none")} says={t("team.tokens.none.says")} action={make} />}
        />
      </Card>
      {making ? <NewToken onClose={() => setMaking(false)} /> : null}
    </div>
  );
}
