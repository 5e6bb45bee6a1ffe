/** Where there is nothing yet: what will stand here, why it is worth it, and the next step. */
import type { ReactNode } from "react";
import { Suspense } from "react";
import { later } from "../page/later";
import type { DrawingName } from "./Drawing";
import "./empty.css";

const Drawing = later(async () => (await import("./Drawing")).Drawing);

export interface EmptyStateProps {
  readonly drawing?: DrawingName;
  readonly title: string;
  /** It is all that the page says: its title is the page's. */
  readonly whole?: boolean;
  readonly says?: ReactNode;
  readonly action?: ReactNode;
  /** Inside a card instead of on the page. */
  readonly small?: boolean;
}

export function EmptyState({ drawing = "journey", title, says, action, small, whole }: EmptyStateProps): ReactNode {
  return (
    <div className={small ? "oi-empty oi-empty--small" : "oi-empty"}>
      <div className="oi-empty__drawing">
        <Suspense>
          <Drawing name={drawing} />
        </Suspense>
      </div>
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {says ? <p>{says}</p> : null}
      {action ? <div className="oi-empty__action">{action}</div> : null}
    </div>
  );
}
