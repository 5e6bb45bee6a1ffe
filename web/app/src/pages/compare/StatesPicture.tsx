/**
 * The comparison laid over the map: one grid of both states, each part with its signs, both curves over it. What lives
 * here: the table. Not here: the curve's geometry (plot.ts).
 */
import type { ReactNode } from "react";
import { useT } from "@outsidein/kit";
import type { StatePart, StateRow, StatesScene } from "../../data/states";
import { Badge } from "./Badge";
import { StatesCurve } from "./StatesCurve";
import { COLUMN } from "./plot";

export function StatesPicture({ scene }: { readonly scene: StatesScene }): ReactNode {
  const t = useT();
  const spans = scene.stages.map((_, at) => scene.columns.filter((column) => column.stage === at).length);
  return (
    <div className="oi-states" role="region" aria-label={scene.title} tabIndex={0}>
      <table style={{ width: 160 + scene.columns.length * (COLUMN + 4) }}>
        <caption className="oi-unseen">{scene.lead}</caption>
        <thead>
          <tr>
            <td />
            {scene.stages.map((stage, at) => (
              <th key={at} scope="colgroup" colSpan={spans[at]} className={`oi-states__stage ${toneOf(stage)}`}>
                <Part part={stage} />
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">
              <span className="oi-unseen">{t("compare.steps")}</span>
            </th>
            {scene.columns.map((column, at) => (
              <th key={at} scope="col" className={`oi-states__step ${column.name ? toneOf(column.name) : ""}`}>
                {column.name ? <Part part={column.name} /> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scene.curve.length ? (
            <tr>
              <th scope="row">
                {scene.curve_title}
                <ul className="oi-states__keys">
                  {scene.lines.map(([name, text]) => (
                    <li key={name}>
                      <span className={`oi-states__key oi-states__key--${name}`} aria-hidden="true" />
                      {text}
                    </li>
                  ))}
                </ul>
              </th>
              <td colSpan={scene.columns.length} className="oi-states__curve">
                <StatesCurve scene={scene} />
              </td>
            </tr>
          ) : null}
          {scene.rows.map((row) => (
            <Lane key={row.key} row={row} spans={row.by_stage ? spans : []} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lane({ row, spans }: { readonly row: StateRow; readonly spans: readonly number[] }): ReactNode {
  return (
    <tr>
      <th scope="row">
        <Part part={row.title} />
      </th>
      {row.cells.map((cell, at) => (
        <td key={at} colSpan={spans[at] ?? 1}>
          {cell.map((part) => (
            <div key={part.record} className={`oi-states__card ${toneOf(part)}`}>
              <Part part={part} />
            </div>
          ))}
        </td>
      ))}
    </tr>
  );
}

function toneOf(part: StatePart): string {
  const first = part.badges[0];
  return first ? `is-${first.sign}` : "";
}

function Part({ part }: { readonly part: StatePart }): ReactNode {
  const gone = part.badges.some((one) => one.sign === "removed");
  return (
    <span className="oi-states__part">
      {gone ? <del>{part.text}</del> : <span>{part.text}</span>}
      {part.badges.map((one) => (
        <Badge key={one.sign} badge={one} />
      ))}
      {part.was ? <small>{part.was}</small> : null}
    </span>
  );
}
