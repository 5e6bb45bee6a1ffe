/** Who works on the maps of a workspace, in which role, who is invited, and the groups they are in. */
import { Button, EmptyState, Page, Skeleton, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { usePlace } from "../../session/place";
import { useSession } from "../../session/session";
import { Trouble } from "../../shell/Trouble";
import { useInvitations, useMembers } from "../../team/questions";
import "../../team/team.css";
import { Groups } from "./Groups";
import { Invitations } from "./Invitations";
import { Invite } from "./Invite";
import { MembersTable } from "./MembersTable";

export function MembersPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { session } = useSession();
  const local = session?.mode === "local";
  const owner = place.may("owner") && !local;
  const { data: members, error, refetch } = useMembers(place.id, !local);
  const { data: invitations } = useInvitations(place.id, owner);
  const [inviting, setInviting] = useState(false);
  if (local) {
    return (
      <Page title={t("team.members.list")}>
        <EmptyState drawing="journey" title={t("team.members.local")} says={t("team.members.local.says")} />
      </Page>
    );
  }
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;
  const open = invitations?.filter((one) => one.state === "open").length ?? 0;
  const owners = members?.filter((one) => one.role === "owner").length ?? 0;
  return (
    <Page
      title={members ? t("team.members", { n: members.length }) : t("team.members.list")}
      lead={owner ? t("team.members.lead", { owners, open }) : t("team.members.lead.plain")}
      busy={!members}
      actions={
        owner ? (
          <Button look="primary" icon="plus" onPress={() => setInviting(true)}>
            {t("team.invite")}
          </Button>
        ) : null
      }
    >
      {members ? <MembersTable members={members} owner={owner} /> : <Skeleton height={220} />}
      {owner && invitations ? <Invitations invitations={invitations} /> : null}
      {members ? <Groups members={members} owner={owner} /> : null}
      <Invite open={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}
