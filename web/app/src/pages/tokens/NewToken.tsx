/** Making an API token; its secret is shown once. */
import { Button, Dialog, DiagnosticCallout, Select, TextField, useT } from "@outsidein/kit";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask, once } from "../../api/client";
import type { components } from "../../api/openapi";
import { asProblem } from "../../api/problem";
import { useSession } from "../../session/session";
import type { MemberRole } from "../../team/questions";
import { teamKeys } from "../../team/questions";
import { RoleSelect } from "../../team/RoleSelect";
import { Secret } from "../../team/Secret";

type Body = components["schemas"]["NewToken"];

const DAYS = [7, 30, 90, 365, 0];
const EVERYWHERE = "*";

export function NewToken({ onClose }: { readonly onClose: () => void }): ReactNode {
  const t = useT();
  const client = useQueryClient();
  const { session } = useSession();
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberRole>("viewer");
  const [where, setWhere] = useState(EVERYWHERE);
  const [days, setDays] = useState(90);
  const make = useMutation({
    mutationFn: (body: Body) => ask(api.POST("/api/v1/tokens", { body, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey: teamKeys.tokens }),
  });
  if (make.data) {
    return (
      <Dialog
        open
        title={t("team.tokens.made", { name: make.data.name })}
        onClose={onClose}
        actions={
          <Button look="primary" onPress={onClose}>
            {t("team.invite.done")}
          </Button>
        }
      >
        <Secret label={t("team.tokens.secret")} value={make.data.secret} />
      </Dialog>
    );
  }
  const places = (session?.workspaces ?? []).map((one) => ({ id: one.id, label: one.name }));
  const submit = (): void => make.mutate({ name: name.trim(), role, workspace: where === EVERYWHERE ? null : where, days: days || null });
  return (
    <Dialog
      open
      title={t("team.tokens.new")}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onPress={onClose}>{t("team.cancel")}</Button>
          <Button look="primary" type="submit" disabled={!name.trim()} pending={make.isPending}>
            {t("team.tokens.make")}
          </Button>
        </>
      }
    >
      <div className="oi-team__form">
        <TextField label={t("team.tokens.name")} hint={t("team.tokens.name.hint")} value={name} onChange={setName} maxLength={100} required autoFocus />
        <div className="oi-team__two">
          <RoleSelect label={t("team.tokens.role")} value={role} onChange={setRole} />
          <Select
            label={t("team.tokens.days")}
            choices={DAYS.map((n) => ({ id: String(n), label: t("team.tokens.days.n", { n }) }))}
            value={String(days)}
            onChange={(id) => setDays(Number(id))}
          />
        </div>
        <Select
          label={t("team.tokens.where")}
          choices={[{ id: EVERYWHERE, label: t("team.tokens.everywhere") }, ...places]}
          value={where}
          onChange={setWhere}
        />
        {make.error ? <DiagnosticCallout diagnostic={asProblem(make.error).first} live /> : null}
      </div>
    </Dialog>
  );
}
