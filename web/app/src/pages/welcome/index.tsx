/** A new workspace: the sample to look around in, or an empty one. Also where somebody lands who belongs to none. */
import { Button, Callout, Link, RadioGroup, TextField, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { useState } from "react";
import { useLocation } from "wouter";
import { api, ask, once } from "../../api/client";
import { asProblem } from "../../api/problem";
import { renewSession, useSession } from "../../session/session";
import { Door } from "../../account/Door";
import { DoorFrame } from "../../shell/DoorFrame";

export function Page(): ReactNode {
  const t = useT();
  const { session } = useSession();
  const [, navigate] = useLocation();
  const [begin, setBegin] = useState("sample");
  const [name, setName] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");
  const sample = begin === "sample";
  const home = session?.workspaces[0];
  const found = async (): Promise<void> => {
    const called = name.trim() || (sample ? t("account.welcome.sample_name") : "");
    if (!called) return setError(t("account.welcome.no_name"));
    setPending(true);
    setError("");
    try {
      const made = await ask(api.POST("/api/v1/workspaces", { body: { name: called, about: "", sample }, headers: once() }));
      await renewSession();
      navigate(`/w/${made.id}`, { replace: true });
    } catch (thrown) {
      const { says, fix } = asProblem(thrown).first;
      setError([says, fix].filter(Boolean).join(" "));
    } finally {
      setPending(false);
    }
  };
  return (
    <DoorFrame>
      <Door
        title={home ? t("account.welcome.another") : t("account.welcome.title")}
        lead={t("account.welcome.lead")}
        error={error}
        onSubmit={() => void found()}
        foot={home ? <Link href={`/w/${home.id}`}>{t("account.welcome.back", { name: home.name })}</Link> : null}
      >
        <RadioGroup
          label={t("account.welcome.begin")}
          labelHidden
          look="cards"
          value={begin}
          onChange={setBegin}
          choices={[
            { id: "sample", label: t("account.welcome.sample"), hint: t("account.welcome.sample.hint"), icon: "map" },
            { id: "empty", label: t("account.welcome.empty"), hint: t("account.welcome.empty.hint"), icon: "plus" },
          ]}
        />
        <TextField
          label={t("account.welcome.name")}
          value={name}
          onChange={setName}
          placeholder={sample ? t("account.welcome.sample_name") : ""}
          maxLength={200}
          required={!sample}
        />
        {pending && sample ? <Callout title={t("account.welcome.takes_a_moment")} live /> : null}
        <Button look="primary" type="submit" pending={pending}>
          {t("account.welcome.found")}
        </Button>
      </Door>
    </DoorFrame>
  );
}
