import type { RepoState } from "@yardlet/core/repo";
import type { RepoSort } from "@yardlet/services";
import { USAGE_NAMES } from "@/features/skill/words.ts";
import { listState } from "@/url/list-state.ts";
import { oneOf, urlState } from "@/url/state.ts";

const SORTS = ["name", "synced", "equipped", "behind", "suggested", "gaps"] as const satisfies readonly RepoSort[];

/** How the last sync of a repo went. */
export const REPO_STATES = ["new", "ready", "error"] as const satisfies readonly RepoState[];

/** The list of repos as it stands in the URL; `peek` is a slug. */
export const REPO_LIST = listState((get) => ({
  q: get("q") ?? "",
  preset: get("preset"),
  state: oneOf(REPO_STATES, get("state")) ?? null,
  sort: oneOf(SORTS, get("sort")) ?? "name",
}));

const TABS = ["skills", "runs", "activity", "settings"] as const;
export type RepoTab = (typeof TABS)[number];

export const REPO_PAGE = urlState((get) => ({
  tab: oneOf(TABS, get("tab")) ?? "skills",
  /** Of the equipped skills only those that are used like that here. */
  usage: oneOf(USAGE_NAMES, get("usage")),
}));

/** What was done to one repo, as its list stands in the URL. */
export const REPO_ACTIVITY = listState(() => ({}));
