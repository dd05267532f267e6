"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RepoUpdate, UpdateSelection } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { DELIVERIES, nameList } from "@/features/equip/words.ts";
import { ReasonDialog } from "@/ui/reason-dialog.tsx";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount } from "@/ui/format.ts";
import { updateWords } from "./words.ts";

/** What would be updated where, reviewed before it starts; the page of the rollout shows how it goes. */
export function UpdateDialog({ selection, onClose }: { selection: UpdateSelection; onClose: () => void }) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const preview = useQuery(trpc.rollout.preview.queryOptions(selection));
  const start = useMutation({
    mutationFn: (reason: string) =>
      api.rollout.start.mutate({ ...selection, digest: preview.data?.digest ?? "", reason }),
    onSuccess: ({ rolloutId }) => router.push(`/rollouts/${rolloutId}`),
    onError: () => queries.invalidateQueries(trpc.rollout.preview.pathFilter()),
  });
  const { repos = [], skills = 0, commits = 0 } = preview.data ?? {};
  return (
    <ReasonDialog
      wide
      title="Update all behind"
      action={commits === 0 ? "Update" : `Update in ${formatCount(commits, "repo")}`}
      busy={start.isPending || start.isSuccess || !preview.data || skills === 0}
      error={start.error ? errorOf(start.error).message : undefined}
      hint="One change a repo; those who look at it there read why."
      lead={
        preview.isError ? (
          <p>{errorOf(preview.error).message}.</p>
        ) : !preview.data ? (
          <p>Looking what is behind…</p>
        ) : skills === 0 ? (
          <p>Nothing can be updated by itself.</p>
        ) : (
          <p>
            {formatCount(skills, "copy", "copies")} in {formatCount(commits, "repo")}, each by its delivery. Hand edits
            are left alone.
          </p>
        )
      }
      onClose={onClose}
      onDo={(reason) => start.mutate(reason)}
    >
      {repos.length > 0 ? (
        <ul className="choose review-list" tabIndex={0} aria-label="What is updated where">
          {repos.map((repo) => (
            <RepoLine key={repo.repo} update={repo} />
          ))}
        </ul>
      ) : null}
    </ReasonDialog>
  );
}

function RepoLine({ update: { repo, delivery, updates, left } }: { update: RepoUpdate }) {
  return (
    <li>
      <b>{repo}</b> <span className="t3">{DELIVERIES[delivery].word}</span>
      <p className="sm t2">{updates.length === 0 ? "nothing to write" : updateWords(updates)}</p>
      {left.length > 0 ? (
        <p className="sm t3">left: {nameList(left.map(({ skill, why }) => `${skill} (${why})`))}</p>
      ) : null}
    </li>
  );
}
