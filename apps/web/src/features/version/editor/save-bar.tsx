"use client";

import type { ReactNode } from "react";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";

interface SaveBarProps {
  /** What a save makes of it, on the button. */
  action: string;
  /** Why it cannot be saved now; undefined when it can. */
  held: string | undefined;
  busy: boolean;
  onSave: () => void;
  onDiscard: (() => void) | undefined;
  /** What is said beside the buttons: the reason of the change, or what keeps it from being saved. */
  children: ReactNode;
}

/** Saves what was typed, or gives it up. */
export function SaveBar({ action, held, busy, onSave, onDiscard, children }: SaveBarProps) {
  return (
    <form
      className="acts-bar"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <div className="row end">
        {onDiscard ? (
          <Button kind="quiet" onClick={onDiscard}>
            Discard
          </Button>
        ) : null}
        <Button type="submit" kind="primary" keys={["⌘S"]} busy={busy} disabled={held !== undefined}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface ReasonFieldProps {
  reason: string;
  onReason: (reason: string) => void;
  hint: string | undefined;
  /** What the server found fault with. */
  error: string | undefined;
}

/** Why a version is made; it stands beside it for good. */
export function ReasonField({ reason, onReason, hint, error }: ReasonFieldProps) {
  return (
    <TextField
      label="Reason"
      name="reason"
      maxLength={500}
      placeholder="What the change is for"
      hint={hint ?? "It stands beside the version for good."}
      error={error}
      value={reason}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
