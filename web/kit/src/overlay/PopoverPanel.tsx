/** The panel of a popover. Loaded by Popover.tsx when it is needed. */
import type { ReactNode, RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import type { PopoverProps as AriaPopoverProps } from "react-aria-components/Popover";
import { Popover } from "react-aria-components/Popover";
import { Aria } from "../aria/Aria";
import "./overlay.css";

export interface PopoverPanelProps {
  readonly label: string;
  readonly from: RefObject<Element | null>;
  readonly placement?: AriaPopoverProps["placement"];
  /** `auto` as wide as what it holds. */
  readonly width?: "auto" | "m" | "l";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PopoverPanel({ label, from, placement = "bottom start", width = "m", onClose, children }: PopoverPanelProps): ReactNode {
  return (
    <Aria>
      <Popover
        className={`oi-popover oi-popover--${width}`}
        triggerRef={from}
        isOpen
        onOpenChange={(open) => !open && onClose()}
        placement={placement}
        offset={6}
      >
        <Dialog aria-label={label} className="oi-popover__panel">
          {children}
        </Dialog>
      </Popover>
    </Aria>
  );
}
