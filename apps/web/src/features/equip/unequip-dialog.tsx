"use client";

import { useState } from "react";
import { TextField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";

interface UnequipDialogProps {
  skill: string;
  repo: string;
  edited: boolean;
  onUnequip(reason: string): void;
  onClose(): void;
}

/** Removing is remembered, so it asks why; an answer is welcome and not needed. */
export function UnequipDialog({ skill, repo, edited, onUnequip, onClose }: UnequipDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={`Unequip ${skill}`}
      action="Unequip"
      keep="Keep it"
      kind="danger"
      onSubmit={() => onUnequip(reason.trim())}
      onClose={onClose}
    >
      <p className="t2">
        Yardlet removes it from {repo} and does not bring it back until the veto is lifted.{" "}
        {edited ? "The lines edited by hand stay in the repo's history." : "Its content stays in the library."}
      </p>
      <TextField
        label="Reason"
        name="reason"
        maxLength={500}
        autoFocus
        hint="Optional: for those who ask later why it is gone."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
