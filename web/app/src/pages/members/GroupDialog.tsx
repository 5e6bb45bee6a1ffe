/** Making or changing a group: its name, its least role, its members. */
import { Button, Checkbox, confirm, Dialog, DiagnosticCallout, TextField, useT } from "@outsidein/kit";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask, once } from "../../api/client";
import { asProblem } from "../../api/problem";
import { usePlace } from "../../session/place";
import type { Group, Member, MemberRole } from "../../team/questions";
import { teamKeys } from "../../team/questions";
import { RoleSelect } from "../../team/RoleSelect";

export interface GroupDialogProps {
  /** null: a new one. */
  readonly group: Group | null;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

export function GroupDialog({ group, members, onClose }: GroupDialogProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [name, setName] = useState(group?.name ?? "");
  const [role, setRole] = useState<MemberRole>(group?.role ?? "viewer");
  const [people, setPeople] = useState<readonly number[]>(group?.members ?? []);
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: teamKeys.groups(place.id) });
    await client.invalidateQueries({ queryKey: teamKeys.members(place.id) });
    onClose();
  };
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), role, members: [...people] };
      const path = { workspace: place.id };
      if (!group) await ask(api.POST("/api/v1/workspaces/{workspace}/groups", { params: { path }, body, headers: once() }));
      else await ask(api.PATCH("/api/v1/workspaces/{workspace}/groups/{group}", { params: { path: { ...path, group: group.id } }, body }));
    },
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/v1/workspaces/{workspace}/groups/{group}", { params: { path: { workspace: place.id, group: id } } })),
    onSuccess: done,
  });
  const askToRemove = async (gone: Group): Promise<void> => {
    const title = t("team.groups.remove.ask", { name: gone.name });
    if (await confirm({ title, says: t("team.groups.remove.says"), action: t("team.groups.remove"), danger: true })) remove.mutate(gone.id);
  };
  const error = save.error ?? remove.error;
  return (
    <Dialog
      open
      title={group ? t("team.groups.change") : t("team.groups.new")}
      lead={t("team.groups.says")}
      onClose={onClose}
      onSubmit={() => save.mutate()}
      actions={
        <>
          {group ? (
            <Button look="danger" onPress={() => void askToRemove(group)}>
              {t("team.groups.remove")}
            </Button>
          ) : null}
          <Button onPress={onClose}>{t("team.cancel")}</Button>
          <Button look="primary" type="submit" disabled={!name.trim()} pending={save.isPending}>
            {t("team.save")}
          </Button>
        </>
      }
    >
      <div className="oi-team__form">
        <TextField label={t("team.groups.name")} value={name} onChange={setName} maxLength={100} autoFocus required />
        <RoleSelect label={t("team.groups.role")} value={role} onChange={setRole} roles={["viewer", "commenter", "editor"]} />
        <fieldset className="oi-team__people">
          <legend>{t("team.groups.members")}</legend>
          {members.map((member) => (
            <Checkbox
              key={member.id}
              checked={people.includes(member.id)}
              onChange={(chosen) => setPeople(chosen ? [...people, member.id] : people.filter((one) => one !== member.id))}
              hint={member.email}
            >
              {member.name}
            </Checkbox>
          ))}
        </fieldset>
        {error ? <DiagnosticCallout diagnostic={asProblem(error).first} live /> : null}
      </div>
    </Dialog>
  );
}
