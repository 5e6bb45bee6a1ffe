/** Recovery codes: the way in when the phone is lost. */
import { Button, Card, toast, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Authenticator } from "../../account/authenticators";
import { newRecoveryCodes, readRecoveryCodes, renewAuthenticators } from "../../account/authenticators";
import type { Sure } from "../../account/useSure";
import { asProblem } from "../../api/problem";

export interface CodesProps extends Pick<Sure, "sure"> {
  readonly codes: Extract<Authenticator, { readonly type: "recovery_codes" }>;
}

export function Codes({ codes, sure }: CodesProps): ReactNode {
  const t = useT();
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const show = async (ask: typeof readRecoveryCodes): Promise<void> => {
    try {
      const answer = await sure(ask);
      if (answer?.is === "in") setShown(answer.data.unused_codes);
      await renewAuthenticators();
    } catch (thrown) {
      toast({ ...asProblem(thrown).first, tone: "bad" });
    }
  };
  return (
    <Card title={t("account.codes")}>
      <p className="oi-security__says">{t("account.codes.says", { left: codes.unused_code_count, all: codes.total_code_count })}</p>
      {shown ? (
        <ul className="oi-security__codes">
          {shown.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      ) : null}
      <div className="oi-security__row">
        {shown ? (
          <Button icon="copy" onPress={() => void navigator.clipboard.writeText(shown.join("\n"))}>
            {t("account.copy")}
          </Button>
        ) : (
          <Button icon="eye" onPress={() => void show(readRecoveryCodes)}>
            {t("account.codes.show")}
          </Button>
        )}
        <Button look="ghost" icon="sync" onPress={() => void show(newRecoveryCodes)}>
          {t("account.codes.renew")}
        </Button>
      </div>
    </Card>
  );
}
