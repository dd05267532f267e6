"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { toast } from "@/ui/toast.tsx";

/** What a distillation reads: the packets of one repo, or of one skill over all repos. */
export type DistilScope = { repo: string } | { home: string; name: string };

/** Asks a worker to distil, then shows how that goes. One that waits already is joined. */
export function useDistil() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (scope: DistilScope) => api.distil.start.mutate(scope),
    onSuccess: async ({ distillationId }, scope) => {
      toast({ text: `Distilling what happened ${"repo" in scope ? `in ${scope.repo}` : `with ${scope.name}`}` });
      await Promise.all([
        queries.invalidateQueries(trpc.distil.pathFilter()),
        queries.invalidateQueries(trpc.job.list.pathFilter()),
      ]);
      router.push(`/lessons/distillations/${distillationId}`);
    },
  });
}
