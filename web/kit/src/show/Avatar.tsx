/** A person as a disc with initials, and several of them in a row. */
import type { ReactNode } from "react";
import { useT } from "../words/useT";
import "./show.css";

export interface AvatarPerson {
  readonly id: string;
  readonly name: string;
  /** A colour of the theme or `#rrggbb`; by default one that belongs to the id. */
  readonly color?: string;
}

const GROUNDS = ["accent", "bad", "org", "good", "human", "warn"] as const;

/** Up to two letters: “Ada Lovelace” is AL. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...(part ?? "")][0] ?? "");
  return letters.join("").toUpperCase() || "?";
}

/** The ground that belongs to an id: always the same one. */
export function groundOf(id: string): (typeof GROUNDS)[number] {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521;
  return GROUNDS[sum % GROUNDS.length] ?? "accent";
}

export interface AvatarProps {
  readonly person: AvatarPerson;
  readonly size?: number;
}

export function Avatar({ person, size = 28 }: AvatarProps): ReactNode {
  return (
    <span
      className={`oi-avatar oi-avatar--${groundOf(person.id)}`}
      role="img"
      aria-label={person.name}
      title={person.name}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.39), ...(person.color ? { background: person.color } : {}) }}
    >
      {initials(person.name)}
    </span>
  );
}

export interface AvatarStackProps {
  readonly people: readonly AvatarPerson[];
  readonly most?: number;
  readonly size?: number;
  /** Who they are together, for screen readers: “Here now”. */
  readonly label?: string;
}

export function AvatarStack({ people, most = 4, size = 28, label }: AvatarStackProps): ReactNode {
  const t = useT();
  const shown = people.length > most ? people.slice(0, most - 1) : people;
  const rest = people.length - shown.length;
  return (
    <span className="oi-avatars" role={label ? "group" : undefined} aria-label={label}>
      {shown.map((person) => (
        <Avatar key={person.id} person={person} size={size} />
      ))}
      {rest > 0 ? (
        <span
          className="oi-avatar oi-avatar--rest"
          role="img"
          aria-label={t("kit.more_people", { n: rest })}
          style={{ width: size, height: size, fontSize: Math.round(size * 0.37) }}
        >
          {`+${rest}`}
        </span>
      ) : null}
    </span>
  );
}
