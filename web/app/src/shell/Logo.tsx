/** Our name as it is written. */
import type { ReactNode } from "react";
import "./logo.css";

const [OUTSIDE, DOT, IN] = ["outside", "·", "in"];

export function Logo({ short }: { readonly short?: boolean }): ReactNode {
  if (short) {
    return (
      <svg className="oi-logo-sign" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M5 12c5 0 5 9 11 9s6-10 11-10" />
        <circle cx="16" cy="21" r="3.2" />
      </svg>
    );
  }
  return (
    <span className="oi-logo">
      {OUTSIDE}
      <b>{DOT}</b>
      {IN}
    </span>
  );
}
