"use client";

import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import type { CandidateList, CandidateWithChanges } from "@yardlet/services";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import type { ApiClient } from "@/trpc/options.ts";
import { toast } from "@/ui/toast.tsx";
import { canTakeBack, type Decided } from "./can-take-back.ts";
import type { Choice } from "./decided-words.ts";
import { refusedWords } from "./refused-words.ts";

/** A decision being made. What is asked for in a dialog stays there until the server has taken all of it: then `onDone`. */
interface Deciding extends Decided {
  onDone?: () => void;
}

/** How each of them ended; `error` is what the server said against it. */
interface Outcome {
  candidate: CandidateWithChanges;
  error?: string;
}

/** Accepts, rejects and snoozes candidates. An accepted one leaves the pages at once and comes back when the server says no. */
export function useDecide() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const [last, setLast] = useState<Decided>();
  // Nobody waits for the pages to be fetched again: the next decision may come at once.
  const refresh = () => {
    void queries.invalidateQueries(trpc.overview.get.queryFilter());
    for (const part of [trpc.candidate, trpc.repo, trpc.skill, trpc.audit])
      void queries.invalidateQueries(part.pathFilter());
  };
  const back = useMutation({
    mutationFn: async (decided: Decided) => (await import("./take-back.ts")).takeBack(api, decided),
    onSuccess: (text) => toast({ text }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const undo = (decision: Decided) => {
    setLast(undefined);
    back.mutate(decision);
  };
  const hide = (candidates: readonly CandidateWithChanges[]) => {
    const gone = new Set(candidates.map(({ id }) => id));
    const stays = ({ id }: CandidateWithChanges) => !gone.has(id);
    hideIn(trpc.overview.get.pathFilter().queryKey, (data: { candidates: CandidateWithChanges[] }) => ({
      ...data,
      candidates: data.candidates.filter(stays),
    }));
    hideIn(trpc.candidate.list.pathFilter().queryKey, (data: CandidateList) => {
      const left = data.candidates.filter(stays);
      return { ...data, candidates: left, total: data.total - (data.candidates.length - left.length) };
    });
    hideIn(trpc.repo.get.pathFilter().queryKey, (data: { candidate: CandidateWithChanges | null }) =>
      data.candidate && gone.has(data.candidate.id) ? { ...data, candidate: null } : data,
    );
  };
  const decide = useMutation({
    mutationFn: ({ candidates, choice }: Deciding) => eachInTurn(candidates, (one) => sendChoice(api, one, choice)),
    onMutate: ({ candidates, choice }) => {
      if (choice.kind === "accept") hide(candidates);
    },
    onSuccess: (outcomes, { choice, onDone }) => {
      const done = outcomes.flatMap(({ candidate, error }) => (error === undefined ? [candidate] : []));
      const refused = refusedWords(outcomes);
      if (choice.kind === "accept") for (const text of refused) toast({ text, tone: "bad" });
      if (refused.length === 0) onDone?.();
      if (done.length === 0) return;
      hide(done);
      const decision = { candidates: done, choice };
      const undoable = canTakeBack(decision);
      setLast(undoable ? decision : undefined);
      // What is said is fetched with the first decision; the next one does not wait for it.
      void import("./decided-words.ts").then(({ decidedWords }) =>
        toast({ text: decidedWords(decision), ...(undoable ? { undo: () => undo(decision) } : {}) }),
      );
    },
    onSettled: refresh,
  });
  const reopen = useMutation({
    mutationFn: ({ id }: Pick<CandidateWithChanges, "id">) =>
      api.candidate.reopen.mutate({ id, reason: "brought back before its time" }),
    onSuccess: () => toast({ text: "It waits for a decision again" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const busy = decide.isPending || back.isPending || reopen.isPending;
  return {
    decide: decide.mutate,
    reopen: reopen.mutate,
    busy,
    /** What the server said against what was asked for in a dialog; `forget` once that is closed. */
    refused:
      decide.data && decide.variables.choice.kind !== "accept"
        ? refusedWords(decide.data).join("; ") || undefined
        : undefined,
    forget: decide.reset,
    /** Takes the last decision of this page back; undefined when there is none. */
    undoLast: last && !busy ? () => undo(last) : undefined,
  };

  function hideIn<T>(queryKey: QueryKey, change: (data: T) => T): void {
    queries.setQueriesData<T>({ queryKey }, (data) => (data === undefined ? data : change(data)));
  }
}

async function eachInTurn(
  candidates: readonly CandidateWithChanges[],
  send: (candidate: CandidateWithChanges) => Promise<unknown>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const candidate of candidates) {
    const error = await send(candidate).then(
      () => undefined,
      (refused: unknown) => errorOf(refused).message,
    );
    outcomes.push({ candidate, ...(error === undefined ? {} : { error }) });
  }
  return outcomes;
}

/** Of a text exactly the one that was seen is accepted. */
function sendChoice(api: ApiClient, { id, draft }: CandidateWithChanges, choice: Choice): Promise<unknown> {
  switch (choice.kind) {
    case "accept":
      return api.candidate.accept.mutate({ id, ...(draft ? { contentHash: draft.contentHash } : {}) });
    case "reject":
      return api.candidate.reject.mutate({ id, reason: choice.reason });
    case "snooze":
      return api.candidate.snooze.mutate({ id, reason: choice.reason, ...choice.snooze });
  }
}
