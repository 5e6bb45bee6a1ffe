/** The groups of a workspace; owners make, change and remove them. */
import { Button, Card, IconButton, Pill, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { usePlace } from "../../session/place";
import type { Group, Member } from "../../team/questions";
import { useGroups } from "../../team/questions";
import { GroupDialog } from "./GroupDialog";

export interface GroupsProps {
  readonly members: readonly Member[];
  readonly owner: boolean;
}

export function Groups({ members, owner }: GroupsProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const { data: groups = [] } = useGroups(place.id);
  const [changing, setChanging] = useState<Group | "new" | null>(null);
  if (!owner && !groups.length) return null;
  return (
    <Card
      title={t("team.groups")}
      aside={
        owner ? (
          <Button size="s" icon="plus" onPress={() => setChanging("new")}>
            {t("team.groups.new")}
          </Button>
        ) : null
      }
    >
      <p className="oi-team__says">{groups.length ? t("team.groups.says") : t("team.groups.none")}</p>
      <ul className="oi-team__list">
        {groups.map((group) => (
          <li key={group.id}>
            <span>
              {group.name}
              <small>{t("team.groups.count", { n: group.members.length })}</small>
            </span>
            <Pill tone="accent">{t("team.role", { role: group.role })}</Pill>
            {owner ? (
              <IconButton icon="edit" size="s" label={t("team.groups.change_of", { name: group.name })} onPress={() => setChanging(group)} />
            ) : null}
          </li>
        ))}
      </ul>
      {changing ? (
        <GroupDialog key={changing === "new" ? "new" : changing.id} group={changing === "new" ? null : changing} members={members} onClose={() => setChanging(null)} />
      ) : null}
    </Card>
  );
}
