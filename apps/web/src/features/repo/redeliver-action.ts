"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** Puts a plan whose branch is gone on its way once more, and says so. */
export function useRedeliver(slug: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mutation = useMutation({
    ...trpc.equip.redeliver.mutationOptions(),
    onSuccess: () => toast({ text: "A job puts it on its branch again" }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.repo.get.queryFilter({ slug })),
  });
  return { redeliver: mutation.mutate, busy: mutation.isPending };
}
