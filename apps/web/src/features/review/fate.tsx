"use client";

import { useQuery } from "@tanstack/react-query";
import type { CandidateWithChanges } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { When } from "@/ui/time.tsx";

const STATES = {
  accepted: "This was accepted",
  rejected: "This was rejected",
  superseded: "This is out of date",
  open: "This waits, and the filter hides it",
} as const satisfies Record<CandidateWithChanges["state"], string>;

/** What became of a candidate that is not in the list: a link to it may be older than the decision. */
export function Fate({ id, onShow }: { id: string; onShow: () => void }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.candidate.get.queryOptions({ id }));
  const mayRead = useMay("audit.read");
  const it = found.data;
  const action = <Button onClick={onShow}>Show what waits</Button>;
  if (!it) {
    return (
      <EmptyState title={found.isPending ? "Looking for it" : "There is no such decision"} action={action}>
        {found.isPending ? "One moment." : "The link may be cut off."}
      </EmptyState>
    );
  }
  const asleep = it.state === "open" && (it.snoozedUntil !== null || it.snoozedIntents !== null);
  return (
    <EmptyState title={asleep ? "This is snoozed" : STATES[it.state]} action={action}>
      <UntrustedText text={it.title} />.{" "}
      {it.decidedAt ? (
        <>
          By {it.decidedBy ?? "nobody"}, <When at={it.decidedAt} />: <UntrustedText text={it.decisionReason ?? ""} />.{" "}
          {mayRead ? "The audit log has what followed." : ""}
        </>
      ) : null}
    </EmptyState>
  );
}
