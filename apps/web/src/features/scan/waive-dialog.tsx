"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { WeighedFinding } from "@yardlet/services";
import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { SelectField } from "@/ui/field.tsx";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { toast } from "@/ui/toast.tsx";

/** A version of a skill, or what a candidate of the scan is about. */
export type ScannedText = { home: string; name: string; version: number } | { candidate: string };

const DAYS = [30, 90, 180, 365];

/** Asks why a finding is meant well, where, and until when. */
export function WaiveDialog({
  finding: { rule, file, line, excerpt },
  of,
  onClose,
}: {
  finding: WeighedFinding;
  of: ScannedText;
  onClose: () => void;
}) {
  const [days, setDays] = useState(90);
  const [anywhere, setAnywhere] = useState(false);
  const api = useTRPCClient();
  const place = anywhere ? null : { file, excerpt };
  const waive = useWaiving((reason) => api.skill.waive.mutate({ of, rule, place, days, reason }), {
    done: `Waived: ${rule}, for ${days} days`,
    onClose,
  });
  return (
    <ReasonDialog
      title={`Waive ${rule}`}
      action="Waive"
      lead={
        <>
          <p>
            It no longer keeps this text out, until the day you choose. Another text of the skill is looked at anew.
          </p>
          <p className="quote">
            <UntrustedText text={excerpt} />
          </p>
        </>
      }
      busy={waive.isPending}
      error={waive.error ? errorOf(waive.error).message : undefined}
      onClose={onClose}
      onDo={(reason) => waive.mutate(reason)}
    >
      <SelectField
        label="Where"
        value={anywhere ? "text" : "place"}
        onChange={(event) => setAnywhere(event.target.value === "text")}
      >
        <option value="place">
          only at {file}:{line}
        </option>
        <option value="text">wherever the rule finds something in this text</option>
      </SelectField>
      <SelectField label="For" value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {DAYS.map((count) => (
          <option key={count} value={count}>
            {count} days
          </option>
        ))}
      </SelectField>
    </ReasonDialog>
  );
}

/** Asks why a waiver is taken back. */
export function LiftDialog({ id, where, onClose }: { id: string; where: string; onClose: () => void }) {
  const api = useTRPCClient();
  const lift = useWaiving((reason) => api.skill.liftWaiver.mutate({ id, reason }), {
    done: `Taken back: ${where} counts again`,
    onClose,
  });
  return (
    <ReasonDialog
      title="Take the waiver back"
      action="Take back"
      lead={<p>{where} counts again from now on. What lies in repos already stays there.</p>}
      busy={lift.isPending}
      error={lift.error ? errorOf(lift.error).message : undefined}
      onClose={onClose}
      onDo={(reason) => lift.mutate(reason)}
    />
  );
}

function useWaiving(mutationFn: (reason: string) => Promise<unknown>, { done, onClose }: Done) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      toast({ text: done });
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.skill.pathFilter()),
        queries.invalidateQueries(trpc.candidate.pathFilter()),
      ]),
  });
}

interface Done {
  done: string;
  onClose: () => void;
}
