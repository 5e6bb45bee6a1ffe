/** A small panel that belongs to a button. What lives here: what opens it. The panel itself is loaded when needed. */
import type { ReactNode, Ref, RefObject } from "react";
import { Suspense, useRef, useState } from "react";
import { later } from "../page/later";
import type { PopoverPanelProps } from "./PopoverPanel";

const PopoverPanel = later(async () => (await import("./PopoverPanel")).PopoverPanel);

/** What a popover gives to its button; spread it. */
export interface PopoverTrigger {
  readonly ref: Ref<HTMLButtonElement>;
  readonly onPress: () => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly "aria-haspopup": "dialog";
  readonly "aria-expanded": boolean;
}

export interface PopoverProps extends Pick<PopoverPanelProps, "placement" | "width"> {
  /** What the panel is, for screen readers. */
  readonly label: string;
  readonly trigger: (popover: PopoverTrigger) => ReactNode;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

export function Popover({ label, trigger, children, ...panel }: PopoverProps): ReactNode {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => setOpen(false);
  return (
    <>
      {trigger({
        ref: button,
        onPress: () => setOpen((was) => !was),
        onPointerEnter: PopoverPanel.expect,
        onFocus: PopoverPanel.expect,
        "aria-haspopup": "dialog",
        "aria-expanded": open,
      })}
      {open ? (
        <Suspense>
          <PopoverPanel {...panel} label={label} from={button} onClose={close}>
            {typeof children === "function" ? children(close) : children}
          </PopoverPanel>
        </Suspense>
      ) : null}
    </>
  );
}

export interface PopoverAtProps extends Pick<PopoverPanelProps, "placement" | "width" | "label" | "onClose" | "children"> {
  /** The element it belongs to; null shows nothing. */
  readonly from: RefObject<Element | null> | null;
}

/** The same for an element that is no button: a point of the curve, a card. */
export function PopoverAt({ from, ...panel }: PopoverAtProps): ReactNode {
  return from ? (
    <Suspense>
      <PopoverPanel {...panel} from={from} />
    </Suspense>
  ) : null;
}
