"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { CredentialTrial } from "@yardlet/core/credential";
import type { CredentialView } from "@yardlet/services";
import { useState } from "react";
import { isOver } from "@/features/job/words.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { TextField } from "@/ui/field.tsx";
import { FormDialog } from "@/ui/form-dialog.tsx";
import { TrialLine } from "./trial-line.tsx";

/** Asks a worker whether the host lets the credential in, and shows what it said. */
export function TryDialog({ credential, onClose }: { credential: CredentialView; onClose: () => void }) {
  const trpc = useTRPC();
  const { id, host, kind, repos, trial: last } = credential;
  const [url, setUrl] = useState(last?.url ?? repos[0]?.location ?? "");
  const start = useMutation(trpc.credential.try.mutationOptions());
  const tried = useQuery(
    trpc.credential.trial.queryOptions(
      { trialId: start.data?.trialId ?? "" },
      {
        enabled: start.data !== undefined,
        staleTime: 0,
        refetchInterval: (query) => (query.state.data && isEnded(query.state.data) ? false : 5_000),
      },
    ),
  );
  const running =
    start.isPending || (start.data !== undefined && !tried.isError && !(tried.data && isEnded(tried.data)));
  return (
    <FormDialog
      title={`Try the credential for ${host}`}
      action={tried.data && !running ? "Try again" : "Try it"}
      keep="Close"
      busy={running}
      onSubmit={() => start.mutate({ id, url })}
      onClose={onClose}
    >
      <TextField
        label="A repository there"
        name="trialUrl"
        inputMode="url"
        placeholder={kind === "password" ? `https://${host}/team/repo.git` : `ssh://git@${host}/team/repo.git`}
        hint="A worker asks for its branches, and fetches nothing."
        required
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        value={url}
        error={start.error ? errorOf(start.error).message : undefined}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div aria-live="polite">
        {running ? (
          <p className="hint">{tried.data?.job.state === "running" ? "Asking the host" : "Waits for a worker"}</p>
        ) : null}
        {tried.error ? <p className="hint bad">{errorOf(tried.error).message}</p> : null}
        {tried.data && !running ? <TrialLine trial={tried.data.trial} /> : null}
      </div>
    </FormDialog>
  );
}

function isEnded({ trial, job }: { trial: CredentialTrial; job: { state: Parameters<typeof isOver>[0] } }): boolean {
  return trial.endedAt !== null || isOver(job.state);
}
