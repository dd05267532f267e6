import * as z from "zod";
import { GapEvidence } from "../candidate/gap.ts";
import { ScanFinding } from "../scan/types.ts";
import { SkillName } from "../skill/names.ts";
import { Finding, Sha256 } from "../skill/types.ts";
import { AuthoringRun } from "./run-file.ts";

const count = z.int().min(0);

/** What keeps a draft from being installed. A person's apply waves through what is not `final`. */
const Obstacle = z.strictObject({
  check: z.enum(["valid", "safe", "clash", "similar", "tombstone"]),
  final: z.boolean(),
  message: z.string(),
});

/** What the checks say of a draft; `obstacles` is what of it matters, worst first. */
const Checks = z.strictObject({
  valid: z.array(Finding),
  safe: z.array(ScanFinding),
  similar: z.strictObject({ name: z.string(), home: z.string(), similarity: z.number() }).nullable(),
  obstacles: z.array(Obstacle),
});
export type ChecksReport = z.infer<typeof Checks>;

/**
 * `yardlet skill research --json` and `create --json` in file mode. `path` is the draft's SKILL.md relative to the current folder,
 * null where there is none. `commit` is null where nothing was installed.
 */
export const SkillAuthoringReport = z.strictObject({
  repo: z.string(),
  run: AuthoringRun,
  path: z.string().nullable(),
  checks: Checks.nullable(),
  commit: z.string().nullable(),
  notes: z.array(z.string()),
});
export type SkillAuthoringReport = z.infer<typeof SkillAuthoringReport>;

/** `yardlet skill apply --json` in file mode. `edited`: the text is not what the agent returned. */
export const SkillApplyReport = z.strictObject({
  repo: z.string(),
  id: z.string(),
  home: z.enum(["repo", "library"]),
  skill: SkillName,
  source: z.enum(["learned", "created"]),
  version: z.int().min(1),
  hash: Sha256,
  edited: z.boolean(),
  commit: z.string(),
  checks: Checks,
  notes: z.array(z.string()),
});
export type SkillApplyReport = z.infer<typeof SkillApplyReport>;

const entry = {
  n: z.int().min(1),
  id: z.string(),
  title: z.string(),
  why: z.string(),
  stake: z.strictObject({ value: count, why: z.string() }),
};

/** Something that waits for a decision, most at stake first; `n` belongs to this list alone, `id` stays. */
export const ReviewEntry = z.discriminatedUnion("kind", [
  /** A draft in a folder of a run, as it lies there now. */
  z.strictObject({
    kind: z.literal("draft"),
    ...entry,
    skill: z.string(),
    hash: Sha256,
    edited: z.boolean(),
    path: z.string(),
    obstacles: z.array(Obstacle),
  }),
  /** A run whose command died, or is still at work. */
  z.strictObject({ kind: z.literal("unfinished"), ...entry, at_work: z.boolean(), path: z.string() }),
  /** A skill, or a new version of one, that runs suggest. */
  z.strictObject({
    kind: z.enum(["proposal", "update"]),
    ...entry,
    skill: SkillName,
    hash: Sha256,
    runs: z.array(z.string()),
    obstacles: z.array(Obstacle),
  }),
  /** What presets or failures ask for; `topic` is what to research. */
  z.strictObject({ kind: z.literal("gap"), ...entry, topic: z.string(), gap: GapEvidence }),
  /** A skill whose score stays below the floor. */
  z.strictObject({
    kind: z.literal("weak"),
    ...entry,
    skill: z.string(),
    version: z.int().min(1),
    score: z.number().nullable(),
    intents: count,
  }),
]);
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** `yardlet skill review --json` in file mode. */
export const SkillReviewReport = z.strictObject({
  repo: z.string(),
  entries: z.array(ReviewEntry),
  notes: z.array(z.string()),
});
export type SkillReviewReport = z.infer<typeof SkillReviewReport>;
