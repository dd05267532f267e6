"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ResultPhase } from "@yardlet/core/run";
import type { Producer } from "@yardlet/services";
import { missingWords } from "@/features/run/missing-words.ts";
import { runHref } from "@/features/run/place.ts";
import { ProducerName } from "@/features/run/producer-columns.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { toast } from "@/ui/toast.tsx";

const LEADS = {
  strict: "From now on a run without a well-formed SkillResult is refused: its sender gets every problem listed.",
  compat: "From now on a run without a well-formed SkillResult is wrapped, and its sender warned.",
} as const satisfies Record<ResultPhase, string>;

interface ResultPhaseDialogProps {
  slug: string;
  phase: ResultPhase;
  /** Who keeps the repo from turning strict. */
  wrapped: readonly Producer[];
  onClose: () => void;
}

/** Asks why a repo changes its phase; or says who has to return a SkillResult before it can turn strict. */
export function ResultPhaseDialog({ slug, phase, wrapped, onClose }: ResultPhaseDialogProps) {
  const { set, isPending, error } = useResultPhase(slug, onClose);
  if (phase === "strict" && wrapped.length > 0) return <StillWrapped {...{ slug, wrapped, onClose }} />;
  return (
    <ReasonDialog
      title={`Turn ${slug} ${phase}`}
      action={`Turn ${phase}`}
      lead={<p>{LEADS[phase]}</p>}
      busy={isPending}
      error={error ? errorOf(error).message : undefined}
      onClose={onClose}
      onDo={(reason) => set({ phase, reason })}
    />
  );
}

/** A refusal asks again who is in the way, so that the dialog lists them. */
function useResultPhase(slug: string, onDone: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (change: { phase: ResultPhase; reason: string }) =>
      api.repo.setResultPhase.mutate({ repo: slug, ...change }),
    onSuccess: (_answer, { phase, reason }) => {
      const back = phase === "strict" ? "compat" : "strict";
      toast({ text: `${slug} is ${phase}`, undo: () => mutation.mutate({ phase: back, reason }) });
      onDone();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.repo.pathFilter()),
        queries.invalidateQueries(trpc.run.producers.pathFilter()),
      ]),
  });
  return { set: mutation.mutate, isPending: mutation.isPending, error: mutation.error };
}

function StillWrapped({ slug, wrapped, onClose }: Omit<ResultPhaseDialogProps, "phase">) {
  return (
    <Dialog
      title={`${slug} can’t turn strict yet`}
      wide
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="form">
        <p className="t2">
          Runs of {formatCount(wrapped.length, "producer")} had to be wrapped in the last 14 days, and would be refused.
          Let each return a SkillResult with every run. A producer leaves this list 14 days after the last run that was
          wrapped, or once its wrapped runs are sent again with one.
        </p>
        <ul className="names-list">
          {wrapped.map((producer) => (
            <li key={JSON.stringify([producer.keyId, producer.agent])}>
              <div>
                <ProducerName producer={producer} />
                <p className="sub">
                  {producer.wrapped} of {formatCount(producer.runs, "run")} wrapped
                  {producer.example ? `, lacks ${missingWords(producer.example.missing)}` : null}
                </p>
              </div>
              {producer.example ? (
                <Link className="link" href={runHref({ repo: slug, runId: producer.example.runId })}>
                  Example
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
