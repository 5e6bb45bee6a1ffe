/**
 * A menu behind a button, or at a point. What lives here: what opens it, and when. The list itself (MenuList.tsx) is
 * loaded when somebody is about to open one, so that a page's first load does not carry it.
 */
import type { ReactNode, Ref } from "react";
import { Suspense, useRef, useState } from "react";
import { later } from "../page/later";
import type { MenuEntry, MenuPlacement, MenuSelection } from "./entries";
import type { MenuListPlace } from "./MenuList";

/** The list by itself, for a menu whose entries somebody else works out. */
export const MenuList = later(async () => (await import("./MenuList")).MenuList);

/** What a menu gives to its button; spread it: `trigger={(menu) => <Button {...menu}>…</Button>}`. */
export interface MenuTrigger {
  readonly ref: Ref<HTMLButtonElement>;
  readonly onPress: () => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: { readonly key: string; preventDefault(): void }) => void;
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": boolean;
}

export interface MenuProps {
  /** What the menu is, for screen readers. */
  readonly label: string;
  readonly trigger: (menu: MenuTrigger) => ReactNode;
  /** Left out where `list` draws them. */
  readonly entries?: readonly MenuEntry[];
  /** Draws the list itself, for entries that are only worked out when the menu opens: a `MenuList`. */
  readonly list?: (given: MenuListPlace) => ReactNode;
  /** Entries are choices: one or several may be chosen. Without it they are acts. */
  readonly selection?: MenuSelection;
  readonly placement?: MenuPlacement;
}

export function Menu({ label, trigger, entries = [], list, selection, placement = "bottom start" }: MenuProps): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const given: MenuListPlace = { label, placement, from: button, onClose: () => setOpen(false) };
  return (
    <>
      {trigger({
        ref: button,
        onPress: () => setOpen(true),
        onPointerEnter: MenuList.expect,
        onFocus: MenuList.expect,
        onKeyDown: (event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            setOpen(true);
          }
        },
        "aria-haspopup": "menu",
        "aria-expanded": open,
      })}
      {open ? <Suspense>{list ? list(given) : <MenuList {...given} entries={entries} selection={selection} />}</Suspense> : null}
    </>
  );
}

export interface MenuAtProps {
  readonly label: string;
  /** Where, in pixels of the window; null shows nothing. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** A menu at a point: what the right mouse button or the menu key opens. */
export function MenuAt({ label, at, entries, onClose }: MenuAtProps): ReactNode {
  const point = useRef<HTMLSpanElement>(null);
  if (!at) return null;
  return (
    <>
      <span ref={point} className="oi-menu-point" style={{ left: at.x, top: at.y }} />
      <Suspense>
        <MenuList label={label} entries={entries} placement="bottom start" from={point} onClose={onClose} key={`${at.x} ${at.y}`} />
      </Suspense>
    </>
  );
}
