import type { Usage } from "@yardlet/core/equip";
import type { Tier } from "@yardlet/core/library";
import type { SkillState } from "@yardlet/core/skill";
import type { SkillListItem, SkillSort } from "@yardlet/services";
import type { Api } from "@/trpc/options.ts";

export interface SkillFilters {
  q: string;
  tier: Tier | null;
  preset: string | null;
  home: string | null;
  state: SkillState | null;
  usage: Usage | null;
  sort: SkillSort;
}

/** The list of skills under its filters; the same on the server and in the browser. */
export function skillListOptions(trpc: Api, { q, tier, preset, home, state, usage, sort }: SkillFilters) {
  return trpc.skill.list.queryOptions({
    sort,
    ...(q ? { search: q } : {}),
    ...(tier ? { tier } : {}),
    ...(preset ? { preset } : {}),
    ...(home ? { home } : {}),
    ...(state ? { state } : {}),
    ...(usage ? { usage } : {}),
  });
}

/** Names a skill in URLs and lists: its home and name. */
export function skillKey({ homeSlug, name }: Pick<SkillListItem, "homeSlug" | "name">): string {
  return `${homeSlug}/${name}`;
}

/** The home and name that a key holds; undefined for anything else. */
export function parseSkillKey(key: string): { home: string; name: string } | undefined {
  const [home, name, ...rest] = key.split("/");
  return home && name && rest.length === 0 ? { home, name } : undefined;
}

/** How the copies of one library skill stand to it, all of them. */
export function skillDriftOptions(trpc: Api, name: string) {
  return trpc.drift.list.queryOptions({ skill: name, limit: 200 });
}
