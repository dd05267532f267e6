"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CandidateWithChanges } from "@yardlet/services";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { useKey } from "@/ui/keys.ts";
import { Note } from "@/ui/note.tsx";
import { toast } from "@/ui/toast.tsx";

interface StaleBaseProps {
  candidate: CandidateWithChanges;
  /** The version that the text was written for, and the one in force. */
  base: number;
  now: number | null;
}

/** The skill has moved on since the text was written: it cannot be accepted as it is, and is written anew by a click. */
export function StaleBase({ candidate, base, now }: StaleBaseProps) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const mayRefresh = useMay("candidate.decide");
  const refresh = useMutation({
    mutationFn: () => api.distil.refresh.mutate({ candidate: candidate.id }),
    onSuccess: ({ draftId }) =>
      toast({
        text:
          draftId === null
            ? `v${now ?? base} says so already: nothing waits any more`
            : `The same lessons, written into v${now ?? base}`,
      }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () =>
      Promise.all([trpc.candidate, trpc.draft].map((part) => queries.invalidateQueries(part.pathFilter()))),
  });
  useKey("b", "Bring up to date", () => refresh.mutate(), mayRefresh && !refresh.isPending);
  return (
    <div className="banners">
      <Note tone="warn">
        v{now} came into force since: this text was written for v{base} and would take that change back. Accepting it is
        refused.
      </Note>
      {mayRefresh ? (
        <div className="row">
          <Button keys={["b"]} busy={refresh.isPending} onClick={() => refresh.mutate()}>
            Bring up to date
          </Button>
        </div>
      ) : null}
    </div>
  );
}
