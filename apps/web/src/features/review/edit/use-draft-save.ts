"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { Draft } from "@/features/version/editor/draft.ts";
import { keepDraft } from "@/features/version/editor/kept-draft.ts";
import { toEdit } from "@/features/version/editor/rebase.ts";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";
import { reviewHref } from "../search-params.ts";

/** Saves the work as another draft, then shows it where it is decided. When the server says no, all that was typed stays. */
export function useDraftSave(seen: { candidate: string; base: string; name: string; keptAs: string }, draft: Draft) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const { candidate, base, name, keptAs } = seen;
  const save = useMutation({
    mutationFn: () => api.draft.edit.mutate({ candidate, base, edit: toEdit(draft) }),
    onSuccess: () => {
      keepDraft(localStorage, keptAs, undefined);
      toast({ text: `Saved the draft of ${name}; accept it when it is right` });
      void queries.invalidateQueries(trpc.candidate.list.pathFilter());
      router.push(reviewHref(candidate));
    },
  });
  return {
    save: () => save.mutate(),
    /** Saved stays busy: the page is about to go. */
    busy: save.isPending || save.isSuccess,
    message: save.error ? errorOf(save.error).message : undefined,
  };
}
