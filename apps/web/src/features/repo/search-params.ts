import type { RepoSort } from "@yardlet/services";
import { oneOf, urlState } from "@/url/state.ts";

const SORTS = ["name", "synced", "equipped", "behind", "suggested", "gaps"] as const satisfies readonly RepoSort[];

/** The list of repos as it stands in the URL. */
export const REPO_LIST = urlState((get) => ({
  q: get("q") ?? "",
  preset: get("preset"),
  sort: oneOf(SORTS, get("sort")) ?? "name",
  reverse: get("reverse") === "true",
  /** The repo in the side panel. */
  peek: get("peek"),
}));

const TABS = ["skills", "activity", "settings"] as const;
export type RepoTab = (typeof TABS)[number];

export const REPO_PAGE = urlState((get) => ({ tab: oneOf(TABS, get("tab")) ?? "skills" }));
