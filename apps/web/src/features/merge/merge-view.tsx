"use client";

import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Resolution } from "@yardlet/core/version";
import type { MergeTarget, OpenedMerge } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { DiffFiles } from "@/features/version/diff/diff-files.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { SelectField, TextField } from "@/ui/field.tsx";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { toast } from "@/ui/toast.tsx";
import { standing, type Answers } from "./answers.ts";
import { MergeConflicts } from "./merge-conflicts.tsx";
import type { SideNames } from "./words.ts";

/** A fork and the library's version in force put together, conflict by conflict. */
export function MergeView({ repo, name }: { repo: string; name: string }) {
  const trpc = useTRPC();
  const { data: merge } = useSuspenseQuery(trpc.drift.openMerge.queryOptions({ repo, name }));
  const [answers, setAnswers] = useState<Answers>(new Map());
  const [target, setTarget] = useState<MergeTarget>("repo");
  const [reason, setReason] = useState("");
  const { save, busy, message } = useSaveMerge({ repo, name }, merge);
  const names: SideNames = {
    base: `before both (v${merge.base.number})`,
    mine: `${repo}’s`,
    theirs: "the library’s",
  };
  return (
    <>
      <PageHead
        title={`Merge ${repo}’s ${name} with the library`}
        lead={
          <>
            {repo}’s v{merge.mine.number} by <UntrustedText text={merge.mine.author} />, and the library’s v
            {merge.theirs.number} by <UntrustedText text={merge.theirs.author} />:{" "}
            <UntrustedText text={merge.theirs.reason} />. Both come from the library’s v{merge.base.number}.
          </>
        }
      />
      {message === undefined ? null : <Note tone="bad">{message}.</Note>}
      <MergeConflicts
        conflicts={merge.conflicts}
        names={names}
        busy={busy}
        action="Save the merge"
        missing={reason.trim() === "" ? "Say why, for those who come after you." : undefined}
        onAnswers={setAnswers}
        onDone={(answered) => save({ resolutions: answered, target, reason: reason.trim() })}
      >
        <SelectField
          label="Becomes"
          name="target"
          value={target}
          onChange={(event) => setTarget(event.target.value === "library" ? "library" : "repo")}
        >
          <option value="repo">{repo}’s next version</option>
          <option value="library">the library’s next version</option>
        </SelectField>
        <TextField
          label="Reason"
          name="reason"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </MergeConflicts>
      <Result named={{ repo, name }} merge={merge} resolutions={standing(answers, merge.conflicts)} target={target} />
    </>
  );
}

/** What the merge changes where it is going to be written, once no conflict is open. */
function Result({
  named,
  merge,
  resolutions,
  target,
}: {
  named: { repo: string; name: string };
  merge: OpenedMerge;
  resolutions: Resolution[];
  target: MergeTarget;
}) {
  const api = useTRPCClient();
  const answered = resolutions.length === merge.conflicts.length;
  const tried = useQuery({
    queryKey: ["drift.tryMerge", named, merge.mine.number, merge.theirs.number, resolutions],
    queryFn: () => api.drift.tryMerge.mutate({ ...named, resolutions }),
    enabled: answered && merge.conflicts.length > 0,
    gcTime: 0,
  });
  const changes = merge.conflicts.length === 0 ? merge.changes : (tried.data?.changes ?? null);
  const where = target === "repo" ? `${named.repo}’s v${merge.mine.number}` : `the library’s v${merge.theirs.number}`;
  return (
    <Section title="Result" note={`what it changes in ${where}`}>
      {!answered ? (
        <p className="t3">It shows once every conflict has an answer.</p>
      ) : changes === null ? (
        <NotTogether tried={tried} />
      ) : (
        <DiffFiles files={target === "repo" ? changes.mine : changes.theirs} look="unified" />
      )}
    </Section>
  );
}

/** Why there is no result yet: the server puts it together, or could not. */
function NotTogether({ tried: { error, refetch } }: { tried: { error: unknown; refetch: () => unknown } }) {
  if (!error) return <p className="t3">Putting it together…</p>;
  return <QueryError error={error} onRetry={() => refetch()} />;
}

function useSaveMerge(named: { repo: string; name: string }, { base, mine, theirs }: OpenedMerge) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const save = useMutation({
    mutationFn: (merged: { resolutions: Resolution[]; target: MergeTarget; reason: string }) =>
      api.drift.saveMerge.mutate({
        ...named,
        ...merged,
        base: { base: base.number, mine: mine.number, theirs: theirs.number },
      }),
    onSuccess: (saved, { target }) => {
      toast({ text: `Merged ${named.name} into v${saved.version}; it is in force once it is committed` });
      router.push(`/skills/${target === "repo" ? named.repo : "library"}/${named.name}?tab=versions`);
    },
    onError: () => queries.invalidateQueries(trpc.drift.openMerge.pathFilter()),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.skill.pathFilter()),
        queries.invalidateQueries(trpc.version.pathFilter()),
      ]),
  });
  return {
    save: save.mutate,
    busy: save.isPending || save.isSuccess,
    message: save.error ? errorOf(save.error).message : undefined,
  };
}
