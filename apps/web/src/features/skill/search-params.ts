import type { SkillSort } from "@yardlet/services";
import { listState } from "@/url/list-state.ts";
import { oneOf, urlState } from "@/url/state.ts";
import { STATE_NAMES, TIER_NAMES, USAGE_NAMES } from "./words.ts";

const SORTS = [
  "look",
  "score",
  "intents",
  "name",
  "equipped",
  "behind",
  "tier",
  "updated",
] as const satisfies readonly SkillSort[];

/** The list of skills as it stands in the URL; `peek` is `<home>/<name>`. */
export const SKILL_LIST = listState((get) => ({
  q: get("q") ?? "",
  tier: oneOf(TIER_NAMES, get("tier")),
  preset: get("preset"),
  home: get("home"),
  /** Without one: what is there, deprecated skills among it. */
  state: oneOf(STATE_NAMES, get("state")),
  /** Used like that in some repo. */
  usage: oneOf(USAGE_NAMES, get("usage")),
  sort: oneOf(SORTS, get("sort")) ?? "look",
}));

const TABS = ["score", "text", "files", "versions", "repos", "checks"] as const;
export type SkillTab = (typeof TABS)[number];

export const SKILL_PAGE = urlState((get) => ({
  tab: oneOf(TABS, get("tab")) ?? "score",
  file: get("file") ?? "SKILL.md",
  /** The number whose score shows; null is the version in force. */
  version: get("version"),
  /** The receipt that is open. */
  receipt: get("receipt"),
}));
