import * as z from "zod";
import { Amount, FailureCodeName, Id, name, text } from "../run/fields.ts";
import { RUN_LIMITS } from "../run/limits.ts";
import { FailureSeverity } from "../run/taxonomy.ts";
import { DISTIL_LIMITS } from "./limits.ts";

/** What evidence points at: `run:<id>`, `task:<id>`, or a URL. */
export const EvidenceRef = name(DISTIL_LIMITS.ref).regex(
  /^[a-z][a-z0-9+.-]*:\S/i,
  "is no run:<id>, task:<id> or URL, such as run:r-81 or https://ci.example.com/7",
);

/** A skill in exactly one version. */
export const SkillAt = z.strictObject({ name: name(RUN_LIMITS.id), version: z.int().min(1) });
export type SkillAt = z.infer<typeof SkillAt>;

export const Signature = name(DISTIL_LIMITS.signature);
export const ReasonCodes = z.array(FailureCodeName).max(DISTIL_LIMITS.codes);
export const MissingActions = z.array(name(DISTIL_LIMITS.actionText)).max(DISTIL_LIMITS.actions);
export const EvidenceRefs = z.array(EvidenceRef).max(DISTIL_LIMITS.refs);
const Skills = z.array(SkillAt).max(DISTIL_LIMITS.skills);

/** What a harness adds of its own: kept with the packet, and read by nobody here. */
const Details = z
  .array(
    z.union([text(DISTIL_LIMITS.text), z.record(z.string(), z.unknown())], {
      error: "a text or an object is expected",
    }),
  )
  .max(DISTIL_LIMITS.details);

const NO_COST = { tokens: null, latency_ms: null };

/**
 * What one finished task was like, passed or not (contracts.md, section 9). Absent lists are empty, absent amounts unknown. What did
 * not succeed has reason codes, which `parsePacket` and `parseDistilInput` check.
 */
export const ExperiencePacket = z.strictObject({
  run_id: Id,
  task_signature: Signature,
  skills: Skills.default([]),
  outcome: z.enum(["success", "failure", "partial"]),
  gate_status: z.strictObject({ passed: z.boolean(), validator_result_ref: name(DISTIL_LIMITS.ref).optional() }),
  evidence_refs: EvidenceRefs.min(1),
  reason_codes: ReasonCodes.default([]),
  cost_proxy: z
    .strictObject({ tokens: Amount.nullable().default(null), latency_ms: Amount.nullable().default(null) })
    .default(NO_COST),
  simulated: z.boolean().default(false),
});
export type ExperiencePacket = z.output<typeof ExperiencePacket>;

/** What one task that did not pass lacked (contracts.md, section 9). */
export const FailurePacket = z.strictObject({
  run_id: Id,
  task_id: Id,
  task_signature: Signature,
  reason_codes: ReasonCodes.min(1),
  missing_actions: MissingActions.min(1),
  symptom: name(DISTIL_LIMITS.text),
  suspected_root_cause: text(DISTIL_LIMITS.text).optional(),
  mitigation_candidate: text(DISTIL_LIMITS.text).optional(),
  minimal_repro_refs: EvidenceRefs.min(1),
  severity: FailureSeverity,
  skills: Skills.default([]),
  validators: Details.optional(),
  last_actions: Details.optional(),
  tool_errors: Details.optional(),
  simulated: z.boolean().default(false),
});
export type FailurePacket = z.output<typeof FailurePacket>;
