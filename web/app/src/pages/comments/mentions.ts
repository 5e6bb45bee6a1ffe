/**
 * Mentions in a text: `@Name` while it is written, the people it means when it is sent, and parts to show. What lives
 * here: the text. Not here: who the members are, the field.
 */
export interface Mentionable {
  readonly id: number;
  readonly name: string;
}

/** What is being written behind an `@` at `caret`: where the @ stands and what follows it; null where nothing is. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0) return null;
  const before = text[from - 1];
  if (before !== undefined && !/[\s(,;:]/.test(before)) return null;
  const query = text.slice(from + 1, caret);
  return query.length > 40 || /[\n@]/.test(query) || /\s\S*\s/.test(query) ? null : { from, query };
}

/** Members whose name has a word that begins so, the best first. */
export function suggested<M extends Mentionable>(members: readonly M[], query: string): readonly M[] {
  const wanted = query.trim().toLocaleLowerCase();
  const rank = (name: string): number => {
    const said = name.toLocaleLowerCase();
    return said.startsWith(wanted) ? 0 : said.split(/[\s.-]+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return members
    .filter((one) => rank(one.name) < 2)
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name))
    .slice(0, 6);
}

/** The text with what was written behind the @ replaced by a name, and where the caret goes. */
export function complete(text: string, from: number, caret: number, name: string): { readonly text: string; readonly caret: number } {
  const said = `@${name} `;
  return { text: text.slice(0, from) + said + text.slice(caret).replace(/^ /, ""), caret: from + said.length };
}

/** Whom a text mentions: the longest name wins, so that “@Ana Maria” is not Ana. */
export function mentioned(text: string, members: readonly Mentionable[]): readonly number[] {
  return [...new Set(parts(text, members).flatMap((one) => (one.id === null ? [] : [one.id])))];
}

export interface Part {
  readonly text: string;
  /** Whom it means; null for plain words. */
  readonly id: number | null;
}

/** A text in parts, so that mentions can be shown as such. */
export function parts(text: string, members: readonly Mentionable[]): readonly Part[] {
  const known = [...members].sort((a, b) => b.name.length - a.name.length);
  const found: Part[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const who = text[at] === "@" && (at === 0 || /[\s(,;:]/.test(text[at - 1] ?? "")) ? known.find((one) => one.name && isNamed(text, at + 1, one.name)) : undefined;
    if (!who) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) found.push({ text: plain, id: null });
    plain = "";
    found.push({ text: text.slice(at, at + 1 + who.name.length), id: who.id });
    at += 1 + who.name.length;
  }
  return plain ? [...found, { text: plain, id: null }] : found;
}

function isNamed(text: string, at: number, name: string): boolean {
  const said = text.slice(at, at + name.length);
  return said.toLocaleLowerCase() === name.toLocaleLowerCase() && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? "");
}
