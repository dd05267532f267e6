import type { Api } from "@/trpc/options.ts";
import { PART } from "./parts.ts";
import type { CompareState } from "./search-params.ts";

/** How many rows and repos show before somebody asks for all. */
export const SOME = { limit: 60, columns: 8, filled: PART.rows };
/** All rows; cells of the first part alone come with them. */
const ALL = { limit: 500, columns: PART.columns, filled: PART.rows };

/** How much of the matrix comes with its rows. */
export function filledOf({ all }: Pick<CompareState, "all">): { rows: number; columns: number } {
  const { filled, columns } = all ? ALL : SOME;
  return { rows: filled, columns };
}

/** The comparison under its filters; the same on the server and in the browser. */
export function compareOptions(trpc: Api, state: CompareState) {
  const { mode, q, tier, kind, repo, state: place, skills, sort, reverse, all } = state;
  const named = skills?.split(",").filter((name) => name.includes("/")) ?? [];
  return trpc.score.compare.queryOptions({
    mode: mode === "workers" ? "score" : mode,
    sort,
    reverse,
    ...(all ? ALL : SOME),
    ...(q ? { search: q } : {}),
    ...(tier ? { tier } : {}),
    ...(kind && mode === "score" ? { kind } : {}),
    ...(place && mode === "score" ? { state: place } : {}),
    ...(repo ? { repos: [repo] } : {}),
    ...(named.length > 0 ? { skills: named } : {}),
  });
}

/** A part of the matrix: some versions, by their ids, in some repos. */
export function cellsOptions(trpc: Api, { mode, kind }: CompareState, part: { versions: string[]; repos: string[] }) {
  return trpc.score.cells.queryOptions({
    mode: mode === "uplift" ? "uplift" : "score",
    ...part,
    ...(kind && mode === "score" ? { kind } : {}),
  });
}

/** Who does which kind of work how well, under the page's filters. */
export function workersOptions(trpc: Api, { q, repo }: Pick<CompareState, "q" | "repo">) {
  return trpc.score.workers.queryOptions({ ...(q ? { search: q } : {}), ...(repo ? { repo } : {}) });
}

/** The same of what counts for one version. */
export function skillWorkersOptions(trpc: Api, skill: { home: string; name: string; version: number }) {
  return trpc.score.workers.queryOptions({ skill });
}

/** The row that a key names; undefined for what is no key. */
export function readCompareKey(key: string): { home: string; name: string; version: number } | undefined {
  const [, home, name, version] = /^([^/]+)\/([^/@]+)@([1-9]\d{0,5})$/.exec(key) ?? [];
  return home && name && version ? { home, name, version: Number(version) } : undefined;
}
