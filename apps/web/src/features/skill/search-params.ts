import type { SkillSort } from "@yardlet/services";
import { createLoader, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { TIER_NAMES } from "./words.ts";

const SORTS = ["name", "equipped", "behind", "tier", "updated"] as const satisfies readonly SkillSort[];

/** The list of skills as it stands in the URL. */
export const SKILL_LIST = {
  q: parseAsString.withDefault(""),
  tier: parseAsStringLiteral(TIER_NAMES),
  preset: parseAsString,
  home: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault("name"),
  reverse: parseAsBoolean.withDefault(false),
  /** The skill in the side panel: `<home>/<name>`. */
  peek: parseAsString,
};

export const loadSkillList = createLoader(SKILL_LIST);
export const skillListHref = createSerializer(SKILL_LIST);

const TABS = ["text", "files", "versions", "repos", "checks"] as const;
export type SkillTab = (typeof TABS)[number];

export const loadSkillTab = createLoader({
  tab: parseAsStringLiteral(TABS).withDefault("text"),
  file: parseAsString.withDefault("SKILL.md"),
});
