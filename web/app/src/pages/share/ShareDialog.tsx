/** Sharing a map: its links, and making a new one. What lives here: the dialog. Not here: a link's form (NewLink.tsx). */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Callout, confirm, Dialog, EmptyState, Icon, IconButton, Skeleton, Tag, TextField, toast, useFormat, useT } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { MapStore } from "@outsidein/store";
import { useRevokeShare, useShares, type Share } from "../../data/talk";
import { usePlace } from "../../session/place";
import { useTopic } from "../map/useLiveMap";
import { embedCode, lanesBySide } from "./lanes";
import { NewLink } from "./NewLink";
import "./words";
import "./share.css";

export interface ShareDialogProps {
  readonly store: MapStore;
  readonly kind: Kind;
  readonly map: string;
  readonly onClose: () => void;
}

export function ShareDialog({ store, kind, map, onClose }: ShareDialogProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const shares = useShares(place.id, map);
  const journey = useTopic(store, `record:${store.journey}`, () => store.get<"journey">(store.journey));
  const [making, setMaking] = useState(false);
  const title = t("share.title", { map: journey?.title ?? "" });
  if (making) return <NewLink store={store} kind={kind} map={map} onBack={() => setMaking(false)} onClose={onClose} />;
  return (
    <Dialog
      open
      size="l"
      title={title}
      lead={t("share.lead")}
      onClose={onClose}
      actions={
        <Button look="primary" icon="plus" onPress={() => setMaking(true)}>
          {t("share.new")}
        </Button>
      }
    >
      {shares.isError ? <Callout tone="error" title={t("share.failed")} /> : null}
      {shares.isPending ? <Skeleton lines={3} /> : null}
      {shares.data && !shares.data.length ? <EmptyState small drawing={kind.structure} title={t("share.links.none")} /> : null}
      {shares.data?.length ? (
        <ul className="oi-links" aria-label={t("share.links")}>
          {shares.data.map((one) => (
            <Shared key={one.id} one={one} store={store} kind={kind} map={map} title={journey?.title ?? ""} />
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}

const FEW = 3;

function Shared({ one, store, kind, map, title }: { readonly one: Share; readonly store: MapStore; readonly kind: Kind; readonly map: string; readonly title: string }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const revoke = useRevokeShare(place.id, map);
  const [now] = useState(() => Date.now());
  const lanes = lanesBySide(store, kind).flatMap((side) => side.lanes);
  const shown = lanes.filter((lane) => one.lanes.includes(lane.key)).map((lane) => lane.title);
  const few = shown.slice(0, FEW).join(", ");
  const says = shown.length > FEW ? t("share.lanes.more", { shown: few, n: shown.length - FEW }) : few;
  const copy = async (text: string, done: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ says: done, tone: "good" });
    } catch {
      toast({ says: t("share.copy.failed"), tone: "warn" });
    }
  };
  const end = async (): Promise<void> => {
    const sure = await confirm({ title: t("share.revoke.title"), says: t("share.revoke.says"), action: t("share.revoke"), danger: true });
    if (sure) revoke.mutate(one.id, { onSuccess: () => void toast({ says: t("share.revoked") }) });
  };
  return (
    <li className="oi-links__one">
      <div className="oi-links__head">
        <strong>{one.name || t("share.name.none", { when: format.date(one.created) })}</strong>
        {!one.open ? <Tag tone="bad">{t("share.over")}</Tag> : null}
        {one.protected ? <Tag icon="lock">{t("share.protected")}</Tag> : null}
        {one.embed ? <Tag icon="external">{t("share.embedded")}</Tag> : null}
        {!one.evidence ? <Tag>{t("share.plain")}</Tag> : one.quotes ? <Tag>{t("share.quoted")}</Tag> : null}
      </div>
      <p className="oi-soft">{says}</p>
      <div className="oi-links__address">
        <TextField label={t("share.address")} labelHidden value={one.address} onChange={() => undefined} readOnly />
        <Button icon="copy" onPress={() => void copy(one.address, t("share.copied"))}>
          {t("share.copy")}
        </Button>
        {one.embed ? <IconButton icon="external" quiet label={t("share.copy.embed")} onPress={() => void copy(embedCode(one.address, title), t("share.copied.embed"))} /> : null}
        <a className="oi-icon-button oi-icon-button--m oi-icon-button--quiet oi-links__open" href={one.address} target="_blank" rel="noopener noreferrer" aria-label={t("share.open")} title={t("share.open")}>
          <Icon name="eye" size={17} />
        </a>
        <Button look="danger" onPress={() => void end()} pending={revoke.isPending}>
          {t("share.revoke")}
        </Button>
      </div>
      <p className="oi-links__foot">
        {[
          t("share.seen", { n: one.seen }) + (one.last_seen ? `, ${t("share.seen.last", { when: format.relative(one.last_seen, Math.max(now, Date.parse(one.last_seen))) })}` : ""),
          one.expires ? t("share.until", { day: format.date(one.expires) }) : "",
          t("share.by", { name: one.created_by }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}
