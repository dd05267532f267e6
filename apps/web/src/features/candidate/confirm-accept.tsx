"use client";

import type { CandidateWithChanges } from "@yardlet/services";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { capital } from "@/ui/format.ts";
import { afterAccepting } from "./after-accepting.ts";
import { acceptWord } from "./subject.ts";

interface ConfirmAcceptProps {
  title: string;
  candidates: readonly CandidateWithChanges[];
  onAccept(): void;
  onClose(): void;
}

/** Asks once before that is accepted which one click does not take back. */
export function ConfirmAccept({ title, candidates, onAccept, onClose }: ConfirmAcceptProps) {
  const after = [...new Set(candidates.flatMap((candidate) => afterAccepting(candidate) ?? []))];
  const [only] = candidates;
  const word = candidates.length === 1 && only ? acceptWord(only) : undefined;
  return (
    <ConfirmDialog
      title={`Accept: ${title}`}
      action={word === undefined ? "Accept" : capital(word)}
      keep="Cancel"
      onConfirm={onAccept}
      onClose={onClose}
    >
      {after.join(" ")}
    </ConfirmDialog>
  );
}
