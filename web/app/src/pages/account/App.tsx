/** The authenticator app: adding it by its secret, taking it off. */
import { Button, Card, confirm, Link, Pill, TextField, toast, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { errorOf, otherErrors } from "../../account/auth";
import type { NewTotp } from "../../account/authenticators";
import { newTotp, removeTotp, renewAuthenticators, setTotp } from "../../account/authenticators";
import type { Sure } from "../../account/useSure";
import { asProblem } from "../../api/problem";

export interface AppProps extends Pick<Sure, "sure"> {
  readonly on: boolean;
}

export function App({ on, sure }: AppProps): ReactNode {
  const t = useT();
  const [fresh, setFresh] = useState<NewTotp | null>(null);
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const fail = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });

  const begin = async (): Promise<void> => {
    setFresh(await newTotp());
  };
  const finish = async (): Promise<void> => {
    const answer = await sure(() => setTotp(code.replace(/\s/g, "")));
    if (answer?.is === "no") return setError(errorOf(answer.errors, "code") || otherErrors(answer.errors, ["code"]));
    setFresh(null);
    setCode("");
    toast({ says: t("account.app.added"), tone: "good" });
    await renewAuthenticators();
  };
  const remove = async (): Promise<void> => {
    const yes = await confirm({ title: t("account.app.remove.ask"), action: t("account.app.remove"), danger: true });
    if (yes && (await sure(removeTotp))) await renewAuthenticators();
  };
  return (
    <Card title={t("account.app")} aside={on ? <Pill tone="good" dot>{t("account.on")}</Pill> : null}>
      <p className="oi-security__says">{t("account.app.says")}</p>
      {fresh ? (
        <form
          className="oi-security__form"
          onSubmit={(event) => {
            event.preventDefault();
            void finish().catch(fail);
          }}
        >
          <div>
            <p>{t.rich("account.app.enter", {}, { link: (inner) => <Link href={fresh.totp_url}>{inner}</Link> })}</p>
            <p className="oi-security__secret">{fresh.secret}</p>
          </div>
          <TextField label={t("account.code")} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} error={error} autoFocus />
          <div className="oi-security__row">
            <Button onPress={() => setFresh(null)}>{t("account.cancel")}</Button>
            <Button look="primary" type="submit" disabled={!code}>
              {t("account.app.add")}
            </Button>
          </div>
        </form>
      ) : (
        <div className="oi-security__row">
          {on ? (
            <Button look="danger" onPress={() => void remove().catch(fail)}>
              {t("account.app.remove")}
            </Button>
          ) : (
            <Button icon="phone" onPress={() => void begin().catch(fail)}>
              {t("account.app.add")}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}
