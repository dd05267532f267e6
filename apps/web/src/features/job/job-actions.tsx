"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Job } from "@yardlet/core/job";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { useKey } from "@/ui/keys.ts";
import { toast } from "@/ui/toast.tsx";
import { isOver } from "./words.ts";

/** Cancel while it runs, by `c`; try again once it failed or was cancelled. Each takes the other back. */
export function JobActions({ job }: { job: Job }) {
  const { cancel, retry } = useJobControl(job.id);
  const canCancel = useMay("job.cancel") && !isOver(job.state) && !job.cancelRequested;
  const canRetry = useMay("job.retry") && (job.state === "failed" || job.state === "cancelled");
  useKey("c", "Cancel the job", cancel.mutate, canCancel && !cancel.isPending);
  useKey("r", "Try the job again", retry.mutate, canRetry && !retry.isPending);
  return (
    <>
      {canCancel ? (
        <Button kind="danger" keys={["c"]} busy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel job
        </Button>
      ) : null}
      {canRetry ? (
        <Button keys={["r"]} busy={retry.isPending} onClick={() => retry.mutate()}>
          Try again
        </Button>
      ) : null}
    </>
  );
}

function useJobControl(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.job.get.queryFilter({ id }));
  const onError = (error: unknown) => toast({ text: errorOf(error).message, tone: "bad" });
  const cancel = useMutation({
    ...trpc.job.cancel.mutationOptions(),
    onError,
    onSettled: refresh,
    onSuccess: () => toast({ text: "Asked the job to stop", undo: () => retry.mutate({ id }) }),
  });
  const retry = useMutation({
    ...trpc.job.retry.mutationOptions(),
    onError,
    onSettled: refresh,
    onSuccess: () => toast({ text: "Queued the job again", undo: () => cancel.mutate({ id }) }),
  });
  return {
    cancel: { isPending: cancel.isPending, mutate: () => cancel.mutate({ id }) },
    retry: { isPending: retry.isPending, mutate: () => retry.mutate({ id }) },
  };
}
