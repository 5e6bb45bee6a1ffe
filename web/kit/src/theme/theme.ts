/** Light, dark, or as the system says. What lives here: the choice and where it is kept. Not here: colours (tokens.css). */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const KEPT = "outsidein.theme";
const listeners = new Set<() => void>();
let chosen: Theme = "system";

/** Take up what was chosen in this browser before; call once before anything is drawn. */
export function startTheme(): void {
  try {
    const kept = localStorage.getItem(KEPT);
    chosen = THEMES.find((one) => one === kept) ?? "system";
  } catch {
    chosen = "system"; // Storage may be forbidden.
  }
  apply();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
}

/** Choose, and keep the choice in this browser. */
export function setTheme(next: Theme): void {
  chosen = next;
  try {
    if (next === "system") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, next);
  } catch {
    // Storage may be forbidden; the choice then holds for this page.
  }
  apply();
}

/** What is chosen, and what that means now. */
export function useTheme(): { readonly theme: Theme; readonly dark: boolean } {
  const theme = useSyncExternalStore(subscribe, () => chosen);
  const dark = useSyncExternalStore(subscribe, isDark);
  return { theme, dark };
}

function isDark(): boolean {
  return chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function apply(): void {
  document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
