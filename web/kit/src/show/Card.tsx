/** A panel on the paper; with a title it is a section of the page. */
import type { ReactNode } from "react";
import { useId } from "react";
import "./show.css";

export interface CardProps {
  readonly title?: ReactNode;
  /** On the right of the title: a pill, a button. */
  readonly aside?: ReactNode;
  /** Quiet line at the end. */
  readonly foot?: ReactNode;
  /** Without inner distance: for tables and pictures that reach the edge. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

export function Card({ title, aside, foot, flush, className, children }: CardProps): ReactNode {
  const id = useId();
  const names = ["oi-card", flush && "oi-card--flush", className].filter(Boolean).join(" ");
  const head =
    title || aside ? (
      <header className="oi-card__head">
        {title ? <h2 id={id}>{title}</h2> : <span />}
        {aside}
      </header>
    ) : null;
  const inner = (
    <>
      {head}
      {children}
      {foot ? <footer className="oi-card__foot">{foot}</footer> : null}
    </>
  );
  return title ? (
    <section className={names} aria-labelledby={id}>
      {inner}
    </section>
  ) : (
    <div className={names}>{inner}</div>
  );
}
