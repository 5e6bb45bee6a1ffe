/**
 * Tables as other programs read them from the clipboard. What lives here: writing tab-separated text and HTML tables. Not
 * here: reading what they write (readSheet), what a table means on a map (paste).
 */
export type Table = readonly (readonly string[])[];

/** A text that a spreadsheet would run as a formula is marked as text, as spreadsheets do themselves. */
export const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

export function toTabs(table: Table): string {
  return table.map((row) => row.map((cell) => quoted(guarded(cell))).join("\t")).join("\n");
}

export function toHtml(table: Table): string {
  const rows = table.map((row) => `<tr>${row.map((cell) => `<td>${escaped(guarded(cell))}</td>`).join("")}</tr>`);
  return `<table>${rows.join("")}</table>`;
}

function quoted(cell: string): string {
  return /["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function guarded(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char).replaceAll("\n", "<br>");
}
