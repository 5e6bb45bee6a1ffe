/**
 * Ids for new records: a word people can read for what they name, letters of chance for all else. What lives here: the
 * making of ids. Not here: whether one is taken (register).
 */
import type { RecordType } from "@outsidein/schema";
import type { Id } from "./contract";
import type { Random } from "./order";

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32, as ground/ids.py
const LONGEST = 60;
const NAMED: ReadonlySet<RecordType> = new Set<RecordType>(["stage", "step", "lane", "persona", "touchpoint", "journey"]);

/** A readable key: letters and digits of any script in lower case, joined by single hyphens; as `ground.slug`. */
export function slug(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").normalize("NFKC");
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words.join("-")].slice(0, LONGEST).join("").replace(/-+$/, "");
}

/** `length` letters of chance. */
export function letters(random: Random, length = 8): string {
  return Array.from({ length }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length))).join("");
}

/** A new id of a type; `taken` says which are in use, those in the trash included. */
export function freshId(type: RecordType, name: string, taken: (id: Id) => boolean, random: Random): Id {
  const word = NAMED.has(type) ? slug(name) : "";
  if (word === "") {
    for (;;) {
      const id = `${type}:${letters(random)}`;
      if (!taken(id)) return id;
    }
  }
  let id = `${type}:${word}`;
  // A number would be given twice by two people at once, and then two things would become one.
  while (taken(id)) id = `${type}:${word}-${letters(random, 4)}`;
  return id;
}
