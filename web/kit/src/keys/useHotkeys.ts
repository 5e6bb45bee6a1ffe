/**
 * Keys that work on a whole page. What lives here: matching a press to `Ctrl+K` or a single key, and leaving
 * people alone who write text. Not here: the map's own keys (editor).
 */
import { useEffect, useRef } from "react";
import { isApple } from "./apple";

/** `Ctrl+K`, `Shift+?`, `Escape`, `/`. Ctrl means ⌘ on Apple machines. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

export interface HotkeyOptions {
  readonly enabled?: boolean;
}

/** The name of what was pressed, as Hotkeys write it. */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const control = isApple() ? event.metaKey : event.ctrlKey;
  // Shift is part of a sign such as “?”, but stands beside letters and named keys.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return [control && "Ctrl", event.altKey && "Alt", shift && "Shift", key].filter(Boolean).join("+");
}

/** Whether somebody is writing there. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio],[type=button]),textarea,select"))
  );
}

/** Listen on the whole page. Keys without Ctrl or Alt are left to whoever writes text. */
export function useHotkeys(hotkeys: Hotkeys, { enabled = true }: HotkeyOptions = {}): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOf(event);
      if (!/^(Ctrl|Alt)\+/.test(name) && isWriting(event.target)) return;
      const act = latest.current[name];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [enabled]);
}
