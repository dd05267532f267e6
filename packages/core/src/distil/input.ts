import * as z from "zod";
import { Id } from "../run/fields.ts";
import { RUN_LIMITS } from "../run/limits.ts";
import { FailureSeverity } from "../run/severity.ts";
import { Sha256 } from "../skill/types.ts";
import { LessonId } from "./ids.ts";
import { DISTIL_LIMITS } from "./limits.ts";
import {
  EvidenceRefs,
  ExperiencePacket,
  FailurePacket,
  MissingActions,
  ReasonCodes,
  Signature,
  words,
} from "./packet-types.ts";

/** The one version of the contract that is known. */
export const DISTIL_SCHEMA = "yardlet.distil/1";

/** Somebody asks for a change. Without target skills it asks for a new one. */
export const QueueEntry = z.strictObject({
  acceptance_tests: z.array(words(DISTIL_LIMITS.text)).max(DISTIL_LIMITS.details).default([]),
  candidate_change: words(DISTIL_LIMITS.change),
  confidence: z.number().min(0).max(1).optional(),
  evidence_refs: EvidenceRefs.min(1),
  missing_actions: MissingActions.min(1),
  queue_id: Id,
  reason_codes: ReasonCodes.min(1),
  risk_class: FailureSeverity.optional(),
  rollback_plan: z.array(words(DISTIL_LIMITS.text)).max(DISTIL_LIMITS.details).default([]),
  target_skills: z.array(words(RUN_LIMITS.id)).max(DISTIL_LIMITS.skills),
  task_signature: Signature,
});
export type QueueEntry = z.output<typeof QueueEntry>;

/** At most so much; a budget that is not positive is refused with a code of its own. */
const Limit = z.int().max(DISTIL_LIMITS.budget);

/** How much a distillation may write: candidates and lessons in number, the result in bytes. */
export const DistilBudget = z.strictObject({ max_candidates: Limit, max_lessons: Limit, max_output_bytes: Limit });
export type DistilBudget = z.infer<typeof DistilBudget>;

/** The lessons in force before: what `state_after` of the distillation before said. */
export const StateGiven = z.strictObject({
  units: z.array(LessonId).max(DISTIL_LIMITS.units),
  hash: Sha256,
  bytes: z.int().min(0).optional(),
});

/**
 * Everything one distillation is made from, `yardlet.distil/1` (contracts.md, section 9). `parseDistilInput` is the one way in: it
 * also checks what holds between fields.
 */
export const DistilInput = z.strictObject({
  schema: z.literal(DISTIL_SCHEMA, { error: `the only known version is ${DISTIL_SCHEMA}` }),
  run_id: Id,
  skill_evolution_queue: z.array(QueueEntry).max(DISTIL_LIMITS.queue).default([]),
  experience_packets: z.array(ExperiencePacket).max(DISTIL_LIMITS.packets).default([]),
  failure_packets: z.array(FailurePacket).max(DISTIL_LIMITS.packets).default([]),
  budget: DistilBudget,
  state: StateGiven.optional(),
  /** The version in force of each skill that may be changed; a proposal for any other has none. */
  base_versions: z
    .record(z.string().max(RUN_LIMITS.id), z.int().min(1))
    .refine((versions) => Object.keys(versions).length <= DISTIL_LIMITS.baseVersions, {
      error: `has at most ${DISTIL_LIMITS.baseVersions} entries`,
      params: { rule: "large" },
    })
    .optional(),
});
export type DistilInput = z.output<typeof DistilInput>;
