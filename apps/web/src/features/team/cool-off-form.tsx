"use client";

import { CoolOffHours } from "@yardlet/core/team";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { toast } from "@/ui/toast.tsx";
import { useTeamSettings } from "./use-team-settings.ts";

/** How long evidence cools off before Yardlet prunes by itself. */
export function CoolOffForm() {
  const { settings, update } = useTeamSettings();
  const mayConfigure = useMay("team.configure");
  const [text, setText] = useState(String(settings.coolOffHours));
  const hours = CoolOffHours.safeParse(text.trim() === "" ? Number.NaN : Number(text));
  return (
    <form
      className="form narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (!hours.success) return;
        update.mutate(
          { coolOffHours: hours.data },
          { onSuccess: () => toast({ text: `Evidence cools off for ${hours.data} hours now` }) },
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
        error={hours.success ? undefined : "A whole number of hours from 0 to 720 is expected"}
        onChange={(event) => setText(event.target.value)}
      />
      {mayConfigure ? (
        <div className="row">
          <Button
            type="submit"
            busy={update.isPending}
            disabled={!hours.success || hours.data === settings.coolOffHours}
          >
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}
