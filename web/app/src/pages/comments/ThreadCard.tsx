/** A thread: what was said first, its answers, and what one may do about it. Not here: asking for it, which are shown. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Avatar, Button, confirm, Icon, IconButton, Menu, Pill, useFormat, useT } from "@outsidein/kit";
import type { Id, MapStore } from "@outsidein/store";
import { MARKS, type Comment } from "../../data/comments";
import type { CommentActs, Member } from "../../data/talk";
import { usePlace } from "../../session/place";
import { MARK_LOOKS } from "./marks";
import { parts } from "./mentions";
import { calledOn } from "./record";
import type { Thread } from "./threads";
import { WriteField } from "./WriteField";

export interface ThreadCardProps {
  readonly thread: Thread;
  readonly store: MapStore;
  readonly members: readonly Member[];
  readonly acts: CommentActs;
  readonly onGo: (id: Id) => void;
}

export function ThreadCard({ thread: { first, answers }, store, members, acts, onGo }: ThreadCardProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const [answering, setAnswering] = useState(false);
  const settled = first.resolved !== null;
  const called = first.record ? calledOn(store, first.record) : "";
  return (
    <article className={settled ? "oi-thread oi-thread--settled" : "oi-thread"} aria-label={called || t("comments.map")}>
      <header className="oi-thread__where">
        {first.record && store.get(first.record) ? (
          <button type="button" className="oi-thread__go" onClick={() => onGo(first.record)}>
            <Icon name="pin" size={12} /> {called || t("comments.map")}
          </button>
        ) : (
          <span>{first.record ? t("comments.gone") : t("comments.map")}</span>
        )}
        {settled ? <span>{t("comments.settled.by", { name: first.resolved_by })}</span> : null}
      </header>
      {[first, ...answers].map((one) => (
        <Said key={one.id} one={one} members={members} acts={acts} />
      ))}
      {place.may("commenter") ? (
        answering ? (
          <WriteField
            label={t("comments.write.answer")}
            send={t("comments.send.answer")}
            members={members}
            autoFocus
            onCancel={() => setAnswering(false)}
            onSend={async (text, mentions) => {
              await acts.say.mutateAsync({ record: first.record, parent: first.id, text, mentions });
              setAnswering(false);
            }}
          />
        ) : (
          <footer className="oi-thread__acts">
            <Button size="s" look="ghost" onPress={() => setAnswering(true)}>
              {t("comments.answer")}
            </Button>
            <Button size="s" look="ghost" icon={settled ? "undo" : "check"} onPress={() => acts.settle.mutate({ id: first.id, resolved: !settled })}>
              {t(settled ? "comments.reopen" : "comments.resolve")}
            </Button>
          </footer>
        )
      ) : null}
    </article>
  );
}

function Said({ one, members, acts }: { readonly one: Comment; readonly members: readonly Member[]; readonly acts: CommentActs }): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const [editing, setEditing] = useState(false);
  const [now] = useState(() => Date.now());
  const sign = MARKS.find((mark) => mark === one.sign);
  const remove = async (): Promise<void> => {
    if (await confirm({ title: t("comments.delete.title"), says: t("comments.delete.says"), action: t("comments.delete"), danger: true })) acts.remove.mutate(one.id);
  };
  const menu = [
    ...(one.mine && place.may("commenter") ? [{ id: "edit", label: t("comments.edit"), icon: "edit" as const, onAction: () => setEditing(true) }] : []),
    ...((one.mine && place.may("commenter")) || place.may("owner") ? [{ id: "delete", label: t("comments.delete"), icon: "trash" as const, danger: true, onAction: () => void remove() }] : []),
  ];
  return (
    <div className="oi-said">
      <Avatar person={{ id: one.name, name: one.name }} size={24} />
      <div className="oi-said__words">
        <p className="oi-said__by">
          <strong>{one.name}</strong>
          <time dateTime={one.at} title={format.date(one.at, { time: true })}>
            {format.relative(one.at, Math.max(now, Date.parse(one.at)))}
            {one.edited ? ` · ${t("comments.edited")}` : ""}
          </time>
        </p>
        {editing ? (
          <WriteField
            label={t("comments.write.edit")}
            send={t("comments.send.edit")}
            members={members}
            text={one.text}
            autoFocus
            onCancel={() => setEditing(false)}
            onSend={async (text, mentions) => {
              await acts.reword.mutateAsync({ id: one.id, text, mentions });
              setEditing(false);
            }}
          />
        ) : (
          <>
            {sign ? (
              <Pill tone={MARK_LOOKS[sign].tone} icon={MARK_LOOKS[sign].icon}>
                {t(`map.mark.${sign}`)}
              </Pill>
            ) : null}
            {one.text ? <p className="oi-said__text">{parts(one.text, one.mentions).map((part, index) => (part.id === null ? part.text : <mark key={index}>{part.text}</mark>))}</p> : null}
          </>
        )}
      </div>
      {menu.length && !editing ? <Menu label={t("comments.more", { name: one.name })} entries={menu} trigger={(open) => <IconButton {...open} icon="more" size="s" label={t("comments.more", { name: one.name })} />} /> : null}
    </div>
  );
}
