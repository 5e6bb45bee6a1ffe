/** The members of a workspace: their roles, which owners change, and removing them. */
import type { Column } from "@outsidein/kit";
import { Avatar, Card, confirm, IconButton, Pill, Table, toast, useFormat, useT } from "@outsidein/kit";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import { usePlace } from "../../session/place";
import type { Member, MemberRole } from "../../team/questions";
import { teamKeys, useGroups } from "../../team/questions";
import { RoleSelect } from "../../team/RoleSelect";

export interface MembersTableProps {
  readonly members: readonly Member[];
  readonly owner: boolean;
}

export function MembersTable({ members, owner }: MembersTableProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const client = useQueryClient();
  const { data: groups = [] } = useGroups(place.id);
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: teamKeys.members(place.id) });
  const fail = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });
  const path = (member: Member): { workspace: string; person: number } => ({ workspace: place.id, person: member.id });

  const change = async (member: Member, role: MemberRole): Promise<void> => {
    await ask(api.PATCH("/api/v1/workspaces/{workspace}/members/{person}", { params: { path: path(member) }, body: { role } }));
    toast({ says: t("team.members.changed", { name: member.name, role: t("team.role", { role }) }), tone: "good" });
    await renew();
  };
  const remove = async (member: Member): Promise<void> => {
    const title = t("team.members.remove.ask", { name: member.name });
    if (!(await confirm({ title, says: t("team.members.remove.says"), action: t("team.members.remove"), danger: true }))) return;
    await ask(api.DELETE("/api/v1/workspaces/{workspace}/members/{person}", { params: { path: path(member) } }));
    toast({ says: t("team.members.removed", { name: member.name }) });
    await renew();
  };

  const columns: Column<Member>[] = [
    {
      id: "person",
      title: t("team.members.person"),
      cell: (member) => (
        <span className="oi-team__person">
          <Avatar person={{ id: String(member.id), name: member.name }} />
          <span>
            {member.name} {member.you ? <Pill>{t("team.members.you")}</Pill> : null}
            <small>{member.email}</small>
          </span>
        </span>
      ),
    },
    {
      id: "role",
      title: t("team.members.role"),
      width: 210,
      cell: (member) => (
        <>
          {owner ? (
            <RoleSelect
              className="oi-team__role"
              label={t("team.members.role_of", { name: member.name })}
              labelHidden
              value={member.own_role}
              onChange={(role) => void change(member, role).catch(fail)}
            />
          ) : (
            t("team.role", { role: member.role })
          )}
          {member.role !== member.own_role ? (
            <Pill tone="accent">{`${t("team.role", { role: member.role })}, ${t("team.members.by_group")}`}</Pill>
          ) : null}
        </>
      ),
    },
    {
      id: "groups",
      title: t("team.members.groups"),
      cell: (member) => (
        <span className="oi-team__pills">
          {groups
            .filter((group) => member.groups.includes(group.id))
            .map((group) => (
              <Pill key={group.id}>{group.name}</Pill>
            ))}
        </span>
      ),
    },
    { id: "since", title: t("team.members.since"), cell: (member) => format.date(member.since) },
  ];
  if (owner) {
    columns.push({
      id: "acts",
      title: t("team.members.acts"),
      titleHidden: true,
      width: 60,
      cell: (member) =>
        member.you ? null : (
          <IconButton icon="trash" size="s" label={t("team.members.remove_of", { name: member.name })} onPress={() => void remove(member).catch(fail)} />
        ),
    });
  }
  return (
    <Card title={t("team.members.list")} flush>
      <Table label={t("team.list_of", { what: t("team.members.list") })} columns={columns} rows={members} rowKey={(member) => String(member.id)} />
    </Card>
  );
}
