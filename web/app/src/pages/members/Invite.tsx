/** Inviting somebody: by e-mail, or with a link. The link is shown once. */
import { Button, Dialog, DiagnosticCallout, Select, TextField, useT } from "@outsidein/kit";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask, once } from "../../api/client";
import type { components } from "../../api/openapi";
import { asProblem } from "../../api/problem";
import { usePlace } from "../../session/place";
import type { MemberRole } from "../../team/questions";
import { teamKeys } from "../../team/questions";
import { RoleSelect } from "../../team/RoleSelect";
import { Secret } from "../../team/Secret";

type Body = components["schemas"]["NewInvitation"];
type Made = components["schemas"]["InvitationMade"];

const DAYS = [1, 7, 30, 90];

export interface InviteProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function Invite({ open, onClose }: InviteProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<MemberRole>("editor");
  const [days, setDays] = useState(7);
  const make = useMutation({
    mutationFn: (body: Body) =>
      ask(api.POST("/api/v1/workspaces/{workspace}/invitations", { params: { path: { workspace: place.id } }, body, headers: once() })),
    onSuccess: () => client.invalidateQueries({ queryKey: teamKeys.invitations(place.id) }),
  });
  const close = (): void => {
    onClose();
    setEmail("");
    make.reset();
  };
  if (make.data) return <Invited open={open} made={make.data} onClose={close} />;
  return (
    <Dialog
      open={open}
      title={t("team.invite.title")}
      lead={t("team.invite.lead")}
      onClose={close}
      onSubmit={() => make.mutate({ email: email.trim(), role, days })}
      actions={
        <>
          <Button onPress={close}>{t("team.cancel")}</Button>
          <Button look="primary" type="submit" pending={make.isPending}>
            {email.trim() ? t("team.invite.send") : t("team.invite.make")}
          </Button>
        </>
      }
    >
      <div className="oi-team__form">
        <TextField
          label={t("team.invite.email")}
          hint={t("team.invite.email.hint")}
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          autoFocus
        />
        <div className="oi-team__two">
          <RoleSelect label={t("team.invite.role")} value={role} onChange={setRole} />
          <Select
            label={t("team.invite.days")}
            choices={DAYS.map((n) => ({ id: String(n), label: t("team.invite.days.n", { n }) }))}
            value={String(days)}
            onChange={(id) => setDays(Number(id))}
          />
        </div>
        {make.error ? <DiagnosticCallout diagnostic={asProblem(make.error).first} live /> : null}
      </div>
    </Dialog>
  );
}

function Invited({ open, made, onClose }: { readonly open: boolean; readonly made: Made; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const { email, mailed, role } = made;
  const says = !email
    ? t("team.invite.made.link", { role: t("team.role", { role }) })
    : t(mailed ? "team.invite.made.mailed" : "team.invite.made.unmailed", { email });
  return (
    <Dialog
      open={open}
      title={t("team.invite.made")}
      lead={says}
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t("team.invite.done")}
        </Button>
      }
    >
      <Secret label={t("team.invite.link")} value={`${location.origin}/invitation#t=${made.secret}`} />
    </Dialog>
  );
}
