/** Short words with a ground: a pill for what something is, a tag for what was found about it. */
import type { ReactNode } from "react";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import "./show.css";

export type Tone = "plain" | "accent" | "good" | "bad" | "warn" | "org" | "human";

export interface PillProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  /** A dot before the words, in the tone. */
  readonly dot?: boolean;
  readonly children: ReactNode;
}

export function Pill({ tone = "plain", icon, dot, children }: PillProps): ReactNode {
  return (
    <span className={`oi-pill oi-tone--${tone}`}>
      {dot ? <i className="oi-pill__dot" /> : null}
      {icon ? <Icon name={icon} size={13} /> : null}
      {children}
    </span>
  );
}

export function Tag({ tone = "plain", icon, children }: Omit<PillProps, "dot">): ReactNode {
  return (
    <span className={`oi-tag oi-tone--${tone}`}>
      {icon ? <Icon name={icon} size={12} /> : null}
      {children}
    </span>
  );
}
