/** What an entry of the audit log is about, as a line. What lives here: the kinds of acts, and saying ids and names. */

/** The kinds one can ask for: what stands before the dot of an act. */
export const KINDS = [
  "member",
  "invitation",
  "group",
  "token",
  "workspace",
  "map",
  "version",
  "share",
  "comment",
  "image",
  "evidence",
  "inventory",
  "theme",
  "opportunity",
  "initiative",
  "result",
  "target",
  "action",
  "audit",
] as const;

/** An act as the catalogue has it: `member.role-changed` is `member_role_changed`. */
export function actKey(act: string): string {
  return act.replace(/[.-]/g, "_");
}

/** “name: Ana · role: editor”; lists are joined, what is empty is left out. */
export function aboutOf(about: Readonly<Record<string, unknown>>): string {
  return Object.entries(about)
    .map(([name, value]) => [name, said(value)] as const)
    .filter(([, text]) => text)
    .map(([name, text]) => `${name}: ${text}`)
    .join(" · ");
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).filter(Boolean).join(", ");
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
