/** Bringing a map in from a file: what is in it is shown first, how a table is read can be corrected, then it is kept. */
import { Button, Checkbox, DiagnosticCallout, Dialog, Pill, Table, TextField, useT } from "@outsidein/kit";
import type { Diagnostic, Kind } from "@outsidein/schema";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { asProblem } from "../../api/problem";
import { keys, useMaps } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Reading } from "./BringReading";
import { bring, chosen, join, MOST, preview, previewJoined, type Brought, type Chosen, type Joined, type Plan, type Wish } from "./bringing";
import "./bringing.css";
import "./bringing.words";

const ACCEPTED = ".xlsx,.csv,.tsv,.txt,.mmd,.mermaid,.md,.xml,.cjml,.yaml,.yml,.json";

export interface BringMapProps {
  readonly open: boolean;
  readonly kinds: readonly Kind[];
  readonly onClose: () => void;
}

export function BringMap({ open, kinds, onClose }: BringMapProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { data: maps = [] } = useMaps(place.id);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<Chosen | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [title, setTitle] = useState("");
  const [into, setInto] = useState("");
  const look = useMutation({
    mutationFn: async (asked: { readonly file: Chosen; readonly wish: Wish }) => {
      const brought = await preview(place.id, asked.file, asked.wish);
      const target = maps.find((one) => one.key === brought.goes_back);
      return { brought, target, joined: target ? await previewJoined(place.id, target.id, asked.file) : null };
    },
    onSuccess: ({ brought, target }) => {
      setPlan(brought.plan);
      setTitle(brought.title);
      setInto(target?.id ?? "");
    },
  });
  const keep = useMutation({
    mutationFn: async () => {
      if (!file) throw new Error("no file");
      if (!into) return (await bring(place.id, file, plan, title.trim())).id;
      await join(place.id, into, file);
      return into;
    },
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: keys.maps(place.id) });
      onClose();
      navigate(place.href(`/maps/${id}`));
    },
  });
  const take = async (one: File | undefined): Promise<void> => {
    if (!one) return;
    keep.reset();
    const read = one.size > MOST ? null : await chosen(one);
    setFile(read);
    if (read) look.mutate({ file: read, wish: { plan: null } });
  };
  const again = (wish: Wish): void => {
    if (wish.plan) setPlan(wish.plan);
    if (file) look.mutate({ file, wish });
  };
  const found = look.data;
  const failed = look.error ?? keep.error;
  const ready = found !== undefined && (into ? found.joined !== null : found.brought.title !== "");
  return (
    <Dialog
      open={open}
      size="l"
      title={t("bringing.title")}
      lead={t("bringing.lead")}
      onClose={onClose}
      onSubmit={() => ready && keep.mutate()}
      actions={
        <>
          <Button onPress={onClose}>{t("maps.cancel")}</Button>
          <Button look="primary" type="submit" pending={keep.isPending} disabled={!ready}>
            {into ? t("bringing.join") : t("bringing.keep")}
          </Button>
        </>
      }
    >
      <div className="oi-drop" onDragOver={(event) => event.preventDefault()} onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}>
        <p role="status">{file ? t("maps.file.taken", { name: file.name }) : t("bringing.drop")}</p>
        <Button icon="upload" pending={look.isPending} onPress={() => input.current?.click()}>
          {file ? t("maps.file.other") : t("maps.file.choose")}
        </Button>
        <input ref={input} type="file" accept={ACCEPTED} hidden onChange={(event) => void take(event.target.files?.[0])} />
      </div>
      {failed ? asProblem(failed).diagnostics.map((one, at) => <DiagnosticCallout key={at} diagnostic={one} live />) : null}
      {found ? <Remarks found={[...found.brought.diagnostics, ...(found.joined?.conflicts ?? [])] as unknown as readonly Diagnostic[]} /> : null}
      {found?.target ? (
        <Checkbox checked={into !== ""} onChange={(on) => setInto(on ? (found.target?.id ?? "") : "")}>
          {t("bringing.back", { title: found.target.title })}
        </Checkbox>
      ) : null}
      {found?.joined && into ? <Changes joined={found.joined} /> : null}
      {found && !into ? (
        <>
          <TextField label={t("maps.name")} value={title} onChange={setTitle} maxLength={200} required />
          {plan ? <Reading plan={plan} kinds={kinds} brought={found.brought} onWish={again} /> : null}
          <Outline brought={found.brought} />
        </>
      ) : null}
    </Dialog>
  );
}

function Remarks({ found }: { readonly found: readonly Diagnostic[] }): ReactNode {
  return found.slice(0, 12).map((one, at) => <DiagnosticCallout key={at} diagnostic={one} />);
}

function Changes({ joined }: { readonly joined: Joined }): ReactNode {
  const t = useT();
  return (
    <Table
      label={t("bringing.changes")}
      rows={joined.changes.map((one, at) => ({ ...one, at }))}
      rowKey={(one) => String(one.at)}
      empty={<p>{t("bringing.nothing")}</p>}
      columns={[
        { id: "what", title: t("bringing.what"), cell: (one) => <Pill>{t("bringing.change", { what: one.what, type: one.type })}</Pill> },
        { id: "old", title: t("bringing.old"), cell: (one) => one.old },
        { id: "new", title: t("bringing.new"), cell: (one) => one.new },
      ]}
    />
  );
}

function Outline({ brought }: { readonly brought: Brought }): ReactNode {
  const t = useT();
  return (
    <section className="oi-bring" aria-label={t("bringing.becomes")}>
      <h3>{t("maps.counts", { steps: brought.counts["steps"] ?? 0, cards: brought.counts["cards"] ?? 0 })}</h3>
      <ol className="oi-bring__stages">
        {brought.stages.map((stage, at) => (
          <li key={at}>
            <b>{stage.name}</b> {stage.steps.join(" · ")}
          </li>
        ))}
      </ol>
    </section>
  );
}
