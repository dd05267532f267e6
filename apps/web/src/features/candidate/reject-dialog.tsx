"use client";

import type { CandidateKind } from "@yardlet/core/candidate";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";

/** When a rejected one comes back, by kind; the others when something else would be written. */
const COMES_BACK: Partial<Record<CandidateKind, string>> = {
  gap: "It comes back only when three more intents run into it, or another repo asks.",
  duplicate: "The pair comes back only when one of the two texts changes enough.",
  draft: "Its text is remembered, so that it does not come back by itself.",
  proposal: "Its text is remembered, so that no run brings it back by itself.",
};

interface RejectDialogProps {
  title: string;
  kind?: CandidateKind;
  busy: boolean;
  /** What the server said against it. */
  error: string | undefined;
  onReject(reason: string): void;
  onClose(): void;
}

/** A rejection is remembered with its reason. */
export function RejectDialog({ title, kind, busy, error, onReject, onClose }: RejectDialogProps) {
  const back = (kind && COMES_BACK[kind]) ?? "It comes back only when something else would be written.";
  return (
    <ReasonDialog
      title={`Reject: ${title}`}
      action="Reject"
      keep="Keep it open"
      kind="danger"
      hint={`${back} Those who come after you read why.`}
      busy={busy}
      error={error}
      onDo={onReject}
      onClose={onClose}
    />
  );
}
