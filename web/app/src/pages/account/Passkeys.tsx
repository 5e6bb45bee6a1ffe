/** Passkeys: adding and removing them. */
import { Button, Card, confirm, Icon, IconButton, toast, useFormat, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import type { Authenticator } from "../../account/authenticators";
import { addPasskey, passkeyOptions, removePasskey, renewAuthenticators } from "../../account/authenticators";
import { canPasskeys, makePasskey } from "../../account/passkeys";
import type { Sure } from "../../account/useSure";
import { asProblem } from "../../api/problem";

type Passkey = Extract<Authenticator, { readonly type: "webauthn" }>;

export interface PasskeysProps extends Pick<Sure, "sure"> {
  readonly passkeys: readonly Passkey[];
}

export function Passkeys({ passkeys, sure }: PasskeysProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const fail = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });
  const add = async (): Promise<void> => {
    const options = await sure(passkeyOptions);
    const credential = options?.is === "in" ? await makePasskey(options.data.creation_options) : null;
    if (!credential) return;
    const name = t("account.passkeys.called", { n: passkeys.length + 1 });
    const answer = await sure(() => addPasskey(name, credential));
    if (answer?.is === "no") return void toast({ says: answer.errors.map((one) => one.message).join(" "), tone: "bad" });
    if (answer) toast({ says: t("account.passkeys.added"), tone: "good" });
    await renewAuthenticators();
  };
  const remove = async (one: Passkey): Promise<void> => {
    const yes = await confirm({ title: t("account.passkeys.remove.ask", { name: one.name }), action: t("account.remove"), danger: true });
    if (yes && (await sure(() => removePasskey(one.id)))) await renewAuthenticators();
  };
  return (
    <Card title={t("account.passkeys")}>
      <p className="oi-security__says">{t("account.passkeys.says")}</p>
      {passkeys.length ? (
        <ul className="oi-security__list">
          {passkeys.map((one) => (
            <li key={one.id}>
              <Icon name="fingerprint" size={20} />
              <span>
                {one.name}
                <small>
                  {one.last_used_at
                    ? t("account.passkeys.used", { when: format.date(one.last_used_at * 1000) })
                    : t("account.passkeys.made", { when: format.date(one.created_at * 1000) })}
                </small>
              </span>
              <IconButton icon="trash" size="s" label={t("account.remove")} onPress={() => void remove(one).catch(fail)} />
            </li>
          ))}
        </ul>
      ) : null}
      <div className="oi-security__row">
        {canPasskeys() ? (
          <Button icon="plus" onPress={() => void add().catch(fail)}>
            {t("account.passkeys.add")}
          </Button>
        ) : (
          <span className="oi-faint">{t("account.passkeys.cannot")}</span>
        )}
      </div>
    </Card>
  );
}
