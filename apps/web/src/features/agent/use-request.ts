"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RequestAuthoringInput } from "@yardlet/services";
import { useRouter } from "next/navigation";
import type * as z from "zod";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";
import { toast } from "@/ui/toast.tsx";

export type Asked = z.input<typeof RequestAuthoringInput>;

/** Asks an agent to write a skill, then shows the job. When the server says no, all that was typed stays. */
export function useRequest() {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (asked: Asked) => api.agent.request.mutate(asked),
    onSuccess: async ({ jobId }, { kind }) => {
      await Promise.all([
        queries.invalidateQueries(trpc.job.list.pathFilter()),
        queries.invalidateQueries(trpc.candidate.pathFilter()),
      ]);
      toast({ text: kind === "research" ? "Asked an agent to research it" : "Asked an agent to write it" });
      router.push(`/jobs/${jobId}`);
    },
  });
}
