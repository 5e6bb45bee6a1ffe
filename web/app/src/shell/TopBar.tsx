/** The bar of narrow screens: the navigation in a drawer, our name, the search. */
import { Drawer, IconButton, Link, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import type { PageRoute } from "../routes";
import { usePlace } from "../session/place";
import type { Session } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import { Logo } from "./Logo";
import { PageList } from "./Rail";
import { WorkspaceMenu } from "./WorkspaceMenu";

export interface TopBarProps {
  readonly session: Session;
  readonly route: PageRoute;
  readonly onSearch: () => void;
}

export function TopBar({ session, route, onSearch }: TopBarProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const [open, setOpen] = useState(false);
  return (
    <header className="oi-topbar">
      <IconButton icon="menu" label={t("shell.pages")} onPress={() => setOpen(true)} />
      <Link href={place.href("/")} plain aria-label={t("shell.home_of", { name: place.name })}>
        <Logo />
      </Link>
      <span className="oi-topbar__place">{place.name}</span>
      <IconButton icon="search" label={t("shell.search")} keys="Ctrl+K" onPress={onSearch} />
      <Drawer open={open} side="start" title={t("shell.pages")} onClose={() => setOpen(false)}>
        <WorkspaceMenu session={session} />
        <nav aria-label={t("shell.pages")} className="oi-rail__pages">
          <PageList route={route} onGo={() => setOpen(false)} />
        </nav>
        <AccountMenu session={session} />
      </Drawer>
    </header>
  );
}
