/** What became of something: a shape and a word, and colour beside them. */
import type { ReactNode } from "react";
import type { SignBadge } from "../../data/figure";

export function Badge({ badge }: { readonly badge: SignBadge }): ReactNode {
  return (
    <span className={`oi-sign oi-sign--${badge.sign}`}>
      <span aria-hidden="true">{badge.shape}</span> {badge.word}
    </span>
  );
}
