import type { Usage } from "@yardlet/core/equip";
import type { Tier } from "@yardlet/core/library";
import type { SkillSource, SkillState, VersionOrigin } from "@yardlet/core/skill";
import type { WaitingChange } from "@yardlet/services";
import type { Tone } from "@/ui/tag.tsx";

/** How a skill comes into a repo, by its tier. */
export const TIERS = {
  core: { word: "core", sentence: "every repo gets it" },
  preset: { word: "preset", sentence: "repos get it by their presets" },
  opt_in: { word: "opt-in", sentence: "only a pick equips it" },
  internal: { word: "internal", sentence: "the library’s own, never equipped" },
} as const satisfies Record<Tier, { word: string; sentence: string }>;

export const TIER_NAMES = ["core", "preset", "opt_in", "internal"] as const satisfies readonly Tier[];

export const SOURCES = {
  library: "the library",
  learned: "learned from runs",
  created: "created here",
} as const satisfies Record<SkillSource, string>;

export const ORIGINS = {
  initial: "first version",
  edited: "edited",
  distilled: "distilled",
  merged: "merged",
  restored: "restored",
} as const satisfies Record<VersionOrigin, string>;

/** What a change that is being written is called. */
export const CHANGE_KINDS = {
  create: { title: "A new skill" },
  edit: { title: "An edit" },
  merge: { title: "A merge" },
  "roll-back": { title: "A roll back" },
} as const satisfies Record<WaitingChange["kind"], { title: string }>;

/** Changes that hold a text somebody wrote. */
export const GO_ON_FROM: ReadonlySet<WaitingChange["kind"]> = new Set(["edit", "merge"]);

/** How a skill is used where it lies, worst first. */
export const USAGES = {
  cut_off: { word: "cut off", tone: "warn", sentence: "the listing budget ends before it: an agent does not see it" },
  misfiring: { word: "misfiring", tone: "bad", sentence: "runs that used it failed, more than others" },
  silent: { word: "silent", tone: "warn", sentence: "nobody used it, in runs that would have said so" },
  used: { word: "used", tone: undefined, sentence: "runs used it" },
  unknown: { word: "unknown", tone: undefined, sentence: "no run says whether it is used" },
} as const satisfies Record<Usage, { word: string; tone: Tone | undefined; sentence: string }>;

export const USAGE_NAMES = ["cut_off", "misfiring", "silent", "used", "unknown"] as const satisfies readonly Usage[];

/** What is the matter with the use of a skill: worth a filter of its own. */
export const TROUBLES = ["cut_off", "misfiring", "silent"] as const satisfies readonly Usage[];

export const STATE_WORDS = {
  active: "in use",
  deprecated: "deprecated",
  pruned: "pruned",
} as const satisfies Record<SkillState, string>;

export const STATE_NAMES = ["active", "deprecated", "pruned"] as const satisfies readonly SkillState[];
