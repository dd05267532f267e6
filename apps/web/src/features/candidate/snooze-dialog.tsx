"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/ui/field.tsx";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { dayAhead, MOST_DAYS, MOST_INTENTS, readDay, readIntents, snoozeDays, type Snooze } from "./snooze.ts";

const CHOICES = {
  day: { label: "a day", days: 1 },
  week: { label: "a week", days: 7 },
  month: { label: "30 days", days: 30 },
  longest: { label: "90 days", days: MOST_DAYS },
  date: { label: "until a date", days: undefined },
  intents: { label: "until more intents have ended", days: undefined },
} as const;
type Choice = keyof typeof CHOICES;
const CHOICE_NAMES = ["day", "week", "month", "longest", "date", "intents"] as const satisfies readonly Choice[];

interface SnoozeDialogProps {
  title: string;
  busy: boolean;
  /** What the server said against it. */
  error: string | undefined;
  onSnooze(snooze: Snooze, reason: string): void;
  onClose(): void;
}

/** Puts a decision out of sight for a while; it comes back by itself. */
export function SnoozeDialog({ title, busy, error, onSnooze, onClose }: SnoozeDialogProps) {
  const [now] = useState(Date.now);
  const [choice, setChoice] = useState<Choice>("week");
  const [day, setDay] = useState(() => dayAhead(14, now));
  const [intents, setIntents] = useState("5");
  const [fault, setFault] = useState<string>();
  const chosen = (): Snooze | undefined => {
    const { days } = CHOICES[choice];
    if (days !== undefined) return snoozeDays(days, now);
    if (choice === "date") {
      const until = readDay(day);
      return until && { until };
    }
    const count = readIntents(intents);
    return count === undefined ? undefined : { intents: count };
  };
  return (
    <ReasonDialog
      title={`Snooze: ${title}`}
      action="Snooze"
      lead={<p>It is out of sight until then, for everybody, and comes back by itself.</p>}
      hint="Those who miss it read why."
      busy={busy}
      error={error}
      onClose={onClose}
      onDo={(reason) => {
        const snooze = chosen();
        if (snooze) onSnooze(snooze, reason);
        else setFault(choice === "date" ? "Choose a day." : `Choose a number from 1 to ${MOST_INTENTS}.`);
      }}
    >
      <SelectField
        label="For"
        name="for"
        value={choice}
        onChange={(event) => {
          setFault(undefined);
          setChoice(CHOICE_NAMES.find((name) => name === event.target.value) ?? "week");
        }}
      >
        {CHOICE_NAMES.map((name) => (
          <option key={name} value={name}>
            {CHOICES[name].label}
          </option>
        ))}
      </SelectField>
      {choice === "date" ? (
        <TextField
          label="Until"
          name="until"
          type="date"
          min={dayAhead(1, now)}
          max={dayAhead(MOST_DAYS, now)}
          hint={`At most ${MOST_DAYS} days ahead.`}
          error={fault}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      ) : null}
      {choice === "intents" ? (
        <TextField
          label="More intents"
          name="intents"
          inputMode="numeric"
          hint="Counted from now: intents whose tasks end in its repo, or with its skill."
          error={fault}
          value={intents}
          onChange={(event) => setIntents(event.target.value)}
        />
      ) : null}
    </ReasonDialog>
  );
}
