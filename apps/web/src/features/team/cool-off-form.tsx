"use client";

import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { errorOf, fieldError } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { toast } from "@/ui/toast.tsx";
import { useTeamSettings } from "./use-team-settings.ts";

const EXPECTED = "A whole number of hours from 0 to 720 is expected";

function hoursOf(text: string): number | undefined {
  const hours = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return hours <= 720 ? hours : undefined;
}

function refusal(error: unknown): string | undefined {
  return error ? (fieldError(error, "coolOffHours") ?? errorOf(error).message) : undefined;
}

/** How long evidence cools off before Yardlet prunes by itself. */
export function CoolOffForm() {
  const { settings, update } = useTeamSettings();
  const mayConfigure = useMay("team.configure");
  const [text, setText] = useState(String(settings.coolOffHours));
  const hours = hoursOf(text);
  return (
    <form
      className="form narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (hours === undefined) return;
        update.mutate(
          { coolOffHours: hours },
          { onSuccess: () => toast({ text: `Evidence cools off for ${hours} hours now` }) },
        );
      }}
    >
      <TextField
        label="Cool-off in hours"
        name="coolOffHours"
        inputMode="numeric"
        required
        disabled={!mayConfigure}
        value={text}
        hint="Evidence that is younger does not prune by itself; a person may decide at once"
        error={hours === undefined ? EXPECTED : refusal(update.error)}
        onChange={(event) => setText(event.target.value)}
      />
      {mayConfigure ? (
        <div className="row">
          <Button
            type="submit"
            busy={update.isPending}
            disabled={hours === undefined || hours === settings.coolOffHours}
          >
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}
