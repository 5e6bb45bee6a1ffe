/** What a record of a map is called where somebody speaks of it. */
import type { Id, MapStore } from "@outsidein/store";

/** Its words, shortened; empty where it is gone or says nothing. */
export function calledOn(store: MapStore, id: Id, most = 60): string {
  const record = store.get(id);
  if (!record) return "";
  const said = record.type === "card" ? (record.text ?? "") : record.type === "encounter" ? calledOn(store, record.touchpoint, most) : "name" in record ? (record.name ?? "") : "";
  return said.length > most ? `${said.slice(0, most - 1).trimEnd()}…` : said;
}
