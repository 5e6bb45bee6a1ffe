/**
 * Everything that customers wrote about a map, or one step or touchpoint of it: searched, narrowed, newest first. What
 * lives here: the page and its states. Not here: its filters (Narrow.tsx), one comment (Quote.tsx).
 */
import type { ReactNode } from "react";
import { Button, ButtonLink, DiagnosticCallout, EmptyState, Page, Skeleton, useT } from "@outsidein/kit";
import type { Comments } from "@outsidein/schema";
import { useLocation, useSearch } from "wouter";
import { asProblem } from "../../api/problem";
import { useSources } from "../../data/evidence";
import { mainMap, useMaps, useReading, type MapSummary, type NamedReading } from "../../data/questions";
import { usePlace } from "../../session/place";
import { EvidenceParts } from "../evidence/EvidenceParts";
import { isNarrowed, NOBODY, readAsked, writeAsked, type Asked } from "./asked";
import { PAGE, useComments } from "./heard";
import { Narrow } from "./Narrow";
import { Quote } from "./Quote";
import "./words";
import "./quotes.css";

export function QuotesPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const [, go] = useLocation();
  const said = readAsked(useSearch());
  const maps = useMaps(place.id);
  const map = maps.data?.find((one) => one.id === said.map) ?? mainMap(maps.data);
  if (maps.error) {
    return (
      <Page title={t("quotes.title")}>
        <DiagnosticCallout diagnostic={asProblem(maps.error).first} />
      </Page>
    );
  }
  if (maps.data && !map) {
    return (
      <Page title={t("quotes.title")} filters={<EvidenceParts part="quotes" />}>
        <EmptyState title={t("quotes.nomap")} says={t("quotes.nomap.says")} action={<ButtonLink look="primary" href={place.href("/maps")}>{t("quotes.nomap.action")}</ButtonLink>} />
      </Page>
    );
  }
  const asked = { ...said, map: map?.id ?? "" };
  const onAsked = (next: Asked): void => go(`${place.href("/evidence/quotes")}?${writeAsked(next)}`, { replace: true });
  return <Found asked={asked} onAsked={onAsked} maps={maps.data ?? []} />;
}

interface FoundProps {
  readonly asked: Asked;
  readonly onAsked: (asked: Asked) => void;
  readonly maps: readonly MapSummary[];
}

function Found({ asked, onAsked, maps }: FoundProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const reading = useReading(place.id, asked.map).data;
  const sources = useSources(place.id).data?.sources ?? [];
  const titles = new Map(sources.map((one) => [one.source, one.title]));
  const comments = useComments(place.id, asked);
  const pages = comments.data?.pages ?? [];
  const quotes = pages.flatMap((one) => one.quotes);
  const total = pages.at(-1)?.total ?? 0;
  const stale = comments.isPlaceholderData;
  const back = asked.step || (asked.touchpoint ? `touchpoint:${asked.touchpoint}` : "");
  return (
    <Page
      title={comments.data ? headlineOf(total, asked, reading, t) : <Skeleton lines={1} width="45%" />}
      lead={t("quotes.lead")}
      busy={comments.isPending}
      actions={
        asked.map ? (
          <ButtonLink icon="map" href={place.href(`/maps/${asked.map}${back ? `?at=${encodeURIComponent(back)}` : ""}`)}>
            {t(asked.step ? "quotes.back.step" : asked.touchpoint ? "quotes.back.touchpoint" : "quotes.back.map")}
          </ButtonLink>
        ) : null
      }
      filters={<EvidenceParts part="quotes" />}
    >
      <Narrow asked={asked} onAsked={onAsked} maps={maps} reading={reading} />
      <p className="oi-unseen" role="status">
        {comments.data && !stale ? headlineOf(total, asked, reading, t) : ""}
      </p>
      {comments.isError ? (
        <DiagnosticCallout diagnostic={asProblem(comments.error).first} />
      ) : !comments.data ? (
        <Skeleton height={480} />
      ) : quotes.length ? (
        <>
          <ol className="oi-quotes" aria-label={t("quotes.title")} aria-busy={stale || undefined}>
            {quotes.map((one) => (
              <Quote key={one.comment} quote={one} asked={asked} names={reading?.names ?? {}} source={titles.get(one.source) ?? one.source} onTouchpoint={(touchpoint) => onAsked({ ...asked, step: "", touchpoint })} />
            ))}
          </ol>
          <More shown={quotes.length} total={total} pending={comments.isFetchingNextPage} onMore={comments.hasNextPage ? () => void comments.fetchNextPage() : undefined} />
        </>
      ) : (
        <Nothing asked={asked} onAsked={onAsked} />
      )}
    </Page>
  );
}

function More({ shown, total, pending, onMore }: { readonly shown: number; readonly total: number; readonly pending: boolean; readonly onMore: (() => void) | undefined }): ReactNode {
  const t = useT();
  return (
    <footer className="oi-quotes__more">
      {onMore ? (
        <Button pending={pending} onPress={onMore}>
          {t("quotes.more", { n: Math.min(PAGE, total - shown) })}
        </Button>
      ) : null}
      <span className="oi-faint">{onMore ? t("quotes.shown", { n: shown, of: total }) : t("quotes.shown.all", { n: total })}</span>
    </footer>
  );
}

function Nothing({ asked, onAsked }: { readonly asked: Asked; readonly onAsked: (asked: Asked) => void }): ReactNode {
  const t = useT();
  const place = usePlace();
  if (!isNarrowed(asked)) {
    return (
      <EmptyState
        drawing="evidence"
        title={t("quotes.empty")}
        says={t("quotes.empty.says")}
        action={
          <ButtonLink look="primary" icon="inbox" href={place.href("/evidence")}>
            {t("quotes.empty.action")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState
      title={asked.search ? t("quotes.nothing.search", { search: asked.search }) : t("quotes.nothing")}
      says={t("quotes.nothing.says")}
      action={
        <>
          {asked.search ? <Button look="primary" onPress={() => onAsked({ ...asked, search: "" })}>{t("quotes.clear.search")}</Button> : null}
          <Button onPress={() => onAsked({ ...NOBODY, map: asked.map })}>{t("quotes.clear")}</Button>
        </>
      }
    />
  );
}

/** How many, about what, and with which words in them. */
export function headlineOf(total: Comments["total"], asked: Asked, reading: NamedReading | undefined, t: ReturnType<typeof useT>): string {
  const about = asked.touchpoint ? (reading?.names[`touchpoint:${asked.touchpoint}`] ?? asked.touchpoint) : asked.step ? (reading?.names[asked.step] ?? "") : "";
  const key = about && asked.search ? "quotes.headline.both" : about ? "quotes.headline.about" : asked.search ? "quotes.headline.search" : "quotes.headline";
  return t(key, { n: total, about, search: asked.search });
}
