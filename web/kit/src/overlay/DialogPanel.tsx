/** The panel of a dialog or drawer: title, words, what it asks for, what can be done. Loaded by Dialog.tsx. */
import type { FormEvent, ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Aria } from "../aria/Aria";
import { IconButton } from "../button/IconButton";
import { useT } from "../words/useT";
import "./overlay.css";

export interface DialogPanelProps {
  readonly title: string;
  /** A sentence below the title. */
  readonly lead?: ReactNode;
  readonly size?: "s" | "m" | "l" | "full";
  /** From a side of the window instead of in its middle. */
  readonly side?: "start" | "end" | "bottom";
  /** It interrupts to ask about something that matters: said at once, not closed by a click beside it. */
  readonly alert?: boolean;
  readonly onClose: () => void;
  /** Makes the panel a form: its submit button and Enter call this. */
  readonly onSubmit?: () => void;
  readonly children?: ReactNode;
  /** The buttons at the end; the one that goes on stands last. */
  readonly actions?: ReactNode;
}

const CONTROLS = "a[href],button,input,select,textarea,[tabindex]";

/** A body that is longer than the window and holds nothing to stop at must itself be a stop: else no key scrolls it. */
function reachable(body: HTMLElement | null): void {
  if (body && body.scrollHeight > body.clientHeight && !body.querySelector(CONTROLS)) body.tabIndex = 0;
}

export function DialogPanel(props: DialogPanelProps): ReactNode {
  const { title, lead, size = "m", side, alert = false, onClose, onSubmit, children, actions } = props;
  const t = useT();
  const shape = side ? `oi-drawer oi-drawer--${side}` : `oi-dialog oi-dialog--${size}`;
  const inner = (
    <>
      <header className="oi-dialog__head">
        <div>
          <Heading slot="title" level={2} className="oi-dialog__title">
            {title}
          </Heading>
          {lead ? <p className="oi-dialog__lead">{lead}</p> : null}
        </div>
        {alert ? null : <IconButton icon="close" label={t("kit.close")} onPress={onClose} size="s" />}
      </header>
      {children ? (
        <div className="oi-dialog__body" ref={reachable}>
          {children}
        </div>
      ) : null}
      {actions ? <footer className="oi-dialog__actions">{actions}</footer> : null}
    </>
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <Aria>
      <ModalOverlay
        className={side ? "oi-veil oi-veil--side" : "oi-veil"}
        isOpen
        isDismissable={!alert}
        onOpenChange={(open) => !open && onClose()}
      >
        <Modal className={shape}>
          <AriaDialog className="oi-dialog__panel" role={alert ? "alertdialog" : "dialog"}>
            {onSubmit ? (
              <form className="oi-dialog__form" onSubmit={submit}>
                {inner}
              </form>
            ) : (
              inner
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </Aria>
  );
}
