/** Oneself: name, language, theme, and how one signs in; on a machine of one's own, another browser. */
import type { Language, Theme } from "@outsidein/kit";
import { Button, ButtonLink, Card, LANGUAGES, Select, TextField, THEMES, toast, useLanguage, useT, useTheme } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { Session } from "../../session/session";
import { changeSession, chooseLanguage, chooseTheme, useSession } from "../../session/session";
import { Secret } from "../../team/Secret";
import { Sessions } from "./Sessions";

export function Me(): ReactNode {
  const { session } = useSession();
  if (!session?.user) return null;
  return (
    <div className="oi-team">
      <Self session={session} />
      <Look session={session} />
      {session.mode === "local" ? <OtherBrowser /> : <SigningIn />}
    </div>
  );
}

function fail(thrown: unknown): void {
  toast({ ...asProblem(thrown).first, tone: "bad" });
}

function Self({ session }: { readonly session: Session }): ReactNode {
  const t = useT();
  const known = session.user?.name ?? "";
  const [name, setName] = useState(known);
  const save = async (): Promise<void> => {
    await changeSession({ name: name.trim() });
    toast({ says: t("team.saved"), tone: "good" });
  };
  return (
    <Card title={t("team.settings.me")}>
      <form
        className="oi-team__form"
        onSubmit={(event) => {
          event.preventDefault();
          void save().catch(fail);
        }}
      >
        <TextField label={t("team.me.name")} hint={t("team.me.name.hint")} value={name} onChange={setName} maxLength={100} autoComplete="name" />
        <div className="oi-team__row">
          <Button look="primary" type="submit" disabled={name.trim() === known}>
            {t("team.save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Look({ session }: { readonly session: Session }): ReactNode {
  const t = useT();
  const language = useLanguage();
  const { theme } = useTheme();
  return (
    <Card title={t("team.me.look")}>
      <div className="oi-team__two">
        <Select
          label={t("team.me.language")}
          choices={LANGUAGES.map((one) => ({ id: one, label: t("team.me.language.of", { language: one }) }))}
          value={language}
          onChange={(id) => void chooseLanguage(id as Language, session).catch(fail)}
        />
        <Select
          label={t("team.me.theme")}
          choices={THEMES.map((one) => ({ id: one, label: t("team.me.theme.of", { theme: one }) }))}
          value={theme}
          onChange={(id) => chooseTheme(id as Theme, session)}
        />
      </div>
    </Card>
  );
}

function SigningIn(): ReactNode {
  const t = useT();
  return (
    <>
      <Card title={t("team.me.security")}>
        <p className="oi-team__says">{t("team.me.security.says")}</p>
        <ButtonLink href="/account/security" icon="shield">
          {t("team.me.security.open")}
        </ButtonLink>
      </Card>
      <Sessions />
    </>
  );
}

function OtherBrowser(): ReactNode {
  const t = useT();
  const [token, setToken] = useState("");
  const make = async (): Promise<void> => setToken((await ask(api.POST("/api/v1/local/links"))).token);
  return (
    <Card title={t("team.me.browser")}>
      <p className="oi-team__says">{t("team.me.browser.says")}</p>
      {token ? (
        <Secret label={t("team.invite.link")} value={`${location.origin}/local#t=${token}`} />
      ) : (
        <Button icon="external" onPress={() => void make().catch(fail)}>
          {t("team.me.browser.make")}
        </Button>
      )}
    </Card>
  );
}
