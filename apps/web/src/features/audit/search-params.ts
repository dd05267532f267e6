import type { ActorKind } from "@yardlet/core/audit";
import { listState } from "@/url/list-state.ts";
import { oneOf } from "@/url/state.ts";

const ACTORS = ["person", "key", "worker", "setup"] as const satisfies readonly ActorKind[];

/** The first word of an action: what it was done to. */
export const GROUPS = [
  "skill",
  "repo",
  "candidate",
  "distil",
  "score",
  "rollout",
  "run",
  "tombstone",
  "library",
  "policy",
  "job",
  "team",
  "key",
  "view",
  "webhook",
  "credential",
  "audit",
] as const;

/** The audit log, as its list stands in the URL; `since` and `until` are days of UTC, both included. */
export const AUDIT_LIST = listState((get) => ({
  q: get("q") ?? "",
  who: get("who"),
  actor: oneOf(ACTORS, get("actor")),
  group: oneOf(GROUPS, get("group")),
  repo: get("repo"),
  since: dayOf(get("since")),
  until: dayOf(get("until")),
}));

function dayOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
