import * as z from "zod";
import { FailureCodeName, Id } from "../run/fields.ts";
import { SkillResult } from "../run/skill-result.ts";
import { FailureSeverity } from "../run/severity.ts";
import { Sha256 } from "../skill/types.ts";
import { BundleId, LessonId, ProposalId } from "./ids.ts";
import { SkillAt } from "./packet-types.ts";

/** The one version of the result that is written. */
export const DISTIL_RESULT_SCHEMA = "yardlet.distil-result/1";

const text = z.string();
const texts = z.array(text);
const count = z.int().min(0);

/** A change that a person may accept. */
export const DistilProposal = z.strictObject({
  proposal_id: ProposalId,
  task_signature: text,
  /** The one skill of its group; none for a new skill. */
  target_skills: texts,
  base_version: count.nullable(),
  /** `amend` where a lesson of the same group is in force. `remove` is for people: packets never say it. */
  change_kind: z.enum(["add", "amend", "remove", "new_skill"]),
  candidate_change: text,
  reason_codes: texts,
  missing_actions: texts,
  evidence_refs: texts,
  source_run_ids: texts,
  acceptance_tests: texts,
  rollback_plan: texts,
  /** The highest that was asked with; null when nobody asked. */
  risk_class: FailureSeverity.nullable(),
  severity: FailureSeverity,
  recurrence_count: count,
  counter_count: count,
  /** recurrence / (recurrence + counter + 1), to six digits; the two numbers it is made of stand beside it. */
  confidence: z.number().min(0).max(1),
  confidence_numerator: count,
  confidence_denominator: count,
  collapsed_queue_ids: texts,
  /** The lesson of the same group, when there is one. */
  lesson_id: LessonId.nullable(),
});
export type DistilProposal = z.infer<typeof DistilProposal>;

/** What failures of one kind have in common. */
export const DistilLesson = z.strictObject({
  lesson_id: LessonId,
  task_signature: text,
  /** The skill of its group in the versions that failed. */
  skills: z.array(SkillAt),
  target_skills: texts,
  failure_mode: text,
  /** What most runs showed. */
  symptom: text,
  suspected_root_cause: text.nullable(),
  prevention: text,
  reason_codes: texts,
  missing_actions: texts,
  run_ids: texts.min(1),
  evidence_refs: texts.min(1),
  /** Hashes of the packets it is made from. */
  packet_hashes: z.array(Sha256).min(1),
  severity: FailureSeverity,
  recurrence_count: count,
  counter_count: count,
  /** The runs that passed the same way. */
  counter_run_ids: texts,
  /** Kept, but not in force: it was seen once, is not severe, and nobody asked. */
  archived: z.boolean(),
});
export type DistilLesson = z.infer<typeof DistilLesson>;

/** What the budget left no room for. */
export const DeferredItem = z.strictObject({
  id: z.union([LessonId, ProposalId]),
  kind: z.enum(["proposal", "lesson"]),
  reason: text,
});
export type DeferredItem = z.infer<typeof DeferredItem>;

/** The lessons in force: their sorted ids, the hash of those as canonical JSON, and how many bytes that is. */
export const DistilState = z.strictObject({ hash: Sha256, units: z.array(LessonId), bytes: count });
export type DistilState = z.infer<typeof DistilState>;

/** A step of the ledger: units after = units before + stored − archived. */
export const LedgerRow = z.strictObject({
  state_before: DistilState,
  state_after: DistilState,
  stored_ids: z.array(LessonId),
  archived_ids: z.array(LessonId),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** One thing that is wrong with an input: where, the failure code it stands for, and what to do. */
export const DistilProblem = z.strictObject({ path: text, code: FailureCodeName, message: text });
export type DistilProblem = z.infer<typeof DistilProblem>;

/** A packet that is kept and never counted. */
const SimulatedPacket = z.strictObject({ packet_hash: Sha256, kind: z.enum(["experience", "failure"]), run_id: Id });

/** What a distillation came to. Refused: no proposals, no lessons, no states, and a problem for each thing that is wrong. */
export const DistilResult = z.strictObject({
  schema: z.literal(DISTIL_RESULT_SCHEMA),
  bundle_id: BundleId,
  run_id: Id.nullable(),
  /** sha256 of the input's canonical JSON; null when the input could not be read. */
  input_hash: Sha256.nullable(),
  proposals: z.array(DistilProposal),
  failure_lessons: z.array(DistilLesson),
  deferred: z.array(DeferredItem),
  simulated: z.array(SimulatedPacket),
  state_before: DistilState.nullable(),
  state_after: DistilState.nullable(),
  stored_ids: z.array(LessonId),
  archived_ids: z.array(LessonId),
  failure_codes: z.array(FailureCodeName),
  problems: z.array(DistilProblem),
  skill_result: SkillResult,
});
export type DistilResult = z.infer<typeof DistilResult>;

export type SimulatedPacket = z.infer<typeof SimulatedPacket>;

export interface DistilOutcome {
  ok: boolean;
  result: DistilResult;
}
