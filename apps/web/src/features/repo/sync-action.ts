"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { toast } from "@/ui/toast.tsx";

/** Asks a worker to read the repo now. */
export function useSync(slug: string): { sync(): void; isPending: boolean } {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mutation = useMutation({
    ...trpc.repo.sync.mutationOptions(),
    onSuccess: () => toast({ text: `Reading ${slug}` }),
    onError: (error) => toast({ text: errorOf(error).message, tone: "bad" }),
    onSettled: () => queries.invalidateQueries(trpc.repo.get.queryFilter({ slug })),
  });
  return { sync: () => mutation.mutate({ slug }), isPending: mutation.isPending };
}
