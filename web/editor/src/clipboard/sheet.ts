/**
 * Tables as other programs write them to the clipboard, read and written. What lives here: tab-separated text and HTML
 * tables, both ways. Not here: what a table means on a map (paste).
 */
export type Table = readonly (readonly string[])[];

/** A text that a spreadsheet would run as a formula is marked as text, as spreadsheets do themselves. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

export function toTabs(table: Table): string {
  return table.map((row) => row.map((cell) => quoted(guarded(cell))).join("\t")).join("\n");
}

export function toHtml(table: Table): string {
  const rows = table.map((row) => `<tr>${row.map((cell) => `<td>${escaped(guarded(cell))}</td>`).join("")}</tr>`);
  return `<table>${rows.join("")}</table>`;
}

/** Tab-separated text with the quotes of spreadsheets: a cell in quotes may hold tabs and line breaks. */
export function fromTabs(text: string): Table {
  const rows: string[][] = [[]];
  const source = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/\n$/, "");
  let at = 0;
  const row = (): string[] => rows.at(-1) ?? [];
  while (at <= source.length) {
    let cell: string;
    const quotedEnd = source[at] === '"' ? endOfQuotes(source, at) : -1;
    if (quotedEnd >= 0) {
      cell = source.slice(at + 1, quotedEnd).replaceAll('""', '"');
      at = quotedEnd + 1;
    } else {
      const next = source.slice(at).search(/[\t\n]/);
      const end = next < 0 ? source.length : at + next;
      cell = source.slice(at, end);
      at = end;
    }
    row().push(unguarded(cell));
    if (at >= source.length) break;
    if (source[at] === "\n") rows.push([]);
    at += 1;
  }
  return rows;
}

/** The first table of an HTML text; null where it has none, or where there is no parser. */
export function fromHtml(html: string): Table | null {
  if (!("DOMParser" in globalThis) || !/<table/i.test(html)) return null;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [
      unguarded(textOf(cell)),
      ...Array.from({ length: Math.max(0, Math.min(cell.colSpan, 200) - 1) }, () => ""),
    ]),
  );
}

/** The position of the quote that closes the one at `at`, where a tab, a line or nothing follows; else -1. */
function endOfQuotes(source: string, at: number): number {
  for (let end = at + 1; end < source.length; end += 1) {
    if (source[end] !== '"') continue;
    if (source[end + 1] === '"') {
      end += 1;
      continue;
    }
    const next = source[end + 1];
    return next === undefined || next === "\t" || next === "\n" ? end : -1;
  }
  return -1;
}

function textOf(cell: Element): string {
  for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
  for (const block of cell.querySelectorAll("p, div, li")) block.append("\n");
  return (cell.textContent ?? "")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

function quoted(cell: string): string {
  return /["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function guarded(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char).replaceAll("\n", "<br>");
}
