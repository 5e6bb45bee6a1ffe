/** What stands in a menu. What lives here: types. Not here: how it is drawn (MenuList.tsx). */
import type { IconName } from "../icon/paths";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** A quiet line below. */
  readonly hint?: string;
  /** Keys that do the same, shown on the right: `Ctrl+Z`. */
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly onAction?: () => void;
}

/** A group with a title; with `selection` its items are choices of their own. */
export interface MenuSection {
  readonly title: string;
  readonly entries: readonly MenuItem[];
  readonly selection?: MenuSelection;
}

export type MenuEntry = MenuItem | MenuSection | "line";

export interface MenuSelection {
  readonly mode: "one" | "many";
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

export type MenuPlacement = "bottom start" | "bottom end" | "top start" | "top end" | "right top" | "left top";
