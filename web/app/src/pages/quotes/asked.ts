/** Which comments are asked for, as the address says it and back. Not here: the question to the server (heard.ts). */
import type { Filter } from "../../data/questions";

export interface Asked extends Required<Filter> {
  readonly map: string;
  readonly step: string;
  readonly touchpoint: string;
  readonly search: string;
}

/** Nothing narrowed. */
export const NOBODY: Asked = { map: "", step: "", touchpoint: "", search: "", persona: "", where: [], first: "", last: "" };
const NAMES = ["map", "step", "touchpoint", "search", "persona", "first", "last"] as const;

export function readAsked(address: string): Asked {
  const query = new URLSearchParams(address);
  return { ...NOBODY, ...Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])), where: query.getAll("where") };
}

/** Only what is said, in a fixed order: the same question has one address. */
export function writeAsked(asked: Asked): string {
  const query = new URLSearchParams();
  for (const name of NAMES) if (asked[name]) query.set(name, asked[name]);
  for (const one of asked.where) query.append("where", one);
  return query.toString();
}

/** Whether anything but the map narrows them. */
export function isNarrowed(asked: Asked): boolean {
  return writeAsked({ ...asked, map: "" }) !== "";
}
