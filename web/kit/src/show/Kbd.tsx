/** Keys as they are written on the keyboard: `Ctrl+Shift+Z` as three, with ⌘ and ⌥ on Apple machines. */
import { Fragment } from "react";
import type { ReactNode } from "react";
import { isApple } from "../keys/apple";
import "./show.css";

const APPLE: Readonly<Record<string, string>> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↵", Backspace: "⌫" };
const SIGNS: Readonly<Record<string, string>> = { Up: "↑", Down: "↓", Left: "←", Right: "→", Enter: "↵" };

export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  const signs = isApple() ? { ...SIGNS, ...APPLE } : SIGNS;
  return (
    <span className="oi-kbd">
      {keys.split("+").map((key, index) => (
        <Fragment key={index}>
          <kbd>{signs[key] ?? (key || "+")}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
