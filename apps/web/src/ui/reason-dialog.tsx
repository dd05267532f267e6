"use client";

import { useState, type ReactNode } from "react";
import { TextField } from "./field.tsx";
import { FormDialog } from "./form-dialog.tsx";

interface ReasonDialogProps {
  title: string;
  /** What happens, and where; the title may say it all. */
  lead?: ReactNode;
  action: string;
  /** The way out. */
  keep?: string;
  kind?: "primary" | "danger";
  hint?: string;
  busy?: boolean;
  wide?: boolean;
  /** What the server found fault with; the reason stays typed. */
  error?: string | undefined;
  onDo(reason: string): void;
  onClose(): void;
  /** Fields besides the reason. */
  children?: ReactNode;
}

/** Asks why before something is done that others will ask about. */
export function ReasonDialog({
  title,
  lead,
  action,
  keep = "Cancel",
  kind = "primary",
  hint = "Those who come after you read why.",
  busy = false,
  wide = false,
  error,
  onDo,
  onClose,
  children,
}: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const given = reason.trim();
  return (
    <FormDialog
      title={title}
      action={action}
      keep={keep}
      kind={kind}
      busy={busy}
      wide={wide}
      ready={given !== ""}
      onSubmit={() => onDo(given)}
      onClose={onClose}
    >
      {lead ? <div className="t2 stack">{lead}</div> : null}
      <TextField
        label="Reason"
        name="reason"
        maxLength={500}
        required
        autoFocus
        hint={hint}
        error={error}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {children}
    </FormDialog>
  );
}
