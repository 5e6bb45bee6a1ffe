/**
 * What people say about the map: threads by record, marks, and a field to say more. What lives here: which threads
 * stand where. Not here: one thread (ThreadCard.tsx), laying marks by clicks on the map (useMarking.ts).
 */
import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { Button, Callout, EmptyState, Icon, IconButton, Skeleton, useFormat, useT } from "@outsidein/kit";
import type { Id, MapStore } from "@outsidein/store";
import { MARKS, useComments, type Comment, type Mark } from "../../data/comments";
import { useCommentActs, useMembers } from "../../data/talk";
import { usePlace } from "../../session/place";
import { MARK_LOOKS } from "./marks";
import { calledOn } from "./record";
import { ThreadCard } from "./ThreadCard";
import { marksOn, threadsOf, type Thread } from "./threads";
import { WriteField } from "./WriteField";
import "./words";
import "./comments.css";

export interface CommentsPanelProps {
  readonly store: MapStore;
  readonly map: string;
  readonly selected: Id;
  readonly marking: Mark | "";
  readonly onMarking: (mark: Mark | "") => void;
  readonly onGo: (id: Id) => void;
}

export function CommentsPanel({ store, map, selected, marking, onMarking, onGo }: CommentsPanelProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const comments = useComments(place.id, map);
  const members = useMembers(place.id);
  const acts = useCommentActs(place.id, map);
  const [whole, setWhole] = useState("");
  const [settled, setSettled] = useState(false);
  const threads = useMemo(() => threadsOf(comments.data ?? []), [comments.data]);
  if (comments.isError) return <Callout tone="error" title={t("comments.failed")} />;
  if (!comments.data) return <Skeleton lines={5} />;
  // A selected record is what one speaks of, until one says that the whole map is meant.
  const about = selected && selected !== whole && store.get(selected) ? selected : "";
  const open = threads.filter((one) => !one.first.resolved);
  const done = threads.filter((one) => one.first.resolved);
  const here = about ? open.filter((one) => one.first.record === about) : [];
  const rest = open.filter((one) => !here.includes(one));
  const list = (shown: readonly Thread[]): ReactNode => shown.map((one) => <ThreadCard key={one.first.id} thread={one} store={store} members={members.data ?? []} acts={acts} onGo={onGo} />);
  const called = about ? calledOn(store, about) : "";
  return (
    <div className="oi-comments">
      {place.may("commenter") ? (
        <>
          <MarkBar marking={marking} onMarking={onMarking} />
          <p className="oi-comments__about">
            <span>{about ? t("comments.about.record", { what: called }) : t("comments.about.map")}</span>
            {about ? <IconButton icon="close" size="s" label={t("comments.about.clear")} onPress={() => setWhole(selected)} /> : null}
          </p>
          {about ? <Laid comments={comments.data} record={about} /> : null}
          <WriteField key={about} label={t("comments.write")} send={t("comments.send")} members={members.data ?? []} onSend={(text, mentions) => acts.say.mutateAsync({ record: about, text, mentions })} />
        </>
      ) : null}
      {!threads.length ? <EmptyState small title={t("comments.none.title")} says={t(place.may("commenter") ? "comments.none.says" : "comments.none.reader")} /> : null}
      {here.length ? (
        <section aria-label={t("comments.here")}>
          <h3>{t("comments.here")}</h3>
          {list(here)}
        </section>
      ) : null}
      {rest.length ? (
        <section aria-label={t(here.length ? "comments.elsewhere" : "comments.everywhere")}>
          <h3>{t(here.length ? "comments.elsewhere" : "comments.everywhere")}</h3>
          {list(rest)}
        </section>
      ) : null}
      {done.length ? (
        <section aria-label={t("comments.settled")}>
          <Button size="s" look="ghost" icon={settled ? "chevron-up" : "chevron-down"} aria-expanded={settled} onPress={() => setSettled((was) => !was)}>
            {settled ? t("comments.settled.hide") : t("comments.settled.show", { n: done.length })}
          </Button>
          {settled ? list(done) : null}
        </section>
      ) : null}
    </div>
  );
}

function MarkBar({ marking, onMarking }: Pick<CommentsPanelProps, "marking" | "onMarking">): ReactNode {
  const t = useT();
  return (
    <div className="oi-marks" role="group" aria-label={t("comments.mark")}>
      {MARKS.map((mark) => (
        <button key={mark} type="button" className={`oi-marks__one oi-tone--${MARK_LOOKS[mark].tone}`} aria-pressed={marking === mark} onClick={() => onMarking(marking === mark ? "" : mark)}>
          <Icon name={MARK_LOOKS[mark].icon} size={14} /> {t(`map.mark.${mark}`)}
        </button>
      ))}
    </div>
  );
}

/** The marks on what is selected, and whose they are. */
function Laid({ comments, record }: { readonly comments: readonly Comment[]; readonly record: Id }): ReactNode {
  const t = useT();
  const format = useFormat();
  const laid = marksOn(comments, record);
  if (!laid.length) return null;
  return (
    <ul className="oi-comments__laid">
      {laid.map(({ sign, names }) => (
        <li key={sign} className={`oi-tone--${MARK_LOOKS[sign].tone}`}>
          <Icon name={MARK_LOOKS[sign].icon} size={13} /> {t("comments.mark.by", { mark: t(`map.mark.${sign}`), names: format.list(names) })}
        </li>
      ))}
    </ul>
  );
}
