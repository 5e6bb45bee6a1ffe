/** Who walks a flow, beside everybody else, and what these customers said: a sheet at the side of the picture. */
import type { ReactNode } from "react";
import { Drawer, Skeleton, useFormat, useT } from "@outsidein/kit";
import type { Said } from "@outsidein/schema";
import { usePeople, type Contrast, type People, type Picture, type Side, type Spot } from "../../data/journeys";
import { usePlace } from "../../session/place";
import { sorted, sure } from "./differences";
import { Panel } from "./Panel";
import { Change, Share } from "./Share";
import { spotId, spotWord } from "./told";

const MOST = 8;

export interface WalkersDrawerProps {
  readonly side: Side;
  readonly picture: Picture;
  readonly at: Spot;
  readonly to: Spot | null;
  readonly name: (touchpoint: string) => string;
  readonly onClose: () => void;
}

export function WalkersDrawer({ side, picture, at, to, name, onClose }: WalkersDrawerProps): ReactNode {
  const t = useT();
  const people = usePeople(usePlace().id, side, spotId(at), to ? spotId(to) : "", picture);
  const of = spotWord(at, name, 0, t);
  const title = to ? t("paths.walkers.flow", { of, to: spotWord(to, name, 0, t) }) : of;
  return (
    <Drawer open title={title} lead={t("paths.walkers.position", { n: at.position })} onClose={onClose}>
      <Panel query={people} says={t("paths.waiting.people")} height={200}>
        {(found, stale) => (stale ? <Skeleton lines={6} /> : <Found found={found} name={name} />)}
      </Panel>
    </Drawer>
  );
}

function Found({ found, name }: { readonly found: People; readonly name: (touchpoint: string) => string }): ReactNode {
  const t = useT();
  const { walkers, heard } = found;
  const n = Math.round((walkers.share.value ?? 0) * walkers.share.n);
  return (
    <div className="oi-walkers">
      <p className="oi-walkers__share">
        <strong>{t("paths.walkers.n", { n })}</strong> <Share share={walkers.share} title={t("paths.column.share")} />
      </p>
      <h3>{t("paths.walkers.who")}</h3>
      {walkers.made_of.length ? <MadeOf rows={sorted(walkers.made_of)} /> : <p className="oi-faint">{t("paths.walkers.no-segments")}</p>}
      <h3>{t("paths.walkers.said")}</h3>
      <p className="oi-faint">
        {heard.total ? t("paths.walkers.said.n", { n: heard.total, people: heard.people, customers: heard.customers }) : t("paths.walkers.said.none", { customers: heard.customers })}
      </p>
      <ul className="oi-walkers__quotes">
        {heard.quotes.map((one) => (
          <Quote key={one.comment} quote={one} name={name} />
        ))}
      </ul>
    </div>
  );
}

function MadeOf({ rows }: { readonly rows: readonly Contrast[] }): ReactNode {
  const t = useT();
  return (
    <table className="oi-walkers__made">
      <thead>
        <tr>
          <th scope="col">{t("paths.walkers.segment")}</th>
          <th scope="col">{t("paths.walkers.here")}</th>
          <th scope="col">{t("paths.walkers.rest")}</th>
          <th scope="col">{t("paths.compare.points")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST).map((one) => (
          <tr key={one.key.join("=")} data-sure={sure(one) || undefined}>
            <th scope="row">
              {one.key[1]} <small>{one.key[0]}</small>
            </th>
            <td>
              <Share share={one.this} title={t("paths.walkers.here")} />
            </td>
            <td>
              <Share share={one.against} title={t("paths.walkers.rest")} />
            </td>
            <td>
              <Change change={one.change} title={t("paths.compare.change")} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Quote({ quote, name }: { readonly quote: Said; readonly name: (touchpoint: string) => string }): ReactNode {
  const format = useFormat();
  return (
    <li>
      <blockquote dir="auto">{quote.text}</blockquote>
      <footer>
        {quote.touchpoint ? <strong>{name(quote.touchpoint)}</strong> : null}
        {quote.time ? <time dateTime={quote.time}>{format.date(quote.time)}</time> : null}
        {quote.channel ? <span>{quote.channel}</span> : null}
      </footer>
    </li>
  );
}
