/** The workspace: its name, what it is about, leaving and closing it. */
import { Button, Card, confirm, DiagnosticCallout, Skeleton, TextArea, TextField, toast, useT } from "@outsidein/kit";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { api, ask, askWithTag, ifMatch } from "../../api/client";
import { asProblem } from "../../api/problem";
import { queries } from "../../api/queries";
import { usePlace } from "../../session/place";
import { renewSession, useSession } from "../../session/session";
import { Trouble } from "../../shell/Trouble";

export function WorkspacePart(): ReactNode {
  const t = useT();
  const place = usePlace();
  const params = { path: { workspace: place.id } };
  const key = ["workspace", place.id, "tagged"];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => askWithTag(api.GET("/api/v1/workspaces/{workspace}", { params })) });
  const [name, setName] = useState("");
  const [about, setAbout] = useState("");
  useEffect(() => {
    setName(data?.data.name ?? "");
    setAbout(data?.data.about ?? "");
  }, [data]);
  const save = useMutation({
    mutationFn: () =>
      askWithTag(api.PATCH("/api/v1/workspaces/{workspace}", { params, body: { name: name.trim(), about }, headers: ifMatch(data?.tag ?? "*") })),
    onSuccess: async (saved) => {
      queries.setQueryData(key, saved);
      toast({ says: t("team.saved"), tone: "good" });
      await renewSession();
    },
    onError: (thrown) => (asProblem(thrown).status === 412 ? refetch() : undefined),
  });
  if (error) return <Trouble thrown={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={180} />;
  const owner = place.may("owner");
  const changed = name.trim() !== data.data.name || about !== data.data.about;
  return (
    <div className="oi-team">
      <Card title={t("team.settings.workspace")}>
        <form
          className="oi-team__form"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <TextField label={t("team.workspace.name")} value={name} onChange={setName} maxLength={200} readOnly={!owner} required />
          <TextArea
            label={t("team.workspace.about")}
            hint={owner ? t("team.workspace.about.hint") : t("team.workspace.only_owners")}
            value={about}
            onChange={setAbout}
            maxLength={2000}
            readOnly={!owner}
          />
          {save.error ? <DiagnosticCallout diagnostic={asProblem(save.error).first} live /> : null}
          {owner ? (
            <div className="oi-team__row">
              <Button look="primary" type="submit" disabled={!changed || !name.trim()} pending={save.isPending}>
                {t("team.save")}
              </Button>
            </div>
          ) : null}
        </form>
      </Card>
      <Ending />
    </div>
  );
}

function Ending(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { session } = useSession();
  const [, navigate] = useLocation();
  if (session?.mode === "local") return null;
  const params = { path: { workspace: place.id } };
  const away = async (): Promise<void> => {
    navigate("/");
    await renewSession();
  };
  const leave = async (): Promise<void> => {
    const title = t("team.workspace.leave.ask", { name: place.name });
    if (!(await confirm({ title, says: t("team.workspace.leave.says"), action: t("team.workspace.leave"), danger: true }))) return;
    await ask(api.POST("/api/v1/workspaces/{workspace}/leave", { params }));
    await away();
  };
  const close = async (): Promise<void> => {
    const title = t("team.workspace.close.ask", { name: place.name });
    if (!(await confirm({ title, says: t("team.workspace.close.says"), action: t("team.workspace.close"), danger: true }))) return;
    await ask(api.DELETE("/api/v1/workspaces/{workspace}", { params }));
    await away();
  };
  const fail = (thrown: unknown): void => void toast({ ...asProblem(thrown).first, tone: "bad" });
  return (
    <Card title={t("team.workspace.end")}>
      <ul className="oi-team__list">
        <li>
          <span>{t("team.workspace.leave.says")}</span>
          <Button look="danger" onPress={() => void leave().catch(fail)}>
            {t("team.workspace.leave")}
          </Button>
        </li>
        {place.may("owner") ? (
          <li>
            <span>{t("team.workspace.close.says")}</span>
            <Button look="danger" onPress={() => void close().catch(fail)}>
              {t("team.workspace.close")}
            </Button>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
