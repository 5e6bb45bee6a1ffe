/**
 * The pages that there are. A page is a folder `pages/<area>/` whose `index.tsx` exports `Page`, and one line here; a line
 * whose folder is missing is left out. What lives here: addresses, titles, places in the navigation. Not here: any page.
 */
import type { IconName, Key } from "@outsidein/kit";
import { wordsReady } from "@outsidein/kit";
import type { ComponentType, LazyExoticComponent } from "react";
import { lazy } from "react";

interface PageModule {
  readonly Page: ComponentType;
}

const FOLDERS = import.meta.glob<PageModule>("./pages/*/index.tsx");

export type NavGroup = "see" | "listen" | "decide" | "act" | "work";
export const NAV_GROUPS: readonly NavGroup[] = ["see", "listen", "decide", "act", "work"];

/**
 * Where a page stands: `workspace` with the navigation beside it, `full` the same without its own margins (the map),
 * `door` for who is not signed in, `bare` alone on the screen.
 */
export type Frame = "workspace" | "full" | "door" | "bare";

export interface PageRoute {
  readonly area: string;
  /** As wouter writes it; `/w/:workspace` stands before pages of a workspace. */
  readonly path: string;
  readonly frame: Frame;
  readonly title: Key;
  readonly nav?: { readonly group: NavGroup; readonly icon: IconName };
  readonly Page: LazyExoticComponent<ComponentType>;
  /** Load it before it is needed: when somebody points at a link to it. */
  readonly preload: () => void;
}

type Line = Omit<PageRoute, "Page" | "preload">;

function inside(area: string, path: string, title: Key, nav?: PageRoute["nav"]): Line {
  return { area, path: path === "/" ? "/w/:workspace" : `/w/:workspace${path}`, frame: "workspace", title, nav };
}

const LINES: readonly Line[] = [
  inside("home", "/", "shell.nav.home", { group: "see", icon: "home" }),
  inside("atlas", "/atlas", "shell.nav.atlas", { group: "see", icon: "grid" }),
  inside("maps", "/maps", "shell.nav.maps", { group: "see", icon: "map" }),
  inside("compare", "/compare", "shell.nav.compare", { group: "see", icon: "copy" }),
  inside("story", "/story/:map", "shell.nav.story"),
  { ...inside("map", "/maps/:map/:part?", "shell.nav.map"), frame: "full" },
  inside("personas", "/personas/:persona?", "shell.nav.personas", { group: "see", icon: "person" }),
  inside("touchpoints", "/touchpoints/:touchpoint?", "shell.nav.touchpoints", { group: "see", icon: "touch" }),
  inside("capabilities", "/capabilities", "shell.nav.capabilities", { group: "see", icon: "bolt" }),
  inside("evidence", "/evidence/*?", "shell.nav.evidence", { group: "listen", icon: "inbox" }),
  inside("measures", "/measures/:measure?", "shell.nav.measures", { group: "listen", icon: "gauge" }),
  inside("accounts", "/accounts/:map?", "shell.nav.accounts"),
  inside("paths", "/paths", "shell.nav.paths", { group: "listen", icon: "route" }),
  inside("foresight", "/foresight", "shell.nav.foresight", { group: "listen", icon: "eye" }),
  inside("hotspots", "/hotspots", "shell.nav.hotspots", { group: "decide", icon: "fire" }),
  inside("opportunities", "/opportunities/:opportunity?", "shell.nav.opportunities", { group: "decide", icon: "bulb" }),
  inside("initiatives", "/initiatives/:initiative?", "shell.nav.initiatives", { group: "act", icon: "rocket" }),
  inside("members", "/members", "shell.nav.members", { group: "work", icon: "people" }),
  inside("settings", "/settings/:part?", "shell.nav.settings", { group: "work", icon: "settings" }),
  { area: "welcome", path: "/welcome", frame: "bare", title: "shell.nav.welcome" },
  { area: "account", path: "/account/security", frame: "bare", title: "shell.nav.account" },
  { area: "sign-in", path: "/sign-in", frame: "door", title: "shell.nav.sign-in" },
  { area: "second-factor", path: "/sign-in/second-factor", frame: "door", title: "shell.nav.second-factor" },
  { area: "sign-up", path: "/sign-up", frame: "door", title: "shell.nav.sign-up" },
  { area: "invitation", path: "/invitation/:token?", frame: "door", title: "shell.nav.invitation" },
  { area: "reset", path: "/account/reset/:key?", frame: "door", title: "shell.nav.reset" },
  { area: "verify", path: "/account/verify/:key", frame: "door", title: "shell.nav.verify" },
  { area: "local", path: "/local", frame: "door", title: "shell.nav.local" },
  { area: "setup", path: "/setup", frame: "door", title: "shell.nav.setup" },
  { area: "share", path: "/s/:token", frame: "bare", title: "shell.nav.share" },
  { area: "share", path: "/embed/:token", frame: "bare", title: "shell.nav.share" },
];

export const ROUTES: readonly PageRoute[] = LINES.flatMap((line) => {
  const folder = FOLDERS[`./pages/${line.area}/index.tsx`];
  if (!folder) return [];
  const load = async (): Promise<{ default: ComponentType }> => {
    const { Page } = await folder();
    await wordsReady();
    return { default: Page };
  };
  // What cannot be had ahead of time is told of once it is needed.
  const preload = (): void => void folder().catch(() => undefined);
  return [{ ...line, Page: lazy(load), preload }];
});

/** The pages in the navigation, by group; groups without one are left out. */
export const NAVIGATION = NAV_GROUPS.map((group) => ({
  group,
  pages: ROUTES.filter((route) => route.nav?.group === group),
})).filter(({ pages }) => pages.length > 0);
