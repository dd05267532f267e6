"use client";

import { useQuery } from "@tanstack/react-query";
import { Trends } from "@/features/score/trends.tsx";
import { useTRPC } from "@/trpc/client.ts";

/** How work in one repo went, week by week; nothing while no task has ended. */
export function RepoTrends({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data: trend } = useQuery(trpc.score.trend.queryOptions({ repo: slug }));
  return trend ? <Trends trend={trend} /> : null;
}
