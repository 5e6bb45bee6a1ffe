/** The first rows of a file as they are read, behind a fold: proof that the reading is right. */
import type { ReactNode } from "react";
import { Card, Tag, useT } from "@outsidein/kit";
import type { Draft } from "../../data/evidence";
import { touchpointName } from "./told";
import type { FirstRow } from "./usePreview";

const SHOWN = 4;

export function FirstRows({ rows, draft }: { readonly rows: readonly FirstRow[]; readonly draft: Draft }): ReactNode {
  const t = useT();
  return (
    <Card>
      <details className="oi-first">
        <summary>{t("evidence.will.first")}</summary>
        <ol>
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.row}>
              <p>
                <strong>{t("evidence.will.row", { n: row.row })}</strong>{" "}
                <span className="oi-faint">{[row.time, row.channel, row.event, ...row.segments.map(([, value]) => value)].filter(Boolean).join(" · ")}</span>
              </p>
              <p className="oi-first__answers">
                {row.answers.map(([question, touchpoint, value]) => (
                  <Tag key={question}>
                    {touchpoint ? touchpointName(draft, touchpoint) : question}: <b>{value}</b>
                  </Tag>
                ))}
              </p>
              {row.comments.map(([, text]) => (
                <blockquote key={text}>{text}</blockquote>
              ))}
            </li>
          ))}
        </ol>
      </details>
    </Card>
  );
}
