/**
 * Tables as other programs write them to the clipboard. What lives here: reading tab-separated text and HTML tables. Not
 * here: writing them (sheet), what a table means on a map (paste).
 */
import { FORMULA, type Table } from "./sheet";

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
      cell = wordsFrom(source, at);
      at += cell.length;
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

/** What stands from here to the next tab or line break. */
function wordsFrom(source: string, at: number): string {
  const words = /[^\t\n]*/y;
  words.lastIndex = at;
  return words.exec(source)?.[0] ?? "";
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

function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
