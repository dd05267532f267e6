import * as z from "zod";
import { Sha256 } from "../skill/types.ts";
import { Amount, FailureCodeName, Id, Instant, name, text } from "./fields.ts";
import { RUN_LIMITS } from "./limits.ts";
import { fitsBytes } from "./read-document.ts";
import { SkillResult } from "./skill-result.ts";

/** The one version of the contract that is known. */
export const RUN_SCHEMA = "yardlet.run/1";

export const RunRole = z.enum(["builder", "reviewer", "security", "researcher"]);
export type RunRole = z.infer<typeof RunRole>;

/** How a run ended, or that it has not: `Queued` and `Deferred` are open. */
export const EvalState = z.enum(["Done", "Partial", "Failed", "Blocked", "NeedsUser", "Queued", "Deferred"]);
export type EvalState = z.infer<typeof EvalState>;

const OPEN_STATES: ReadonlySet<EvalState> = new Set<EvalState>(["Queued", "Deferred"]);

/** Whether a state ends its run. */
export function isFinalState(state: EvalState): boolean {
  return !OPEN_STATES.has(state);
}

/** Whether a role judges the tasks of others. */
export function isReviewRole(role: RunRole): boolean {
  return role === "reviewer" || role === "security";
}

export const RunAgent = z.strictObject({
  name: name(RUN_LIMITS.id),
  version: text(RUN_LIMITS.id).optional(),
  model: text(RUN_LIMITS.id).optional(),
  session: Id.optional(),
});
export type RunAgent = z.infer<typeof RunAgent>;

/** A skill as a run names it; without version and hash it is the version equipped at that time. */
export const RunSkill = z
  .strictObject({
    name: name(RUN_LIMITS.id),
    version: z.number().int().min(1).optional(),
    hash: Sha256.optional(),
    use: z.enum(["declared", "activated"]),
  })
  .refine(({ version, hash }) => version === undefined || hash === undefined, {
    path: ["hash"],
    error: "stands beside a version; give one of the two",
  });
export type RunSkill = z.infer<typeof RunSkill>;

/** One acceptance criterion of a task. */
export const Criterion = z.strictObject({ id: Id, text: text(RUN_LIMITS.criterionText) });
export type Criterion = z.infer<typeof Criterion>;

/** A verdict's entry as reported: its faults are entry errors of the evaluator, only its size is refused here. */
const LooseEntry = z
  .unknown()
  .refine(hasShortEvidence, {
    path: ["evidence"],
    error: `has at most ${RUN_LIMITS.evidence} bytes; put the rest into refs`,
  })
  .meta({ description: "{criterion_id, pass, evidence, task_id?, intent_id?}" });

function hasShortEvidence(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null || !("evidence" in entry)) return true;
  return typeof entry.evidence !== "string" || fitsBytes(entry.evidence, RUN_LIMITS.evidence);
}

const Suggestion = z.strictObject({
  kind: z.enum(["skill", "rule"]),
  title: name(RUN_LIMITS.suggestionTitle),
  content: name(RUN_LIMITS.suggestionContent),
});

/** What any operating system has for the end of a process. */
const EXIT_STATUS = 2 ** 32;

/** Lists that a record may leave out: absent is empty, so both are the same content. */
function list<T extends z.ZodType>(item: T, most: number) {
  return z.array(item).max(most).default([]);
}

/**
 * One attempt of an agent at a task, `yardlet.run/1` (contracts.md, section 5; decisions 20 and 21). Fields of one kind each; what
 * holds between fields, and between a record and the clock, is checked by `parseRun`, the one way in. `skill_result` is kept as it
 * was reported, be it an envelope or not: a repo's phase says what comes of it (`phase.ts`).
 */
export const RunRecord = z.strictObject({
  schema: z.literal(RUN_SCHEMA, { error: `the only known version is ${RUN_SCHEMA}` }),
  run_id: Id,
  repo: name(RUN_LIMITS.repo).optional(),
  intent_id: Id.optional(),
  task_id: Id,
  attempt: z.number().int().min(1).max(RUN_LIMITS.attempt).optional(),
  kind: text(RUN_LIMITS.kind).default("other"),
  role: RunRole.default("builder"),
  agent: RunAgent.optional(),
  commit: text(RUN_LIMITS.id).optional(),
  branch: text(RUN_LIMITS.branch).optional(),
  skills: list(RunSkill, RUN_LIMITS.skills),
  eval_state: EvalState,
  failure_codes: list(FailureCodeName, RUN_LIMITS.codes),
  question: text(RUN_LIMITS.question).optional(),
  exit_status: z.number().int().min(-EXIT_STATUS).max(EXIT_STATUS).optional(),
  started_at: Instant.optional(),
  ended_at: Instant.optional(),
  wall_seconds: Amount.optional(),
  cost: z.strictObject({ tokens: Amount.int().optional(), usd: Amount.optional() }).optional(),
  depends_on: list(
    z.union([Id, z.strictObject({ intent_id: Id.optional(), task_id: Id })], {
      error: "a task id or {intent_id, task_id} is expected",
    }),
    RUN_LIMITS.dependsOn,
  ),
  verdict: list(LooseEntry, RUN_LIMITS.verdict),
  criteria: list(Criterion, RUN_LIMITS.criteria),
  harness_suggestions: z
    .array(Suggestion)
    .transform((all) => all.slice(0, RUN_LIMITS.suggestionsTaken))
    .default([]),
  skill_result: z.unknown().optional(),
  refs: list(name(RUN_LIMITS.ref), RUN_LIMITS.refs),
  task_signature: name(RUN_LIMITS.kind).optional(),
  simulated: z.boolean().default(false),
  reverts: list(Id, RUN_LIMITS.reverts),
});
export type RunRecord = z.output<typeof RunRecord>;

/** The contract as senders read it: a record with its envelope, such as the strict phase takes. */
export const PublishedRun = RunRecord.extend({ skill_result: SkillResult.optional() });
