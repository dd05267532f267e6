import * as z from "zod";
import { EquipPlan } from "../equip/types.ts";
import { FileMode, Sha256 } from "../skill/types.ts";

const count = z.int().min(0);
const VersionNumber = z.int().min(1);

/**
 * One version of a skill as the history of a repo has it; `number` is null where the folder was removed, and for a hand edit of a
 * library copy. `hash` is the content hash, null where nothing could be read. Author and subject are the commit's own words.
 */
export const SkillVersionLine = z.strictObject({
  number: VersionNumber.nullable(),
  state: z.enum(["placed", "edited", "own", "removed", "unreadable"]),
  hash: Sha256.nullable(),
  commit: z.string(),
  at: z.string(),
  author: z.string(),
  subject: z.string(),
});
export type SkillVersionLine = z.infer<typeof SkillVersionLine>;

/**
 * `yardlet skill versions --json`, newest first. `working` is what lies in the working tree, where it differs from the newest
 * commit. `library` is the version of the library at hand; `drift` says how the newest commit's copy stands to it.
 */
export const SkillVersionsReport = z.strictObject({
  repo: z.string(),
  skill: z.string(),
  versions: z.array(SkillVersionLine),
  working: z.strictObject({ hash: Sha256.nullable() }).nullable(),
  library: z
    .strictObject({
      version: VersionNumber,
      hash: Sha256,
      drift: z.enum(["in_sync", "behind", "forked", "orphaned"]).nullable(),
    })
    .nullable(),
  notes: z.array(z.string()),
});
export type SkillVersionsReport = z.infer<typeof SkillVersionsReport>;

/** One side of a comparison: what was asked for, and what that is. */
export const DiffSide = z.strictObject({
  kind: z.enum(["version", "commit", "library", "working"]),
  number: VersionNumber.nullable(),
  commit: z.string().nullable(),
  hash: Sha256.nullable(),
});
export type DiffSide = z.infer<typeof DiffSide>;

const Range = z.strictObject({ from: count, lines: count });
const Line = z.strictObject({
  kind: z.enum(["same", "added", "removed"]),
  text: z.string(),
  before: VersionNumber.nullable(),
  after: VersionNumber.nullable(),
  ended: z.boolean(),
});

/** A file of two versions, as `diffFiles` tells it. */
export const FileDiffLine = z.strictObject({
  path: z.string(),
  state: z.enum(["added", "removed", "changed", "same"]),
  mode: z.strictObject({ before: FileMode.nullable(), after: FileMode.nullable() }),
  bytes: z.strictObject({ before: count.nullable(), after: count.nullable() }),
  content: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["same", "binary", "too_large"]) }),
    z.strictObject({
      kind: z.literal("text"),
      added: count,
      removed: count,
      hunks: z.array(z.strictObject({ before: Range, after: Range, lines: z.array(Line) })),
    }),
  ]),
});

/** `yardlet skill diff --json`: every file of both versions, in order of path. `server` is null in file mode. */
export const SkillDiffReport = z.strictObject({
  server: z.string().nullable(),
  skill: z.string(),
  from: DiffSide,
  to: DiffSide,
  files: z.array(FileDiffLine),
});
export type SkillDiffReport = z.infer<typeof SkillDiffReport>;

/** `yardlet skill deprecate --json` and `restore --json` in file mode. `commit` is null when there was nothing to write. */
export const SkillStateReport = z.strictObject({
  repo: z.string(),
  skill: z.string(),
  state: z.enum(["deprecated", "active"]),
  version: VersionNumber.nullable(),
  commit: z.string().nullable(),
  /** The commit that holds the bytes: a deprecated skill's last, a restored one's source. */
  kept: z.string().nullable(),
  plan: EquipPlan,
  notes: z.array(z.string()),
});
export type SkillStateReport = z.infer<typeof SkillStateReport>;
