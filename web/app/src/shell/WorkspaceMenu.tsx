/** Which workspace one is in, and the way to the others. */
import type { MenuEntry } from "@outsidein/kit";
import { Button, Menu, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { usePlace } from "../session/place";
import type { Session } from "../session/session";

export function WorkspaceMenu({ session }: { readonly session: Session }): ReactNode {
  const t = useT();
  const place = usePlace();
  const entries: MenuEntry[] = session.workspaces.map((one) => ({
    id: one.id,
    label: one.name,
    href: `/w/${one.id}`,
    hint: t("shell.role", { role: one.role }),
    icon: one.id === place.id ? "check" : "map",
  }));
  return (
    <Menu
      label={t("shell.workspaces")}
      entries={[...entries, "line", { id: "new", label: t("shell.new_workspace"), icon: "plus", href: "/welcome" }]}
      trigger={(menu) => (
        <Button {...menu} look="ghost" iconAfter="chevron-down" className="oi-rail__workspace">
          <span className="oi-unseen">{t("shell.workspace")} </span>
          <span className="oi-rail__workspace-name">{place.name}</span>
        </Button>
      )}
    />
  );
}
