"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** A thing done to a skill: what is sent, what is said, and what takes it back. */
export interface SkillAction {
  send: () => Promise<unknown>;
  done: string;
  undo?: SkillAction;
}

/** Does things to one skill; pages are fetched again, and what can be taken back is offered to be. */
function useSkillAction(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.skill.pathFilter()),
      queries.invalidateQueries(trpc.version.pathFilter()),
      queries.invalidateQueries(trpc.audit.pathFilter()),
      queries.invalidateQueries(trpc.candidate.pathFilter()),
    ]);
  const back = useMutation({
    mutationFn: ({ send }: SkillAction) => send(),
    onSuccess: (_answer, { done }) => toast({ text: done }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: refresh,
  });
  const action = useMutation({
    mutationFn: ({ send }: SkillAction) => send(),
    onSuccess: (_answer, { done, undo }) => {
      toast({ text: done, ...(undo ? { undo: () => back.mutate(undo) } : {}) });
      onDone();
    },
    onSettled: refresh,
  });
  return {
    act: action.mutate,
    busy: action.isPending,
    error: action.error ? errorOf(action.error).message : undefined,
  };
}

/** What a person may do about a skill and its versions, each with its reason; `onDone` once the server has taken it. */
export function useSkillActions({ home, name }: { home: string; name: string }, onDone: () => void) {
  const api = useTRPCClient();
  const { act, busy, error } = useSkillAction(onDone);
  const named = { home, name };
  const taken = "taken back at once";
  const deprecation = (reason: string, replacedBy: string | null): SkillAction => ({
    send: () => api.skill.deprecate.mutate({ ...named, reason, ...(replacedBy === null ? {} : { replacedBy }) }),
    done: `Deprecated ${name}: it is offered no more, and stays where it lies`,
  });
  const restoring = (reason: string): SkillAction => ({
    send: () => api.skill.restore.mutate({ ...named, reason }),
    done: `Restored ${name}`,
  });
  const pinning = (reason: string): SkillAction => ({
    send: () => api.skill.pin.mutate({ ...named, reason }),
    done: `Pinned ${name}: it is not pruned by itself`,
  });
  const unpinning = (reason: string): SkillAction => ({
    send: () => api.skill.unpin.mutate({ ...named, reason }),
    done: `Unpinned ${name}: the policy decides on it again`,
  });
  return {
    busy,
    error,
    deprecate: (reason: string, replacedBy: string | null) =>
      act({ ...deprecation(reason, replacedBy), undo: restoring(taken) }),
    restore: (reason: string) => act(restoring(reason)),
    pin: (reason: string) => act({ ...pinning(reason), undo: unpinning(taken) }),
    unpin: (reason: string) => act({ ...unpinning(reason), undo: pinning(taken) }),
    promote: (reason: string) =>
      act({
        send: () => api.skill.promote.mutate({ ...named, reason }),
        done: `${name} waits in the inbox, to become the library’s`,
      }),
    withdraw: (change: string, reason: string) =>
      act({
        send: () => api.version.withdraw.mutate({ ...named, change, reason }),
        done: `Given up; the text is kept among what was not written of ${name}`,
      }),
    rollBack: (to: number, base: number, reason: string) =>
      act({
        send: () => api.version.rollBack.mutate({ ...named, to, base, reason }),
        done: `Rolling ${name} back to v${to}; it is in force once it is committed`,
      }),
  };
}
