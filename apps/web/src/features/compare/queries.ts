import type { Api } from "@/trpc/options.ts";
import type { CompareState } from "./search-params.ts";

/** How many rows and repos show before somebody asks for all. */
export const SOME = { limit: 60, columns: 8 };
const ALL = { limit: 500, columns: 500 };

/** The comparison under its filters; the same on the server and in the browser. */
export function compareOptions(trpc: Api, state: CompareState) {
  const { mode, q, tier, kind, repo, skills, sort, reverse, all } = state;
  const named = skills?.split(",").filter((name) => name.includes("/")) ?? [];
  return trpc.score.compare.queryOptions({
    mode,
    sort,
    reverse,
    ...(all ? ALL : SOME),
    ...(q ? { search: q } : {}),
    ...(tier ? { tier } : {}),
    ...(kind && mode === "score" ? { kind } : {}),
    ...(repo ? { repos: [repo] } : {}),
    ...(named.length > 0 ? { skills: named } : {}),
  });
}

/** The row that a key names; undefined for what is no key. */
export function readCompareKey(key: string): { home: string; name: string; version: number } | undefined {
  const [, home, name, version] = /^([^/]+)\/([^/@]+)@([1-9]\d{0,5})$/.exec(key) ?? [];
  return home && name && version ? { home, name, version: Number(version) } : undefined;
}
