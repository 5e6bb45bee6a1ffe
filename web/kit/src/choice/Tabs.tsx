/** Parts of one thing, of which one is shown. Arrow keys go from one tab to the next. */
import type { KeyboardEvent, ReactNode } from "react";
import { useId, useState } from "react";
import "./tabs.css";

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  /** A quiet count behind the label. */
  readonly count?: string;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly TabEntry[];
  /** Which is shown; without it the tabs keep that themselves. */
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  readonly className?: string;
}

export function Tabs({ label, tabs, value, onChange, className }: TabsProps): ReactNode {
  const id = useId();
  const [own, setOwn] = useState(tabs[0]?.id);
  const shown = tabs.find((tab) => tab.id === (value ?? own)) ?? tabs[0];
  const show = (next: string): void => {
    setOwn(next);
    onChange?.(next);
  };
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const here = tabs.findIndex((tab) => tab === shown);
    const wanted = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    const index = wanted === undefined ? -1 : (wanted + tabs.length) % tabs.length;
    const next = tabs[index];
    if (!next) return;
    event.preventDefault();
    show(next.id);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  return (
    <div className={className ? `oi-tabs ${className}` : "oi-tabs"}>
      <div role="tablist" aria-label={label} className="oi-tabs__list" onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}t${tab.id}`}
            aria-selected={tab === shown}
            aria-controls={tab === shown ? `${id}p` : undefined}
            tabIndex={tab === shown ? 0 : -1}
            className="oi-tab"
            onClick={() => show(tab.id)}
          >
            {tab.label}
            {tab.count ? <span className="oi-tab__count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {shown ? (
        <div key={shown.id} role="tabpanel" id={`${id}p`} aria-labelledby={`${id}t${shown.id}`} tabIndex={0} className="oi-tabs__panel">
          {shown.content}
        </div>
      ) : null}
    </div>
  );
}
