"use client";

import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";

interface SaveBarProps {
  reason: string;
  onReason: (reason: string) => void;
  /** Why it cannot be saved now; undefined when it can. */
  held: string | undefined;
  /** What the server found fault with. */
  error: string | undefined;
  busy: boolean;
  version: number;
  onSave: () => void;
  onDiscard: (() => void) | undefined;
}

/** Why, and save: the number it becomes stands on the button. */
export function SaveBar({ reason, onReason, held, error, busy, version, onSave, onDiscard }: SaveBarProps) {
  return (
    <form
      className="acts-bar"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <TextField
        label="Reason"
        name="reason"
        maxLength={500}
        placeholder="What the change is for"
        hint={held ?? "It stands beside the version for good."}
        error={error}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
      <div className="row end">
        {onDiscard ? (
          <Button kind="quiet" onClick={onDiscard}>
            Discard
          </Button>
        ) : null}
        <Button type="submit" kind="primary" keys={["⌘S"]} busy={busy} disabled={held !== undefined}>
          Save as v{version}
        </Button>
      </div>
    </form>
  );
}
