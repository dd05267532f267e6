import * as z from "zod";
import { Why } from "../equip/types.ts";
import { FileMode, Finding, Sha256, SkillState, VersionOrigin } from "../skill/types.ts";
import { SkillName } from "../skill/names.ts";
import { FileDiffLine } from "./command-report.ts";

const Count = z.int().min(0);
const VersionNumber = z.int().min(1);
const Time = z.iso.datetime();

/** A file with its content: as text where its bytes are UTF-8, else in base64. */
export const SkillFileAnswer = z.strictObject({
  path: z.string(),
  mode: FileMode,
  encoding: z.enum(["utf-8", "base64"]),
  content: z.string(),
});
export type SkillFileAnswer = z.infer<typeof SkillFileAnswer>;

const VersionAnswer = z.strictObject({
  version: VersionNumber,
  parent: VersionNumber.nullable().meta({ description: "The version it was made from" }),
  origin: VersionOrigin,
  author: z.string(),
  reason: z.string(),
  at: Time,
  commit: z.string().nullable(),
  hash: Sha256.meta({ description: "Content hash: identity of the prose" }),
  tree_hash: Sha256.meta({ description: "Of the bytes as stored" }),
  in_force: z.boolean(),
});

/** `GET /skills/{home}/{name}/versions`, newest first. */
export const SkillVersionsAnswer = z.strictObject({
  home: z.string(),
  name: z.string(),
  state: SkillState,
  replaced_by: z.string().nullable(),
  versions: z.array(VersionAnswer),
  waiting: z
    .strictObject({ by: z.string(), reason: z.string(), at: Time, job_id: z.string().nullable() })
    .nullable()
    .meta({ description: "The change that is being written" }),
});
export type SkillVersionsAnswer = z.infer<typeof SkillVersionsAnswer>;

/** `GET /skills/{home}/{name}/versions/{n}`. */
export const SkillVersionAnswer = VersionAnswer.extend({
  home: z.string(),
  name: z.string(),
  findings: z.array(Finding),
  files: z.array(SkillFileAnswer),
});
export type SkillVersionAnswer = z.infer<typeof SkillVersionAnswer>;

/** `GET /skills/{home}/{name}/diff`. */
export const SkillDiffAnswer = z.strictObject({
  home: z.string(),
  name: z.string(),
  from: VersionNumber,
  to: VersionNumber,
  added: Count,
  removed: Count,
  files: z.array(FileDiffLine),
});
export type SkillDiffAnswer = z.infer<typeof SkillDiffAnswer>;

const Reason = z.string().trim().min(1).max(500);

export const DeprecateBody = z
  .strictObject({ reason: Reason, replaced_by: SkillName.optional() })
  .meta({ examples: [{ reason: "two skills say the same", replaced_by: "code-review" }] });
export type DeprecateBody = z.infer<typeof DeprecateBody>;

/** Where the skill still lies: it stays there until it is unequipped. */
export const DeprecateAnswer = z.strictObject({
  home: z.string(),
  name: z.string(),
  state: SkillState,
  replaced_by: z.string().nullable(),
  equipped: z.array(z.strictObject({ repo: z.string(), version: VersionNumber.nullable() })),
});
export type DeprecateAnswer = z.infer<typeof DeprecateAnswer>;

export const RestoreBody = z.strictObject({ reason: Reason }).meta({ examples: [{ reason: "still needed" }] });
export type RestoreBody = z.infer<typeof RestoreBody>;

export const RestoreAnswer = z.strictObject({
  home: z.string(),
  name: z.string(),
  was: SkillState,
  job_id: z
    .string()
    .nullable()
    .meta({ description: "The job that writes it back; null when there is nothing to write" }),
});
export type RestoreAnswer = z.infer<typeof RestoreAnswer>;

const OfferedAnswer = z.strictObject({
  name: SkillName,
  version: VersionNumber,
  hash: Sha256,
  tree_hash: Sha256,
  description: z.string(),
  why: z.array(Why),
});

/** `GET /repos/{repo}/wanted`: what the repo should carry, by what its last sync saw. Every list is in order of name. */
export const WantedAnswer = z.strictObject({
  repo: z.string(),
  commit: z.string().nullable().meta({ description: "What the last sync saw" }),
  library_commit: z.string().nullable(),
  presets: z.array(z.strictObject({ preset: z.string(), because: z.enum(["always", "detected", "added"]) })),
  wanted: z.array(OfferedAnswer.extend({ files: z.array(SkillFileAnswer) })),
  offered: z.array(OfferedAnswer).meta({ description: "Of presets that likely apply; never placed without a word" }),
  vetoed: z.array(z.strictObject({ name: z.string(), why: z.array(Why) })),
  retired: z.array(z.strictObject({ name: z.string(), replaced_by: z.string().nullable() })),
  gaps: z.array(z.strictObject({ preset: z.string().optional(), skill: z.string().optional(), why: z.string() })),
});
export type WantedAnswer = z.infer<typeof WantedAnswer>;

const MOST_PLACED = 1_000;

/** `POST /repos/{repo}/equipped`: what somebody placed. What counts is what the sync sees that follows. */
export const EquippedBody = z
  .strictObject({
    commit: z.string().min(1).max(64).nullable(),
    skills: z
      .array(z.strictObject({ name: SkillName, version: VersionNumber, hash: Sha256, tree_hash: Sha256 }))
      .max(MOST_PLACED),
  })
  .meta({ examples: [{ commit: null, skills: [] }] });
export type EquippedBody = z.infer<typeof EquippedBody>;

export const EquippedAnswer = z.strictObject({
  repo: z.string(),
  job_id: z.string().meta({ description: "The sync that looks at the repo" }),
});
export type EquippedAnswer = z.infer<typeof EquippedAnswer>;
