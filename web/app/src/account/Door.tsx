/** A form at a door: title, what is wrong with all of it, fields, the way on. Not here: what it sends. */
import { Callout } from "@outsidein/kit";
import type { FormEvent, ReactNode } from "react";
import "./words";

export interface DoorProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What is wrong with none of the fields. */
  readonly error?: string;
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
  /** Below the form: other ways in. */
  readonly foot?: ReactNode;
}

export function Door({ title, lead, error, onSubmit, children, foot }: DoorProps): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <div className="oi-door-form">
      <div className="oi-door-form__head">
        <h1 tabIndex={-1}>{title}</h1>
        {lead ? <p>{lead}</p> : null}
      </div>
      {error ? <Callout tone="error" title={error} live /> : null}
      {onSubmit ? (
        <form onSubmit={submit} noValidate>
          {children}
        </form>
      ) : (
        children
      )}
      {foot ? <div className="oi-door-form__foot">{foot}</div> : null}
    </div>
  );
}
