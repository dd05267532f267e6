import * as z from "zod";
import { FORMULA, Grade, Score, ScoreAction, ScoreDecision, ScorePolicy, ScoreReason } from "../score/index.ts";
import { ReportStatus } from "./report-shapes.ts";

const count = z.int().min(0);
const Problem = z.strictObject({ path: z.string(), message: z.string() });
const RecordProblem = Problem.extend({ code: z.string().optional() });

/** What became of a record on this machine: `waiting` lies in the spool until the server can be reached. */
export const SentStatus = z.enum([...ReportStatus.options, "waiting"]);
export type SentStatus = z.infer<typeof SentStatus>;

/** One record of the input, by its place in it from 0. */
export const SentRecord = z.strictObject({
  index: count,
  status: SentStatus,
  run_id: z.string().nullable(),
  problems: z.array(RecordProblem),
  notes: z.array(z.string()),
});
export type SentRecord = z.infer<typeof SentRecord>;

/**
 * `yardlet run report --json` and `run import --json`. `to` is the server's address, or the file that was appended to.
 * `problems` are parts of the input that are no records. `earlier` counts records that had waited in the spool before.
 */
export const RunReport = z.strictObject({
  to: z.strictObject({ kind: z.enum(["server", "file"]), at: z.string() }),
  accepted: count,
  duplicate: count,
  corrected: count,
  rejected: count,
  waiting: count,
  results: z.array(SentRecord),
  problems: z.array(Problem.extend({ line: z.int().min(1).optional() })),
  earlier: z.strictObject({ sent: count, rejected: count, waiting: count }),
});
export type RunReport = z.infer<typeof RunReport>;

/** One skill version's score with what the policy makes of it. */
export const SkillScore = z.strictObject({
  skill: z.string(),
  version: z.int().min(1),
  ...Score.shape,
  decision: ScoreDecision,
});
export type SkillScore = z.infer<typeof SkillScore>;

/** `yardlet skill score --json`, in order of skill, then version (contracts.md, section 10). */
export const SkillScoreReport = z.strictObject({
  formula: z.literal(FORMULA),
  policy: ScorePolicy,
  scores: z.array(SkillScore),
});
export type SkillScoreReport = z.infer<typeof SkillScoreReport>;

/**
 * `yardlet skill score --json` where a server keeps the runs: versions in force over the whole team, in order of home, then skill.
 * `decision` is null before the policy's first word.
 */
export const ServerScoreReport = z.strictObject({
  server: z.string(),
  policy: z.strictObject({ version: count, floor: z.number(), min_intents: count, coins: z.number() }),
  scores: z.array(
    z.strictObject({
      home: z.string(),
      skill: z.string(),
      version: z.int().min(1),
      epoch: count,
      score: z.number().nullable(),
      lo: z.number(),
      hi: z.number(),
      intents: count,
      units: count,
      reviewed: count,
      grade: Grade,
      excluded: z.record(z.string(), count),
      coins: z.number(),
      decision: z.strictObject({ action: ScoreAction, reason: ScoreReason, at: z.string() }).nullable(),
    }),
  ),
});
export type ServerScoreReport = z.infer<typeof ServerScoreReport>;

/** `yardlet skill score --verify --json`: the first place where a receipt is not what its own inputs give. */
export const ReceiptVerifyReport = z.strictObject({
  ok: z.boolean(),
  inputsSha256: z.string(),
  problem: z
    .strictObject({ path: z.string(), stored: z.unknown(), recomputed: z.unknown(), message: z.string() })
    .optional(),
});
export type ReceiptVerifyReport = z.infer<typeof ReceiptVerifyReport>;
