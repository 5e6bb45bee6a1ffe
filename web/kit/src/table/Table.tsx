/** A table: names on the left, numbers right-aligned, sorted by its heads. Wide ones scroll sideways in their box. */
import type { ReactNode } from "react";
import { Icon } from "../icon/Icon";
import { useT } from "../words/useT";
import "./table.css";

export interface Column<Row> {
  readonly id: string;
  readonly title: ReactNode;
  /** Numbers stand on the right. */
  readonly numeric?: boolean;
  /** A width in pixels or as CSS; else as wide as needed. */
  readonly width?: number | string;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
  /** The head is only for screen readers: columns of buttons. */
  readonly titleHidden?: boolean;
}

export interface Sorting {
  readonly by: string;
  readonly down: boolean;
}

export interface TableProps<Row> {
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The row needs a look: its ground says so, a word in it says why. */
  readonly rowTone?: (row: Row) => "plain" | "warn" | "bad" | "accent";
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly empty?: ReactNode;
}

export function Table<Row>(props: TableProps<Row>): ReactNode {
  const { label, columns, rows, rowKey, rowTone, sorting, onSort, empty } = props;
  if (!rows.length && empty) return empty;
  return (
    <div className="oi-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.numeric ? "oi-table__numeric" : undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
                aria-sort={sorting?.by === column.id ? (sorting.down ? "descending" : "ascending") : undefined}
              >
                {column.sortable && onSort ? (
                  <SortHead column={column} sorting={sorting} onSort={onSort} />
                ) : column.titleHidden ? (
                  <span className="oi-unseen">{column.title}</span>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={`oi-table__row--${rowTone?.(row) ?? "plain"}`}>
              {columns.map((column) => (
                <td key={column.id} className={column.numeric ? "oi-table__numeric" : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SortHeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting?: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function SortHead<Row>({ column, sorting, onSort }: SortHeadProps<Row>): ReactNode {
  const t = useT();
  const here = sorting?.by === column.id;
  return (
    <button
      type="button"
      className="oi-table__sort"
      title={t("kit.sort")}
      onClick={() => onSort({ by: column.id, down: here ? !sorting.down : Boolean(column.numeric) })}
    >
      {column.title}
      <Icon name={here && !sorting.down ? "chevron-up" : "chevron-down"} size={12} className={here ? undefined : "oi-table__unsorted"} />
    </button>
  );
}
