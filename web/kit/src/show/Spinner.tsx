/** Something is at work and cannot say how far it is. It is silent: who shows it says what is going on. */
import type { ReactNode } from "react";
import "./show.css";

export function Spinner({ size = 18 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="oi-spinner" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3a9 9 0 0 1 9 9" />
    </svg>
  );
}
