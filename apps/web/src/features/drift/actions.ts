"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DriftRow } from "@yardlet/services";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** What may become of a copy that differs from the library. */
export type DriftChoice = "take" | "keep" | "propose";

interface Chosen {
  row: DriftRow;
  choice: DriftChoice;
  reason: string;
}

/** Carries out what a person decided about a copy, and says so; `onDone` once the server has taken it. */
export function useDriftChoice(onDone: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.drift.pathFilter()),
      queries.invalidateQueries(trpc.skill.pathFilter()),
      queries.invalidateQueries(trpc.repo.pathFilter()),
    ]);
  const reopen = useMutation({
    mutationFn: ({ repo, name, latest, drift }: DriftRow) =>
      api.drift.reopen.mutate({
        repo,
        name,
        base: latest ?? 1,
        from: drift.state === "forked" ? drift.from : 1,
        reason: "keeping was undone",
      }),
    onSuccess: () => toast({ text: "It asks again what becomes of the fork" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const choose = useMutation({
    mutationFn: ({ row: { repo, name, latest }, choice, reason }: Chosen): Promise<unknown> => {
      const named = { repo, name, reason };
      if (choice === "propose") return api.drift.propose.mutate(named);
      const seen = { ...named, latest: latest ?? 1 };
      return choice === "take" ? api.drift.takeLibrary.mutate(seen) : api.drift.keepMine.mutate(seen);
    },
    onSuccess: (_answer, { row, choice }) => {
      toast({ text: DONE[choice](row), ...(choice === "keep" ? { undo: () => reopen.mutate(row) } : {}) });
      onDone();
    },
    onSettled: refresh,
  });
  return {
    choose: choose.mutate,
    busy: choose.isPending,
    error: choose.error ? errorOf(choose.error).message : undefined,
  };
}

const DONE = {
  take: ({ repo, name, latest }) => `Taking the library’s v${latest} of ${name} in ${repo}`,
  keep: ({ repo, name, latest }) => `Kept ${repo}’s ${name}; it asks again when the library moves on from v${latest}`,
  propose: ({ repo, name }) => `Proposed ${repo}’s ${name} to the library; it waits for a decision`,
} as const satisfies Record<DriftChoice, (row: DriftRow) => string>;

/** What a person may do about a copy now. */
export function choicesOf({ drift, latest, own, asks, pending }: DriftRow): DriftChoice[] {
  if (isOnItsWay(pending) || latest === null) return [];
  if (drift.state === "behind") return drift.touched ? ["take"] : [];
  if (drift.state === "forked")
    return own === null ? ["take"] : asks ? ["take", "keep", "propose"] : ["take", "propose"];
  return [];
}

/** A fork can be merged once it is registered and the library has moved on. */
export function canMerge({ drift, own, asks, pending }: DriftRow): boolean {
  return drift.state === "forked" && own !== null && asks && !isOnItsWay(pending);
}

/** A proposal waits for a person, and nobody writes what has stopped; all else is being written, or waits for a merge. */
function isOnItsWay(pending: DriftRow["pending"]): boolean {
  return pending !== null && pending.state !== "proposed" && !pending.stopped;
}
