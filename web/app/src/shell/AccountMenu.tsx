/** Oneself: theme, language, security of the account, leaving. */
import type { Language, MenuEntry, Theme } from "@outsidein/kit";
import { Avatar, Button, LANGUAGES, Menu, toast, useLanguage, useT, useTheme } from "@outsidein/kit";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import type { Session } from "../session/session";
import { chooseLanguage, chooseTheme, signOut } from "../session/session";

export interface AccountMenuProps {
  readonly session: Session;
  readonly folded?: boolean;
}

export function AccountMenu({ session, folded }: AccountMenuProps): ReactNode {
  const t = useT();
  const language = useLanguage();
  const { theme } = useTheme();
  const local = session.mode === "local";
  const name = session.user?.name || session.user?.email || t("shell.you");
  const complain = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });
  const entries: MenuEntry[] = [
    {
      title: t("shell.theme"),
      entries: (["system", "light", "dark"] as const).map((one) => ({ id: one, label: t(`shell.theme.${one}`) })),
      selection: { mode: "one", chosen: [theme], onChoose: ([one]) => chooseTheme((one ?? "system") as Theme, session) },
    },
    {
      title: t("shell.language"),
      entries: LANGUAGES.map((one) => ({ id: one, label: t(`shell.speak.${one}`) })),
      selection: {
        mode: "one",
        chosen: [language],
        onChoose: ([one]) => void chooseLanguage((one ?? "en") as Language, session).catch(complain),
      },
    },
  ];
  if (!local) {
    entries.push(
      { id: "security", label: t("shell.security"), icon: "shield", href: "/account/security" },
      { id: "leave", label: t("shell.sign_out"), icon: "leave", onAction: () => void signOut().catch(complain) },
    );
  }
  return (
    <Menu
      label={t("shell.account")}
      placement={folded ? "right top" : "top start"}
      entries={entries}
      trigger={(menu) => (
        <Button {...menu} look="ghost" className="oi-account" aria-label={folded ? t("shell.account_of", { name }) : undefined}>
          <Avatar person={{ id: String(session.user?.id ?? ""), name }} size={26} />
          {folded ? null : <span className="oi-account__name">{name}</span>}
        </Button>
      )}
    />
  );
}
