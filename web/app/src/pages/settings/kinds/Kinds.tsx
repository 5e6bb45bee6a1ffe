/**
 * The kinds of map that the workspace knows, and its own to upload, write, change and delete. What lives here: the page's
 * part. Not here: what makes a kind right (the server says, line by line).
 */
import { Button, DiagnosticCallout, IconButton, TextArea, toast, useT } from "@outsidein/kit";
import type { Diagnostic, Kind } from "@outsidein/schema";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ChangeEvent, type ReactNode } from "react";
import { api, ask } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { keys, useKinds } from "../../../data/questions";
import { usePlace } from "../../../session/place";
import { Sketch } from "./Sketch";
import "./kinds.css";
import "./words";

export function Kinds(): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const { data: kinds = [] } = useKinds();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<readonly Diagnostic[]>([]);
  const [unnamed, setUnnamed] = useState(false);
  const canEdit = place.may("editor");
  const own = kinds.filter((one) => one.own);

  const attempt = async (act: () => Promise<string>): Promise<void> => {
    setWrong([]);
    try {
      toast({ says: await act() });
      await client.invalidateQueries({ queryKey: keys.kinds(place.id) });
    } catch (thrown) {
      setWrong(asProblem(thrown).diagnostics);
    }
  };
  const keep = (yaml: string): Promise<void> => {
    const id = /^id:\s*["']?([^\s"'#]+)/m.exec(yaml)?.[1];
    setText(yaml);
    setUnnamed(!id);
    if (!id) return Promise.resolve();
    return attempt(async () => {
      const kept = (await ask(api.PUT("/api/v1/workspaces/{workspace}/kinds/{kind}", { params: { path: { workspace: place.id, kind: id } }, body: { text: yaml } }))) as unknown as Kind;
      setText(null);
      return t("kinds.kept", { name: kept.name });
    });
  };
  const change = (one: Kind): Promise<void> =>
    attempt(async () => {
      const found = await ask(api.GET("/api/v1/workspaces/{workspace}/kinds/{kind}", { params: { path: { workspace: place.id, kind: one.id } } }));
      setText(found.text);
      return t("kinds.change", { name: one.name });
    });
  const remove = (one: Kind): Promise<void> =>
    attempt(async () => {
      await ask(api.DELETE("/api/v1/workspaces/{workspace}/kinds/{kind}", { params: { path: { workspace: place.id, kind: one.id } } }));
      return t("kinds.removed", { name: one.name });
    });
  const chosen = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const picked = event.target.files?.[0];
    event.target.value = "";
    if (picked) await keep(await picked.text());
  };
  return (
    <div className="oi-kinds">
      <p className="oi-soft">{t("kinds.lead")}</p>
      <section aria-label={t("kinds.own")}>
        <h2>{t("kinds.own")}</h2>
        {own.length === 0 && <p className="oi-faint">{t("kinds.own.none")}</p>}
        <ul>
          {own.map((one) => (
            <Line key={one.id} kind={one}>
              {canEdit && <IconButton icon="edit" label={t("kinds.change", { name: one.name })} onPress={() => void change(one)} />}
              {canEdit && <IconButton icon="trash" label={t("kinds.remove", { name: one.name })} onPress={() => void remove(one)} />}
            </Line>
          ))}
        </ul>
        {wrong.map((one) => (
          <DiagnosticCallout key={`${one.code} ${one.where.line ?? ""} ${one.says}`} diagnostic={one} live />
        ))}
        {unnamed && <p role="alert">{t("kinds.no-id")}</p>}
        {canEdit && text !== null && (
          <div className="oi-kinds__text">
            <TextArea label={t("kinds.text")} value={text} onChange={setText} rows={14} />
          </div>
        )}
        {canEdit && (
          <div className="oi-kinds__acts">
            <input ref={file} type="file" accept=".yaml,.yml,text/yaml" hidden aria-hidden="true" tabIndex={-1} onChange={(event) => void chosen(event)} />
            {text === null ? (
              <>
                <Button icon="upload" onPress={() => file.current?.click()}>
                  {t("kinds.upload")}
                </Button>
                <Button look="ghost" icon="edit" onPress={() => setText(t("kinds.example"))}>
                  {t("kinds.write")}
                </Button>
              </>
            ) : (
              <>
                <Button look="primary" onPress={() => void keep(text)}>
                  {t("kinds.keep")}
                </Button>
                <Button
                  onPress={() => {
                    setText(null);
                    setWrong([]);
                    setUnnamed(false);
                  }}
                >
                  {t("kinds.cancel")}
                </Button>
              </>
            )}
          </div>
        )}
      </section>
      <section aria-label={t("kinds.ours")}>
        <h2>{t("kinds.ours")}</h2>
        <ul>
          {kinds
            .filter((one) => !one.own)
            .map((one) => (
              <Line key={one.id} kind={one} />
            ))}
        </ul>
      </section>
    </div>
  );
}

function Line({ kind, children }: { readonly kind: Kind; readonly children?: ReactNode }): ReactNode {
  const t = useT();
  return (
    <li>
      <Sketch of={kind.structure} />
      <div>
        <b>{kind.name}</b> <span className="oi-faint">{t(`kinds.structure.${kind.structure}`)}</span>
        <p>{kind.meaning}</p>
      </div>
      {children}
    </li>
  );
}
