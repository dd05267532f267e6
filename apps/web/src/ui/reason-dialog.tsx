"use client";

import { useId, useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";

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
  const form = useId();
  const [reason, setReason] = useState("");
  const given = reason.trim();
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button type="submit" form={form} kind={kind} busy={busy} disabled={given === ""}>
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
          if (given !== "") onDo(given);
        }}
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
      </form>
    </Dialog>
  );
}
