/** The navigation at the side: our name, the workspace, the pages by what one comes for, oneself. */
import { Icon, IconButton, Link, Tooltip, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import type { PageRoute } from "../routes";
import { NAVIGATION } from "../routes";
import { usePlace } from "../session/place";
import type { Session } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import { useCounts } from "./counts";
import { Logo } from "./Logo";
import { SearchButton } from "./SearchButton";
import { WorkspaceMenu } from "./WorkspaceMenu";
import "./rail.css";

export interface RailProps {
  readonly session: Session;
  readonly route: PageRoute;
  readonly folded: boolean;
  readonly onToggle: () => void;
  readonly onSearch: () => void;
}

export function Rail({ session, route, folded, onToggle, onSearch }: RailProps): ReactNode {
  const t = useT();
  const place = usePlace();
  return (
    <div className={folded ? "oi-rail oi-rail--folded" : "oi-rail"}>
      <div className="oi-rail__head">
        <Link href={place.href("/")} plain className="oi-rail__logo" aria-label={t("shell.home_of", { name: place.name })}>
          <Logo short={folded} />
        </Link>
        {folded ? null : <IconButton icon="collapse-left" size="s" label={t("shell.fold")} keys="[" onPress={onToggle} className="oi-rail__fold" />}
      </div>
      {folded ? null : <WorkspaceMenu session={session} />}
      <SearchButton folded={folded} onSearch={onSearch} />
      <nav aria-label={t("shell.pages")} className="oi-rail__pages">
        <PageList route={route} folded={folded} />
      </nav>
      <div className="oi-rail__foot">
        {folded ? <IconButton icon="expand-right" label={t("shell.unfold")} keys="[" onPress={onToggle} className="oi-rail__unfold" /> : null}
        <AccountMenu session={session} folded={folded} />
      </div>
    </div>
  );
}

interface PageListProps {
  readonly route: PageRoute;
  readonly folded?: boolean;
  /** Somebody went to a page: a drawer closes. */
  readonly onGo?: () => void;
}

/** The pages of the workspace, in the rail and in the drawer of narrow screens. */
export function PageList({ route, folded, onGo }: PageListProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const counts = useCounts();
  return NAVIGATION.map(({ group, pages }) => (
    <div key={group} className="oi-rail__group">
      <h4 id={`oi-rail-${group}`} className={folded ? "oi-unseen" : undefined}>
        {t(`shell.group.${group}`)}
      </h4>
      <ul aria-labelledby={`oi-rail-${group}`}>
        {pages.map((page) => {
          const here = page.area === route.area || (page.area === "maps" && route.area === "map");
          const title = t(page.title);
          const count = counts[page.area];
          const href = place.href(page.path.replace(/^\/w\/:workspace/, "").replace(/\/[:*].*$/, "") || "/");
          const link = (
            <Link
              href={href}
              plain
              className="oi-rail__page"
              aria-current={here ? "page" : undefined}
              aria-label={folded ? title : undefined}
              onPointerEnter={page.preload}
              onFocus={page.preload}
              onPress={onGo}
            >
              {folded && page.nav ? <Icon name={page.nav.icon} size={19} /> : <span>{title}</span>}
              {count && !folded ? <span className="oi-rail__count">{count}</span> : null}
            </Link>
          );
          return (
            <li key={page.area}>
              {folded ? (
                <Tooltip says={title} placement="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          );
        })}
      </ul>
    </div>
  ));
}
