/**
 * Versions with a name: keeping one, comparing it with now, going back to it, approving it; and locking the map. What
 * lives here: the list and its acts. Not here: the history between them.
 */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, confirm, Dialog, IconButton, Menu, Skeleton, Tag, TextArea, TextField, toast, useFormat, useT, type MenuEntry } from "@outsidein/kit";
import type { SpineWords } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { useVersionActs, useVersionChanges, useVersions, type Version } from "../../data/talk";
import { usePlace } from "../../session/place";
import { useTopic } from "../map/useLiveMap";
import { Changes } from "./Changes";

export interface VersionsProps {
  readonly store: MapStore;
  readonly spine: SpineWords;
  readonly map: string;
  readonly onGo: (id: Id) => void;
}

export function Versions({ store, spine, map, onGo }: VersionsProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const versions = useVersions(place.id, map);
  const acts = useVersionActs(place.id, map);
  const status = useTopic(store, "status", () => store.status);
  const [naming, setNaming] = useState(false);
  const [compared, setCompared] = useState<Version | null>(null);
  const lock = async (): Promise<void> => {
    if (await confirm({ title: t("history.lock.title"), says: t("history.lock.says"), action: t("history.lock") })) acts.lock.mutate(true);
  };
  return (
    <section aria-label={t("history.versions")}>
      <h3>{t("history.versions")}</h3>
      {versions.data?.length ? (
        <ul className="oi-versions">
          {versions.data.map((one) => (
            <Kept key={one.id} version={one} map={map} locked={status.locked} onCompare={() => setCompared(one)} />
          ))}
        </ul>
      ) : versions.isPending ? (
        <Skeleton lines={2} />
      ) : (
        <p className="oi-faint">{t("history.versions.none")}</p>
      )}
      <div className="oi-history__acts">
        {place.may("editor") ? (
          <Button size="s" icon="star" onPress={() => setNaming(true)}>
            {t("history.versions.name")}
          </Button>
        ) : null}
        {place.may("owner") ? (
          <Button size="s" look="ghost" icon={status.locked ? "unlock" : "lock"} onPress={() => (status.locked ? acts.lock.mutate(false) : void lock())}>
            {t(status.locked ? "history.unlock" : "history.lock")}
          </Button>
        ) : null}
      </div>
      {naming ? <Name map={map} onClose={() => setNaming(false)} /> : null}
      {compared ? <Compared version={compared} store={store} spine={spine} map={map} onGo={onGo} onClose={() => setCompared(null)} /> : null}
    </section>
  );
}

interface KeptProps {
  readonly version: Version;
  readonly map: string;
  readonly locked: boolean;
  readonly onCompare: () => void;
}

function Kept({ version, map, locked, onCompare }: KeptProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const acts = useVersionActs(place.id, map);
  const approved = version.approved_at !== null;
  const when = format.date(version.at, { time: true });
  const restore = async (): Promise<void> => {
    const sure = await confirm({ title: t("history.versions.restore.title", { name: version.name }), says: t("history.versions.restore.says", { when }), action: t("history.versions.restore") });
    if (sure) acts.restore.mutate(version.id, { onSuccess: () => void toast({ says: t("history.versions.restore.done", { name: version.name }), tone: "good" }) });
  };
  const entries: MenuEntry[] = [
    { id: "compare", label: t("history.versions.compare"), icon: "scale", onAction: onCompare },
    ...(place.may("editor") ? [{ id: "restore", label: t("history.versions.restore"), icon: "undo" as const, disabled: locked, onAction: () => void restore() }] : []),
    ...(place.may("owner") ? [{ id: "approve", label: t(approved ? "history.versions.disapprove" : "history.versions.approve"), icon: "check" as const, onAction: () => acts.approve.mutate({ id: version.id, approved: !approved }) }] : []),
  ];
  const label = t("history.versions.more", { name: version.name });
  return (
    <li>
      <div>
        <strong>{version.name}</strong> {approved ? <Tag tone="good" icon="check">{t("history.versions.approved")}</Tag> : null}
        <small>{t("history.versions.by", { name: version.author, when })}</small>
        {version.note ? <p>{version.note}</p> : null}
        {version.approved_at ? <small>{t("history.versions.approved.by", { name: version.approved_by, when: format.date(version.approved_at) })}</small> : null}
      </div>
      <Menu label={label} entries={entries} trigger={(menu) => <IconButton {...menu} icon="more" size="s" label={label} />} />
    </li>
  );
}

function Name({ map, onClose }: { readonly map: string; readonly onClose: () => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  const acts = useVersionActs(place.id, map);
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const keep = (): void => {
    if (!name.trim()) return;
    acts.name.mutate(
      { name: name.trim(), note: note.trim() },
      {
        onSuccess: (made) => {
          toast({ says: t("history.versions.kept", { name: made.name }), tone: "good" });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      size="s"
      title={t("history.versions.name.title")}
      lead={t("history.versions.name.says")}
      onClose={onClose}
      onSubmit={keep}
      actions={
        <Button type="submit" look="primary" pending={acts.name.isPending} disabled={!name.trim()}>
          {t("history.versions.keep")}
        </Button>
      }
    >
      <div className="oi-history__form">
        <TextField label={t("history.versions.name.field")} hint={t("history.versions.name.hint")} value={name} onChange={setName} maxLength={200} required autoFocus />
        <TextArea label={t("history.versions.note.field")} value={note} onChange={setNote} maxLength={2_000} rows={2} />
      </div>
    </Dialog>
  );
}

interface ComparedProps extends VersionsProps {
  readonly version: Version;
  readonly onClose: () => void;
}

function Compared({ version, store, spine, map, onGo, onClose }: ComparedProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const changes = useVersionChanges(place.id, map, version.id);
  const go = (id: Id): void => {
    onClose();
    onGo(id);
  };
  return (
    <Dialog
      open
      title={t("history.versions.compare.title", { name: version.name })}
      lead={changes.data?.length ? t("history.versions.compare.count", { n: changes.data.length, when: format.date(version.at, { time: true }) }) : undefined}
      onClose={onClose}
    >
      {changes.data ? changes.data.length ? <Changes changes={changes.data} count={changes.data.length} store={store} spine={spine} onGo={go} all /> : <p>{t("history.versions.compare.none")}</p> : <Skeleton lines={4} />}
    </Dialog>
  );
}
