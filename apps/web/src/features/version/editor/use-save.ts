"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SavedVersion } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";
import type { Draft } from "./draft.ts";
import { keepDraft } from "./kept-draft.ts";
import { toEdit } from "./rebase.ts";

/** Saves the draft that is kept under `key` as the next version, then shows the versions. When the server says no, all that was typed stays. */
export function useSave(named: { home: string; name: string }, key: string, draft: Draft) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const { home, name } = named;
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.skill.pathFilter()),
      queries.invalidateQueries(trpc.version.pathFilter()),
      queries.invalidateQueries(trpc.edit.pathFilter()),
    ]);
  const save = useMutation({
    mutationFn: () =>
      api.version.save.mutate({ ...named, base: draft.base, edit: toEdit(draft), reason: draft.reason.trim() }),
    onSuccess: async (saved) => {
      keepDraft(localStorage, key, undefined);
      toast({ text: savedWords(name, saved) });
      await refresh();
      router.push(`/skills/${home}/${name}?tab=versions`);
    },
    onError: refresh,
  });
  return {
    save: () => save.mutate(),
    /** Saved stays busy: the page is about to go. */
    busy: save.isPending || save.isSuccess,
    message: save.error ? errorOf(save.error).message : undefined,
  };
}

function savedWords(name: string, { version, isNew }: SavedVersion): string {
  return isNew
    ? `Saved ${name} v${version}; it is in force once it is committed`
    : `That is what ${name} v${version} says: it comes back into force once it is committed`;
}
