"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CandidateWithChanges } from "@yardlet/services";
import { doing } from "@/features/equip/words.ts";
import { acceptanceOf } from "./subject.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { formatCount } from "@/ui/format.ts";
import { toast } from "@/ui/toast.tsx";

/** The longest snooze is refused a moment too late: some seconds less than whole days. */
const DAY_MS = 86_400_000 - 1_000;

/** Accepts, rejects and snoozes candidates. A decided one leaves the pages at once and comes back when the server says no. */
export function useDecide() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.overview.get.queryFilter()),
      queries.invalidateQueries(trpc.candidate.pathFilter()),
      queries.invalidateQueries(trpc.repo.pathFilter()),
      queries.invalidateQueries(trpc.skill.pathFilter()),
    ]);
  const hide = ({ id, repoSlug }: CandidateWithChanges) => {
    const overviewKey = trpc.overview.get.queryKey();
    const repoKey = trpc.repo.get.queryKey({ slug: repoSlug ?? "" });
    const overview = queries.getQueryData(overviewKey);
    const repo = queries.getQueryData(repoKey);
    if (overview)
      queries.setQueryData(overviewKey, {
        ...overview,
        candidates: overview.candidates.filter((one) => one.id !== id),
      });
    if (repo) queries.setQueryData(repoKey, { ...repo, candidate: null });
    return () => {
      if (overview) queries.setQueryData(overviewKey, overview);
      if (repo) queries.setQueryData(repoKey, repo);
    };
  };
  const show = (takeBack: (() => void) | undefined, error: unknown) => {
    takeBack?.();
    toast({ text: errorOf(error).message, tone: "bad" });
  };
  const remove = useMutation({
    mutationFn: ({ slug, names }: { slug: string; names: string[] }) =>
      api.equip.unequip.mutate({ slug, names, reason: "accepting was undone" }),
    onSuccess: (_request, { slug, names }) =>
      toast({ text: `Removing ${formatCount(names.length, "skill")} from ${slug}; vetoed until lifted` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const accept = useMutation({
    mutationFn: ({ id }: CandidateWithChanges) => api.candidate.accept.mutate({ id }),
    onMutate: hide,
    onSuccess: (_answer, candidate) => {
      const names = addedBy(candidate);
      const slug = candidate.repoSlug;
      const undo = slug !== null && names.length > 0 && candidate.delivery !== "none";
      toast({ text: acceptedText(candidate), ...(undo ? { undo: () => remove.mutate({ slug, names }) } : {}) });
    },
    onError: (error, _candidate, takeBack) => show(takeBack, error),
    onSettled: refresh,
  });
  const reject = useMutation({
    mutationFn: ({ candidate: { id }, reason }: { candidate: CandidateWithChanges; reason: string }) =>
      api.candidate.reject.mutate({ id, reason }),
    onMutate: ({ candidate }) => hide(candidate),
    onSuccess: (_answer, { candidate }) => toast({ text: `Rejected: ${candidate.title}${inRepo(candidate)}` }),
    onError: (error, _input, takeBack) => show(takeBack, error),
    onSettled: refresh,
  });
  const reopen = useMutation({
    mutationFn: ({ id }: Pick<CandidateWithChanges, "id">) =>
      api.candidate.reopen.mutate({ id, reason: "snoozing was undone" }),
    onSuccess: () => toast({ text: "It waits for a decision again" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const snooze = useMutation({
    mutationFn: ({
      candidate: { id },
      days,
      reason,
    }: {
      candidate: CandidateWithChanges;
      days: number;
      reason: string;
    }) => api.candidate.snooze.mutate({ id, until: new Date(Date.now() + days * DAY_MS), reason }),
    onMutate: ({ candidate }) => hide(candidate),
    onSuccess: (_answer, { candidate, days }) =>
      toast({
        text: `Out of sight for ${formatCount(days, "day")}: ${candidate.title}${inRepo(candidate)}`,
        undo: () => reopen.mutate(candidate),
      }),
    onError: (error, _input, takeBack) => show(takeBack, error),
    onSettled: refresh,
  });
  return {
    accept: accept.mutate,
    reject: reject.mutate,
    snooze: snooze.mutate,
    reopen: reopen.mutate,
    busy: accept.isPending || reject.isPending || snooze.isPending || reopen.isPending,
  };
}

function addedBy({ changes }: CandidateWithChanges): string[] {
  return changes.filter((change) => change.action === "add").map((change) => change.skill);
}

function acceptedText(candidate: CandidateWithChanges): string {
  const { repoSlug, delivery, changes, title } = candidate;
  const acceptance = acceptanceOf(candidate);
  if (acceptance) return delivery === null ? acceptance.done : doing(acceptance.done, delivery);
  if (repoSlug === null || delivery === null) return `Accepted: ${title}`;
  return doing(`Equipping ${formatCount(changes.length, "skill")} in ${repoSlug}`, delivery);
}

function inRepo({ repoSlug }: CandidateWithChanges): string {
  return repoSlug === null ? "" : ` in ${repoSlug}`;
}
