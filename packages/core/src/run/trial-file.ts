import * as z from "zod";
import { Amount, Id, name, text } from "./fields.ts";
import { RUN_LIMITS } from "./limits.ts";

/** The arms of a trial, and whether runs of an arm had the skill. */
export const TRIAL_ARMS = { with_skill: true, without_skill: false, new_skill: true, old_skill: true } as const;

const Expectation = z.object({
  text: name(RUN_LIMITS.criterionText),
  passed: z.boolean(),
  evidence: text(RUN_LIMITS.evidence).default(""),
});
export type Expectation = z.infer<typeof Expectation>;

const Expectations = z
  .array(Expectation)
  .min(1, "holds no expectation, so there is nothing to judge")
  .max(RUN_LIMITS.criteria);

/** skill-creator's `grading.json`: only what is evidence. Summaries are left aside, for they are made from it. */
export const GradingFile = z.object({
  expectations: Expectations,
  timing: z
    .object({ executor_duration_seconds: Amount.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** One run of skill-creator's `benchmark.json`. Tokens are left aside: where unknown, the tool writes characters there. */
export const TrialRun = z.object({
  eval_id: z.union([z.number().int(), z.string().regex(/\S/, "is blank").max(40)], {
    error: "a number or a text is expected",
  }),
  configuration: z.enum(["with_skill", "without_skill", "new_skill", "old_skill"]),
  run_number: z.number().int().min(1).max(RUN_LIMITS.attempt),
  result: z
    .object({ time_seconds: Amount.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  expectations: Expectations,
});

/** skill-creator's `benchmark.json`: what its runs share. Its `run_summary` is never read. */
export const BenchmarkFile = z.object({
  metadata: z
    .object({
      skill_name: Id.optional().catch(undefined),
      executor_model: Id.optional().catch(undefined),
      timestamp: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  runs: z.array(z.unknown()).max(10_000),
});
