"use client";

import { useEffect, useId, useRef, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

interface ModalProps {
  onClose: () => void;
  labelledBy?: string;
  label?: string;
  children: ReactNode;
}

/**
 * The browser's own modal dialog: it keeps the focus in, closes on Esc and gives the focus back. Its first field has the focus.
 * Mounted means open; the caller unmounts it in `onClose`. It hangs under the body: the look of what opened it is not inherited.
 */
export function Modal({ onClose, labelledBy, label, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    const dialog = ref.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("input, textarea, select")?.focus();
    }
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return createPortal(
    <dialog
      ref={ref}
      closedby="any"
      aria-labelledby={labelledBy}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>,
    document.body,
  );
}

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  wide?: boolean;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  children: ReactNode;
}

export function Dialog({ title, onClose, wide = false, footer, children }: DialogProps) {
  const id = useId();
  return (
    <Modal onClose={onClose} labelledBy={id}>
      <div className={classNames("dialog", wide && "wide")}>
        <header>
          <h2 id={id}>{title}</h2>
        </header>
        {children}
        {footer ? <footer>{footer}</footer> : null}
      </div>
    </Modal>
  );
}

/** Asks once, where an action can't be taken back. */
export function ConfirmDialog({
  title,
  action,
  keep = "Keep it",
  busy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: ReactNode;
  action: string;
  /** The way out. */
  keep?: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button kind="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      <p className="t2">{children}</p>
    </Dialog>
  );
}
