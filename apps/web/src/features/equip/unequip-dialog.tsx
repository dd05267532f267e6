"use client";

import { useId, useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextField } from "@/ui/field.tsx";

interface UnequipDialogProps {
  skill: string;
  repo: string;
  edited: boolean;
  onUnequip(reason: string): void;
  onClose(): void;
}

/** Removing is remembered, so it asks why; an answer is welcome and not needed. */
export function UnequipDialog({ skill, repo, edited, onUnequip, onClose }: UnequipDialogProps) {
  const form = useId();
  const [reason, setReason] = useState("");
  return (
    <Dialog
      title={`Unequip ${skill}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" form={form} kind="danger">
            Unequip
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          onUnequip(reason.trim());
        }}
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
      </form>
    </Dialog>
  );
}
