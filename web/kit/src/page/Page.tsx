/**
 * A page opens with a sentence that says what it found; below it one line: from what, how much, how old. What lives
 * here: that opening and the measure of the page. Not here: navigation (the app's shell).
 */
import type { ReactNode } from "react";
import "./page.css";

export interface PageProps {
  /** The sentence; while there is nothing to say yet, the page's name. */
  readonly title: ReactNode;
  /** From what, how much, how old. */
  readonly lead?: ReactNode;
  /** On the right of the title: what one does here. */
  readonly actions?: ReactNode;
  /** Between the opening and the rest: filters as pills. */
  readonly filters?: ReactNode;
  /** `wide` for dense pages, `narrow` for reading and forms. */
  readonly width?: "narrow" | "normal" | "wide";
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

export function Page({ title, lead, actions, filters, width = "normal", busy, children }: PageProps): ReactNode {
  return (
    <div className={`oi-page oi-page--${width}`} aria-busy={busy || undefined}>
      <header className="oi-page__head">
        <div className="oi-page__words">
          <h1 tabIndex={-1}>{title}</h1>
          {lead ? <p className="oi-page__lead">{lead}</p> : null}
        </div>
        {actions ? <div className="oi-page__actions">{actions}</div> : null}
      </header>
      {filters ? <div className="oi-page__filters">{filters}</div> : null}
      {children}
    </div>
  );
}
