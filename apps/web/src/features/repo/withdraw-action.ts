"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** Gives up a plan of one repo, and says so. */
export function useWithdraw(slug: string): (plan: string, title: string, reason: string) => void {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ plan, reason }: { plan: string; title: string; reason: string }) =>
      api.equip.withdraw.mutate({ plan, reason }),
    onSuccess: (_answer, { title }) => toast({ text: `Given up: ${title}` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.repo.get.queryFilter({ slug })),
  });
  return (plan, title, reason) => mutate({ plan, title, reason });
}
