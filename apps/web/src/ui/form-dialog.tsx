"use client";

import { useId, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface FormDialogProps {
  title: ReactNode;
  /** Words of the button that sends the form. */
  action: string;
  /** The way out. */
  keep?: string;
  kind?: "primary" | "danger";
  busy?: boolean;
  wide?: boolean;
  /** Whether what is filled in can be sent. */
  ready?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: Enter sends it like its main button. */
export function FormDialog({
  title,
  action,
  keep = "Cancel",
  kind = "primary",
  busy = false,
  wide = false,
  ready = true,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const form = useId();
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button type="submit" form={form} kind={kind} busy={busy} disabled={!ready}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog may be opened from inside a form: React would let that one be sent as well.
          event.stopPropagation();
          if (ready) onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
