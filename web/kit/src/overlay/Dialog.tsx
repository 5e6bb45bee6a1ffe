/** A dialog over the page, or a drawer at its side. What lives here: their props; the panel is loaded when needed. */
import type { ReactNode } from "react";
import { Suspense } from "react";
import { later } from "../page/later";
import type { DialogPanelProps } from "./DialogPanel";

const DialogPanel = later(async () => (await import("./DialogPanel")).DialogPanel);

export interface DialogProps extends Omit<DialogPanelProps, "side"> {
  readonly open: boolean;
}

/** Asks for something before the page goes on. Closes with Escape and by its cross; the focus goes back where it was. */
export function Dialog({ open, ...panel }: DialogProps): ReactNode {
  return open ? (
    <Suspense>
      <DialogPanel {...panel} />
    </Suspense>
  ) : null;
}

export interface DrawerProps extends Omit<DialogPanelProps, "size" | "alert"> {
  readonly open: boolean;
  readonly side?: "start" | "end" | "bottom";
}

/** A panel from the side: navigation and inspector on narrow screens. */
export function Drawer({ open, side = "end", ...panel }: DrawerProps): ReactNode {
  return open ? (
    <Suspense>
      <DialogPanel {...panel} side={side} />
    </Suspense>
  ) : null;
}
