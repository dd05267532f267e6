"use client";

import { useState } from "react";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { SelectField } from "@/ui/field.tsx";

/** How long a candidate may be put away, in days. */
const SPANS = [
  { days: 1, label: "a day" },
  { days: 7, label: "a week" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
] as const;

interface SnoozeDialogProps {
  title: string;
  onSnooze(days: number, reason: string): void;
  onClose(): void;
}

/** Puts a decision out of sight for a while; it comes back by itself. */
export function SnoozeDialog({ title, onSnooze, onClose }: SnoozeDialogProps) {
  const [days, setDays] = useState<number>(7);
  return (
    <ReasonDialog
      title={`Snooze: ${title}`}
      action="Snooze"
      lead={<p>It is out of sight until then, for everybody, and comes back as it is now.</p>}
      hint="Those who miss it read why."
      onClose={onClose}
      onDo={(reason) => onSnooze(days, reason)}
    >
      <SelectField label="For" name="days" value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {SPANS.map((span) => (
          <option key={span.days} value={span.days}>
            {span.label}
          </option>
        ))}
      </SelectField>
    </ReasonDialog>
  );
}
