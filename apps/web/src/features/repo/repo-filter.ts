"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import type { Filter } from "@/ui/list/list-bar.tsx";

/** The filter of a list whose rows belong to repos. */
export function useRepoFilter(): Filter {
  const slugs = useRepoSlugs();
  return { id: "repo", label: "Repo", any: "any repo", options: slugs.map((slug) => ({ value: slug, label: slug })) };
}

/** The slugs of all repos; none until they are here. */
export function useRepoSlugs(): string[] {
  const trpc = useTRPC();
  const repos = useQuery(trpc.repo.slugs.queryOptions());
  return repos.data ?? [];
}
