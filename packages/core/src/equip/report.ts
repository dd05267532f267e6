import * as z from "zod";
import { Detection } from "../classify/types.ts";
import { ErrorCode } from "../error.ts";
import { Tier } from "../library/types.ts";
import { Finding, Sha256 } from "../skill/types.ts";
import { EquipPlan, Why } from "./types.ts";

/**
 * A skill that lies in `.agents/skills/`. `hash` is its content hash. An empty `why` and no version mark a folder that Yardlet
 * did not place.
 */
export const EquippedSkill = z.strictObject({
  name: z.string(),
  version: z.number().int().positive().nullable(),
  hash: Sha256,
  why: z.array(Why),
});
export type EquippedSkill = z.infer<typeof EquippedSkill>;

/** A skill of the library that may be equipped by name, whether it is equipped or not. */
export const AvailableSkill = z.strictObject({
  name: z.string(),
  tier: Tier,
  presets: z.array(z.string()),
  description: z.string(),
});
export type AvailableSkill = z.infer<typeof AvailableSkill>;

/** What is asked for and lies nowhere. Without preset and skill: nothing was detected. */
export const GapLine = z.strictObject({ preset: z.string().optional(), skill: z.string().optional(), why: z.string() });
export type GapLine = z.infer<typeof GapLine>;

/** `yardlet skill list --json`. `repo` is the root folder; every list is in order of its names. */
export const SkillListReport = z.strictObject({
  repo: z.string(),
  detected: z.array(Detection),
  equipped: z.array(EquippedSkill),
  available: z.array(AvailableSkill),
  suggested: z.array(z.string()),
  gaps: z.array(GapLine),
});
export type SkillListReport = z.infer<typeof SkillListReport>;

/** `yardlet skill suggest --json`: `suggested` is wanted − equipped, `plan` is what `equip` without names would do. */
export const SkillSuggestReport = z.strictObject({
  repo: z.string(),
  suggested: z.array(z.string()),
  likely: z.array(z.strictObject({ preset: z.string(), skills: z.array(z.string()) })),
  plan: EquipPlan,
  gaps: z.array(GapLine),
});
export type SkillSuggestReport = z.infer<typeof SkillSuggestReport>;

/** `yardlet skill equip --json` and `unequip --json`. `commit` is null when there was nothing to write. */
export const SkillChangeReport = z.strictObject({
  repo: z.string(),
  commit: z.string().nullable(),
  plan: EquipPlan,
  linked: z.array(z.strictObject({ path: z.string(), target: z.string() })),
  notes: z.array(z.string()),
});
export type SkillChangeReport = z.infer<typeof SkillChangeReport>;

/** `yardlet skill validate --json`, in order of path: the SKILL.md relative to the current folder. `ok` is "no error". */
export const SkillValidateReport = z.strictObject({
  results: z.array(z.strictObject({ path: z.string(), ok: z.boolean(), findings: z.array(Finding) })),
});
export type SkillValidateReport = z.infer<typeof SkillValidateReport>;

/** What any command prints with `--json` when it says no. */
export const ErrorReport = z.strictObject({
  error: z.strictObject({
    code: z.union([ErrorCode, z.literal("usage"), z.literal("internal")]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});
export type ErrorReport = z.infer<typeof ErrorReport>;
