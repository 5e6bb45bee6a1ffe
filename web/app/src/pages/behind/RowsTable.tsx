/** Answers as a table; on a narrow screen as a list, one answer below the other. Not here: where they come from. */
import type { ReactNode } from "react";
import { useSyncExternalStore } from "react";
import { Table, useFormat, useT, type Column } from "@outsidein/kit";
import type { Given } from "@outsidein/schema";
import { useSources } from "../../data/evidence";
import { useInventory } from "../../data/questions";
import { usePlace } from "../../session/place";
import { keyOf } from "../map/inspected";
import { toldOf, type Told } from "./told";

export function RowsTable({ rows, label }: { readonly rows: readonly Given[]; readonly label: string }): ReactNode {
  const told = useTold(rows);
  return useNarrow() ? <List told={told} label={label} /> : <Wide told={told} label={label} />;
}

function useTold(rows: readonly Given[]): readonly Told[] {
  const t = useT();
  const format = useFormat();
  const place = usePlace();
  const sources = useSources(place.id).data?.sources;
  const touchpoints = useInventory(place.id).data?.touchpoints;
  const names = {
    sources: new Map((sources ?? []).map((one) => [one.source, one.title])),
    touchpoints: new Map((touchpoints ?? []).map(({ record }) => [keyOf(record.id), record.name])),
  };
  return rows.map((row) => toldOf(row, names, t, format));
}

interface ShownProps {
  readonly told: readonly Told[];
  readonly label: string;
}

function Wide({ told, label }: ShownProps): ReactNode {
  const t = useT();
  const columns: readonly Column<Told>[] = [
    { id: "when", title: t("behind.column.when"), cell: (one) => <span className="oi-behind__when">{one.when}</span> },
    { id: "who", title: t("behind.column.who"), cell: (one) => <Who told={one} /> },
    {
      id: "question",
      title: t("behind.column.question"),
      cell: (one) => (
        <span className="oi-behind__question">
          <strong>{one.touchpoint}</strong>
          <span dir="auto">{one.question}</span>
        </span>
      ),
    },
    { id: "value", title: t("behind.column.value"), numeric: true, cell: (one) => <Value told={one} /> },
    { id: "channel", title: t("behind.column.channel"), cell: (one) => one.channel },
    { id: "source", title: t("behind.column.source"), cell: (one) => one.source },
    { id: "segments", title: t("behind.column.segments"), cell: (one) => <Segments told={one} /> },
  ];
  return (
    <div className="oi-behind__table">
      <Table label={label} columns={columns} rows={told} rowKey={(one) => one.key} />
    </div>
  );
}

function List({ told, label }: ShownProps): ReactNode {
  return (
    <ul className="oi-behind__list" aria-label={label}>
      {told.map((one) => (
        <li key={one.key}>
          <span className="oi-behind__question">
            <strong>{one.touchpoint || one.question}</strong>
            {one.touchpoint ? <span dir="auto">{one.question}</span> : null}
          </span>
          <Value told={one} />
          <small>
            <Who told={one} /> · {[one.when, one.channel, one.source].filter(Boolean).join(" · ")}
          </small>
          <Segments told={one} />
        </li>
      ))}
    </ul>
  );
}

function Who({ told }: { readonly told: Told }): ReactNode {
  return told.customer ? (
    <code className="oi-behind__who" title={told.customer}>
      {told.who}
    </code>
  ) : (
    <span className="oi-faint">{told.who}</span>
  );
}

function Value({ told }: { readonly told: Told }): ReactNode {
  return (
    <span className="oi-behind__value">
      <b>{told.value}</b>
      {told.scale ? <small>{told.scale}</small> : null}
    </span>
  );
}

function Segments({ told }: { readonly told: Told }): ReactNode {
  return (
    <span className="oi-behind__segments">
      {told.segments.map(([name, value]) => (
        <span key={name}>
          <small>{name}</small> {value}
        </span>
      ))}
    </span>
  );
}

const NARROW = "(max-width: 720px)";

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(NARROW);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(NARROW).matches,
  );
}
