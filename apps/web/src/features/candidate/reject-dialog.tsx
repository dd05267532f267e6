"use client";

import { useId, useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextField } from "@/ui/field.tsx";

interface RejectDialogProps {
  title: string;
  onReject(reason: string): void;
  onClose(): void;
}

/** A rejection is remembered with its reason. */
export function RejectDialog({ title, onReject, onClose }: RejectDialogProps) {
  const form = useId();
  const [reason, setReason] = useState("");
  const given = reason.trim();
  return (
    <Dialog
      title={`Reject: ${title}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep it open</Button>
          <Button type="submit" form={form} kind="danger" disabled={given === ""}>
            Reject
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== "") onReject(given);
        }}
      >
        <TextField
          label="Reason"
          name="reason"
          maxLength={500}
          required
          autoFocus
          hint="It comes back only when something else would be written. Those who come after you read why."
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
