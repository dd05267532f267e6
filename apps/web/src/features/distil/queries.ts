import { parseSkillKey } from "@/features/skill/queries.ts";
import type { Api } from "@/trpc/options.ts";
import type { DistilScope } from "./use-distil.ts";

export interface ScopeFilters {
  repo: string | null;
  /** Home and name with a slash between. */
  skill: string | null;
}

/** What the URL asks for; a repo goes before a skill. Undefined where it asks for nothing. */
export function scopeOf({ repo, skill }: ScopeFilters): DistilScope | undefined {
  if (repo !== null) return { repo };
  return skill === null ? undefined : parseSkillKey(skill);
}

/** Lessons under their filters, by recurrence; the same on the server and in the browser. */
export function lessonListOptions(trpc: Api, filters: ScopeFilters & { state: "archived" | null }) {
  const scope = scopeOf(filters);
  return trpc.distil.lessons.queryOptions({
    archived: filters.state === "archived",
    ...(scope ? { scope } : {}),
  });
}

const NEWEST = 100;

export function distillationListOptions(trpc: Api, { repo }: { repo: string | null }) {
  return trpc.distil.list.queryOptions({ limit: NEWEST, ...(repo ? { repo } : {}) });
}

/** The rows of the ledger, newest first. */
export function ledgerOptions(trpc: Api, filters: ScopeFilters) {
  const scope = scopeOf(filters);
  return trpc.distil.ledger.queryOptions(scope ? { scope } : {});
}
