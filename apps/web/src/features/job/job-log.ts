"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { JobLogLine } from "@yardlet/core/job";
import { useTRPC, useTRPCClient } from "@/trpc/client.ts";

/** How many lines one answer holds at most. */
const BATCH = 2_000;

/** A job's log; only the lines that are new are fetched again. */
export function useJobLog(id: string): JobLogLine[] {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const options = trpc.job.log.queryOptions({ id, afterSeq: 0 });
  const { data } = useSuspenseQuery({
    ...options,
    queryFn: async () => {
      let lines = queries.getQueryData(options.queryKey) ?? [];
      for (;;) {
        const more = await api.job.log.query({ id, afterSeq: lines.at(-1)?.seq ?? 0 });
        lines = [...lines, ...more];
        if (more.length < BATCH) return lines;
      }
    },
  });
  return data;
}
