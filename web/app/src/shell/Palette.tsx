/** The search over everything: pages, maps, what the page offers, theme and language. Loaded when it is opened. */
import type { Command, CommandGroup } from "@outsidein/kit";
import { CommandPalette, LANGUAGES, useLanguage, useT, useTheme } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useMaps } from "../data/questions";
import { NAVIGATION } from "../routes";
import { usePlace } from "../session/place";
import type { Session } from "../session/session";
import { chooseLanguage, chooseTheme } from "../session/session";
import { offeredCommands } from "./commands";

export interface PaletteProps {
  readonly session: Session;
  readonly onClose: () => void;
}

export function Palette({ session, onClose }: PaletteProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const language = useLanguage();
  const { dark } = useTheme();
  const { data: maps = [] } = useMaps(place.id);
  const pages: Command[] = NAVIGATION.flatMap((group) => group.pages).map((page) => ({
    id: `page ${page.area}`,
    label: t(page.title),
    icon: page.nav?.icon,
    href: place.href(page.path.replace(/^\/w\/:workspace/, "").replace(/\/[:*].*$/, "") || "/"),
  }));
  const acts: Command[] = [
    {
      id: "theme",
      label: dark ? t("shell.go_light") : t("shell.go_dark"),
      icon: dark ? "sun" : "moon",
      onAction: () => chooseTheme(dark ? "light" : "dark", session),
    },
    ...LANGUAGES.filter((one) => one !== language).map((one) => ({
      id: `language ${one}`,
      // In its own words, for who does not read the one that is spoken.
      label: t(`shell.switch.${one}`),
      icon: "language" as const,
      onAction: () => void chooseLanguage(one, session),
    })),
  ];
  const groups: CommandGroup[] = [
    { title: t("shell.acts_here"), commands: offeredCommands() },
    { title: t("shell.pages"), commands: pages },
    {
      title: t("shell.nav.maps"),
      commands: maps.map((map) => ({ id: `map ${map.id}`, label: map.title, icon: "map", href: place.href(`/maps/${map.id}`) })),
    },
    { title: t("shell.acts"), commands: acts },
  ];
  return <CommandPalette label={t("shell.search")} placeholder={t("shell.search_for")} groups={groups} onClose={onClose} />;
}
