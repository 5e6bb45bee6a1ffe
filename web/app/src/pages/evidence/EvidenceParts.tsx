/** The sides of evidence: what was taken in, what customers said, and what they speak of. Not here: any of the pages. */
import type { ReactNode } from "react";
import { Link, useT } from "@outsidein/kit";
import { usePlace } from "../../session/place";
import "./words";
import "./evidence.css";

const PARTS = [
  { id: "sources", path: "/evidence" },
  { id: "quotes", path: "/evidence/quotes" },
  { id: "themes", path: "/evidence/themes" },
] as const;

export function EvidenceParts({ part }: { readonly part: (typeof PARTS)[number]["id"] }): ReactNode {
  const t = useT();
  const place = usePlace();
  return (
    <nav className="oi-evidence__parts" aria-label={t("evidence.parts")}>
      {PARTS.map((one) => (
        <Link key={one.id} href={place.href(one.path)} aria-current={one.id === part ? "page" : undefined}>
          {t(`evidence.part.${one.id}`)}
        </Link>
      ))}
    </nav>
  );
}
