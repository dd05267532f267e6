import type { RepoSort } from "@yardlet/services";
import { createLoader, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";

const SORTS = ["name", "synced", "equipped", "behind", "suggested", "gaps"] as const satisfies readonly RepoSort[];

/** The list of repos as it stands in the URL. */
export const REPO_LIST = {
  q: parseAsString.withDefault(""),
  preset: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault("name"),
  reverse: parseAsBoolean.withDefault(false),
  /** The repo in the side panel. */
  peek: parseAsString,
};

export const loadRepoList = createLoader(REPO_LIST);
export const repoListHref = createSerializer(REPO_LIST);

const TABS = ["skills", "activity", "settings"] as const;
export type RepoTab = (typeof TABS)[number];

export const loadRepoTab = createLoader({ tab: parseAsStringLiteral(TABS).withDefault("skills") });
