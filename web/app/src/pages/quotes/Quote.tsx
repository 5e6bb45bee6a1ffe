/** One comment as it was written, with where it belongs, when and through what it came. Not here: the list. */
import type { ReactNode } from "react";
import { Link, useFormat, useT } from "@outsidein/kit";
import type { Said } from "@outsidein/schema";
import { usePlace } from "../../session/place";
import type { Asked } from "./asked";
import { piecesOf } from "./marked";
import { ThemeLabel } from "./ThemeLabel";

export interface QuoteProps {
  readonly quote: Said;
  readonly asked: Asked;
  readonly names: Readonly<Record<string, string>>;
  /** What its source is called. */
  readonly source: string;
  /** Keep to one touchpoint. */
  readonly onTouchpoint: (key: string) => void;
}

const MIDNIGHT = /T00:00(:00(\.0+)?)?(Z|\+00:00)?$/;

export function Quote({ quote, asked, names, source, onTouchpoint }: QuoteProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const touchpoint = quote.touchpoint ? (names[`touchpoint:${quote.touchpoint}`] ?? quote.touchpoint) : "";
  const when = quote.time && (MIDNIGHT.test(quote.time) ? quote.time.slice(0, 10) : quote.time);
  return (
    <li className="oi-quotes__one">
      <blockquote dir="auto">
        {piecesOf(quote.text, asked.search).map((piece, index) => (piece.found ? <mark key={index}>{piece.text}</mark> : piece.text))}
      </blockquote>
      <footer>
        {touchpoint && touchpoint !== names[`touchpoint:${asked.touchpoint}`] ? (
          <button type="button" className="oi-quotes__touchpoint" title={t("quotes.only", { touchpoint })} onClick={() => onTouchpoint(quote.touchpoint)}>
            {touchpoint}
          </button>
        ) : touchpoint ? (
          <strong>{touchpoint}</strong>
        ) : null}
        {when ? <time dateTime={when}>{format.date(when)}</time> : <span>{t("quotes.undated")}</span>}
        {quote.channel ? <span>{quote.channel}</span> : null}
        {source ? <span>{source}</span> : null}
        <ThemeLabel comment={quote.comment} />
        {quote.step ? (
          <Link href={place.href(`/maps/${asked.map}?at=${encodeURIComponent(quote.step)}`)}>
            {t("quotes.onmap", { step: names[quote.step] ?? "" })}
          </Link>
        ) : null}
      </footer>
    </li>
  );
}
