/** Writes a word, goes there: one list of pages, things and acts, found by writing. Not here: what is in the list. */
import type { ReactNode } from "react";
import { Suspense } from "react";
import { later } from "../page/later";
import type { IconName } from "../icon/paths";

const CommandPalettePanel = later(async () => (await import("./CommandPalettePanel")).CommandPalettePanel);

export interface Command {
  readonly id: string;
  readonly label: string;
  /** Quiet, behind the label. */
  readonly hint?: string;
  readonly icon?: IconName;
  readonly keys?: string;
  /** More words by which it is found. */
  readonly also?: string;
  readonly href?: string;
  readonly onAction?: () => void;
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

export interface CommandPaletteProps {
  readonly label: string;
  readonly placeholder: string;
  readonly groups: readonly CommandGroup[];
  readonly onClose: () => void;
}

export function CommandPalette(props: CommandPaletteProps): ReactNode {
  return (
    <Suspense>
      <CommandPalettePanel {...props} />
    </Suspense>
  );
}
