/** Something to know or to mend, in its place on the page; a Diagnostic is shown by this, everywhere alike. */
import type { Diagnostic, Severity } from "@outsidein/schema";
import type { ReactNode } from "react";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import { useT } from "../words/useT";
import "./show.css";

export type CalloutTone = "error" | "warning" | "hint" | "good";

const SIGNS: Readonly<Record<CalloutTone, IconName>> = { error: "stop", warning: "alert", hint: "info", good: "check" };

export interface CalloutProps {
  readonly tone?: CalloutTone;
  /** The word before it: “Error”; by default that of the tone. */
  readonly word?: string;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** It appeared because of what the person just did: screen readers say it at once. */
  readonly live?: boolean;
}

export function Callout({ tone = "hint", word, title, children, action, live }: CalloutProps): ReactNode {
  const t = useT();
  const said = word ?? { error: t("kit.error"), warning: t("kit.warning"), hint: t("kit.hint"), good: t("kit.good") }[tone];
  return (
    <div className={`oi-callout oi-callout--${tone}`} role={live ? (tone === "error" ? "alert" : "status") : undefined}>
      <Icon name={SIGNS[tone]} size={17} />
      <div className="oi-callout__words">
        <p>
          <strong className="oi-callout__word">{said}</strong> {title}
        </p>
        {children ? <div className="oi-callout__fix">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}

export interface DiagnosticCalloutProps {
  readonly diagnostic: Pick<Diagnostic, "says" | "fix" | "severity"> & Partial<Pick<Diagnostic, "code" | "where">>;
  readonly action?: ReactNode;
  readonly live?: boolean;
}

/** A Diagnostic: how bad, what is wrong, where, how to mend it. */
export function DiagnosticCallout({ diagnostic, action, live }: DiagnosticCalloutProps): ReactNode {
  const t = useT();
  const { where } = diagnostic;
  const place = [
    where?.file,
    where?.line != null ? t("kit.line", { n: where.line }) : null,
    where?.row != null ? t("kit.row", { n: where.row }) : null,
    where?.column != null ? t("kit.column", { name: where.column }) : null,
  ].filter(Boolean);
  return (
    <Callout tone={diagnostic.severity satisfies Severity} title={diagnostic.says} action={action} live={live}>
      {diagnostic.fix || place.length ? (
        <>
          {diagnostic.fix}
          {place.length ? <span className="oi-callout__place">{place.join(", ")}</span> : null}
        </>
      ) : null}
    </Callout>
  );
}
