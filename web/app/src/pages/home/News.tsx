/** What changed since one was here: moves of the curve, evidence taken in, work of others, reviews that are due. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import { Card, Link, Skeleton, Tag, useFormat, useT, type Tone } from "@outsidein/kit";
import type { MapSummary, NamedReading, NewsItem } from "../../data/questions";
import { useLastVisit, useNews } from "../../data/questions";
import { useMentions } from "../../data/comments";
import { usePlace } from "../../session/place";

const MOST = 6;

interface Line {
  readonly key: string;
  readonly tag: string;
  readonly tone: Tone;
  readonly title: string;
  readonly says: string;
  readonly href: string;
}

export function News({ map, reading, pending }: { readonly map: MapSummary; readonly reading: NamedReading | undefined; readonly pending: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const workspace = usePlace();
  const visit = useLastVisit(workspace.id);
  const news = useNews(workspace.id, visit.last);
  const { leave } = visit;
  useEffect(() => leave, [leave]);
  const moved = (reading?.findings ?? [])
    .filter((one) => one.against === "before")
    .map(
      (one): Line => ({
        key: `finding ${one.kind} ${one.where}`,
        tag: t(one.kind === "hotspot" ? "home.news.dropped" : "home.news.rose"),
        tone: one.kind === "hotspot" ? "bad" : "good",
        title: one.title,
        says: one.says,
        href: workspace.href(`/maps/${map.id}?at=${encodeURIComponent(one.where)}`),
      }),
    );
  const mentions = (useMentions(workspace.id).data ?? []).filter((one) => !one.resolved && (!visit.last || one.at > visit.last));
  const named = mentions.map(
    (one): Line => ({
      key: `mention ${one.comment}`,
      tag: t("home.news.mention"),
      tone: "human",
      title: one.title,
      says: t("home.news.mention.says", { who: one.name, when: format.relative(one.at, Math.max(visit.now, Date.parse(one.at))), text: one.text.length > 120 ? `${one.text.slice(0, 119)}…` : one.text }),
      href: workspace.href(`/maps/${one.map}?beside=comments${one.record ? `&at=${encodeURIComponent(one.record)}` : ""}`),
    }),
  );
  const lines = [...named, ...moved, ...(news.data ?? []).map((one, index) => said(one, index, { t, format, path: (rest: string) => workspace.href(`/${rest}`), now: visit.now }))];
  return (
    <Card className="oi-home__news" title={t(visit.last ? "home.since" : "home.since.first")}>
      {pending ? (
        <ul aria-hidden="true">
          {Array.from({ length: MOST }, (_, index) => (
            <li key={index}>
              <Skeleton lines={1} width="56px" />
              <Skeleton lines={2} />
            </li>
          ))}
        </ul>
      ) : lines.length ? (
        <ul>
          {lines.slice(0, MOST).map((line) => (
            <li key={line.key}>
              <Tag tone={line.tone}>{line.tag}</Tag>
              <div>
                <Link href={line.href}>{line.title}</Link>
                <p>{line.says}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="oi-faint">{news.isPending ? "" : visit.last ? t("home.since.quiet", { when: format.relative(visit.last, visit.now) }) : t("home.since.nothing")}</p>
      )}
    </Card>
  );
}

interface Words {
  readonly t: ReturnType<typeof useT>;
  readonly format: ReturnType<typeof useFormat>;
  readonly path: (rest: string) => string;
  readonly now: number;
}

function said(one: NewsItem, index: number, { t, format, path, now }: Words): Line {
  const when = format.relative(one.when, now);
  const key = `${one.kind} ${one.map} ${one.when} ${index}`;
  if (one.kind === "broken") {
    return { key, tag: t("home.news.broken"), tone: "bad", title: one.title, says: one.says, href: path("maps") };
  }
  if (one.kind === "evidence") {
    const says = t("home.news.evidence.says", { rows: one.rows, when, rejected: one.rejected });
    return { key, tag: t("home.news.evidence"), tone: "accent", title: one.title, says, href: path("evidence") };
  }
  if (one.kind === "review") {
    const says = one.due ? t("home.news.review.says", { due: format.date(one.due) }) : t("home.news.review.never");
    return { key, tag: t("home.news.review"), tone: "warn", title: one.title, says, href: path(`maps/${one.map}`) };
  }
  return { key, tag: t("home.news.edited"), tone: "plain", title: one.title, says: one.who === "file" ? t("home.news.edited.file", { when }) : t("home.news.edited.says", { who: one.who, when }), href: path(`maps/${one.map}`) };
}
