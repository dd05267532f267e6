"use client";

import { useMutation } from "@tanstack/react-query";
import type { PendingPlan } from "@yardlet/services";
import { useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { CopyCommand } from "@/ui/copy.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { saveText } from "@/ui/save-text.ts";
import { toast } from "@/ui/toast.tsx";

const STATES = {
  waiting: "a job writes it now",
  proposed: "waits for a person",
  delivered: "on its branch, to be merged",
  refused: "refused",
  rejected: "rejected",
  applied: "applied",
  superseded: "superseded",
} as const satisfies Record<PendingPlan["state"], string>;

/** The newest change that is not in the repo yet, and its patch where somebody has to take it. */
export function PendingPlanFacts({ pending, slug }: { pending: PendingPlan; slug: string }) {
  return (
    <div className="stack under">
      <Facts>
        <Fact label="Last change">
          {pending.hasPatch
            ? "a patch is ready"
            : pending.lost
              ? "its branch is gone, and was not merged"
              : STATES[pending.state]}
        </Fact>
      </Facts>
      {pending.note && pending.state !== "refused" && !pending.lost ? <p className="t3 cap">{pending.note}.</p> : null}
      {pending.hasPatch ? <PatchDownload planId={pending.planId} slug={slug} /> : null}
    </div>
  );
}

function PatchDownload({ planId, slug }: { planId: string; slug: string }) {
  const api = useTRPCClient();
  const name = `${slug}.patch`;
  const download = useMutation({
    mutationFn: () => api.equip.patch.query({ planId }),
    onSuccess: ({ patch }) => {
      if (patch === null) toast({ text: "The patch is gone; sync the repo to plan again", tone: "bad" });
      else saveText(name, patch, "text/x-patch");
    },
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
  });
  return (
    <>
      <Button busy={download.isPending} onClick={() => download.mutate()}>
        Download the patch
      </Button>
      <CopyCommand command={`git am ${name}`} />
    </>
  );
}
