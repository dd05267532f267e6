import * as z from "zod";
import { SkillName } from "../skill/names.ts";
import { Sha256 } from "../skill/types.ts";

/** Why a skill is wanted: a preset that names it, or an explicit pick. */
export const Why = z.string().regex(/^(pick|preset:[a-z0-9]+(-[a-z0-9]+)*)$/, 'a why is "pick" or "preset:<name>"');
export type Why = z.infer<typeof Why>;

/** A skill the repo should carry, in the library's current version. `why` is sorted and never empty. */
export interface Wanted {
  name: string;
  version: number;
  contentHash: string;
  treeHash: string;
  description: string;
  why: Why[];
}

/** What the manifest says Yardlet placed under one name. `hash` is the content hash. */
export const ManifestEntry = z.strictObject({
  version: z.number().int().positive(),
  hash: Sha256,
  tree_hash: Sha256,
  origin: z.enum(["library", "repo"]),
  library_commit: z.string().optional(),
  why: z.array(Why),
});
export type ManifestEntry = z.infer<typeof ManifestEntry>;

/** `.agents/skills/.yardlet.json`. A folder that is not listed here is the user's and is never touched. */
export const Manifest = z.strictObject({
  schema: z.literal("yardlet.manifest/1"),
  skills: z.record(SkillName, ManifestEntry),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * A skill folder as it lies in `.agents/skills/` at the commit. `entry` is its line in the manifest, absent for the user's
 * own folders. Hashes are absent when no file lies there: with an entry, somebody removed the folder by hand.
 */
export interface Placed {
  name: string;
  entry: ManifestEntry | undefined;
  treeHash: string | undefined;
  contentHash: string | undefined;
  description: string;
}

/**
 * A skill in a folder that Yardlet only reads, such as `.claude/skills`; it suppresses gaps and duplicates.
 * A link into `.agents/skills/` is not a find: it is the placed skill itself.
 */
export interface Found {
  name: string;
  path: string;
  description: string;
  /** Of what could be read; absent for a folder that is over a limit, leads out of itself, or was seen before hashes were kept. */
  contentHash?: string;
  treeHash?: string;
  /** What its metadata says, if anything. */
  version?: number;
}

export const PlanAction = z.enum(["add", "update", "keep", "remove", "conflict", "veto", "gap"]);
export type PlanAction = z.infer<typeof PlanAction>;

/** One line of a plan, with its reason in words. `suggest` marks a removal that is only suggested, never executed by itself. */
export const PlanEntry = z.strictObject({
  action: PlanAction,
  skill: z.string(),
  version: z.number().int().positive().optional(),
  fromVersion: z.number().int().positive().optional(),
  why: z.array(Why),
  reason: z.string(),
  suggested: z.boolean(),
  /** The tree hash of what lay there when a skill at home in the repo was planned on, null for nothing: else it is refused. */
  expect: Sha256.nullable().optional(),
  /** The library's version that a merge has taken in. */
  merges: z.number().int().positive().optional(),
});
export type PlanEntry = z.infer<typeof PlanEntry>;

/** What equipping would do, shown before it is done. Entries are in order of action, then skill. */
export const EquipPlan = z.strictObject({ entries: z.array(PlanEntry) });
export type EquipPlan = z.infer<typeof EquipPlan>;
