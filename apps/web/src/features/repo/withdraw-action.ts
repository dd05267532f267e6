"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** Gives up a plan of one repo, and says so. */
export function useWithdraw(slug: string, onDone: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: ({ plan, reason }: { plan: string; title: string; reason: string }) =>
      api.equip.withdraw.mutate({ plan, reason }),
    onSuccess: (_answer, { title }) => {
      toast({ text: `Given up: ${title}` });
      onDone();
    },
    onSettled: () => queries.invalidateQueries(trpc.repo.get.queryFilter({ slug })),
  });
  return {
    withdraw: withdraw.mutate,
    busy: withdraw.isPending,
    error: withdraw.error ? errorOf(withdraw.error).message : undefined,
  };
}
