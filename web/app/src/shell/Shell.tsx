/**
 * What stands around every page of a workspace: navigation at the side, on narrow screens a bar and a drawer. What lives
 * here: the frame. Not here: what stands in the navigation (routes.ts).
 */
import { later, useHotkeys, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { Suspense, useState } from "react";
import type { PageRoute } from "../routes";
import type { Session } from "../session/session";
import { Rail } from "./Rail";
import { TopBar } from "./TopBar";
import { useRail } from "./rail";
import "./shell.css";

const Palette = later(async () => (await import("./Palette")).Palette);

export interface ShellProps {
  readonly route: PageRoute;
  readonly session: Session;
  readonly children: ReactNode;
}

export function Shell({ route, session, children }: ShellProps): ReactNode {
  const t = useT();
  const rail = useRail();
  const [searching, setSearching] = useState(false);
  useHotkeys({ "Ctrl+K": () => setSearching(true), "[": rail.toggle });
  return (
    <div className={`oi-shell oi-shell--${rail.folded ? "folded" : "open"} oi-shell--${route.frame}`}>
      <a className="oi-skip" href="#main">
        {t("shell.skip")}
      </a>
      <TopBar session={session} route={route} onSearch={() => setSearching(true)} />
      <Rail session={session} route={route} folded={rail.folded} onToggle={rail.toggle} onSearch={() => setSearching(true)} />
      <main id="main" tabIndex={-1} className="oi-shell__main">
        {children}
      </main>
      {searching ? (
        <Suspense>
          <Palette session={session} onClose={() => setSearching(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
