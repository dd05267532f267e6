import * as z from "zod";
import { Amount, FailureCodeName, Id } from "../run/fields.ts";
import { RUN_LIMITS } from "../run/limits.ts";
import { FailureSeverity } from "../run/severity.ts";
import { DISTIL_LIMITS } from "./limits.ts";

/** A text of at most so many characters, not blank. */
export function words(characters: number) {
  return z.string().max(characters).regex(/\S/, "is blank");
}

/** What evidence points at: `run:<id>`, `task:<id>`, or a URL. */
export const EvidenceRef = z
  .string()
  .max(DISTIL_LIMITS.ref)
  .regex(/^[a-z][a-z0-9+.-]*:\S/i, "is no run:<id>, task:<id> or URL, such as run:r-81 or https://ci.example.com/7");

/** A skill in exactly one version. */
export const SkillAt = z.strictObject({ name: words(RUN_LIMITS.id), version: z.int().min(1) });
export type SkillAt = z.infer<typeof SkillAt>;

export const Signature = words(DISTIL_LIMITS.signature);
export const ReasonCodes = z.array(FailureCodeName).max(DISTIL_LIMITS.codes);
export const MissingActions = z.array(words(DISTIL_LIMITS.actionText)).max(DISTIL_LIMITS.actions);
export const EvidenceRefs = z.array(EvidenceRef).max(DISTIL_LIMITS.refs);
const Skills = z.array(SkillAt).max(DISTIL_LIMITS.skills);

/** What a harness adds of its own: kept with the packet, and read by nobody here. */
const Details = z
  .array(
    z.union([z.string().max(DISTIL_LIMITS.text), z.record(z.string(), z.unknown())], {
      error: "a text or an object is expected",
    }),
  )
  .max(DISTIL_LIMITS.details);

const NO_COST = { latency_ms: null, tokens: null };

/**
 * What one finished task was like, passed or not (contracts.md, section 9). Absent lists are empty, absent amounts unknown. What did
 * not succeed has reason codes, which `parsePacket` and `parseDistilInput` check. Fields in order of name: so is canonical JSON, and what
 * is in order need not be sorted.
 */
export const ExperiencePacket = z.strictObject({
  cost_proxy: z
    .strictObject({ latency_ms: Amount.nullable().default(null), tokens: Amount.nullable().default(null) })
    .default(NO_COST),
  evidence_refs: EvidenceRefs.min(1),
  gate_status: z.strictObject({ passed: z.boolean(), validator_result_ref: words(DISTIL_LIMITS.ref).optional() }),
  outcome: z.enum(["success", "failure", "partial"]),
  reason_codes: ReasonCodes.default([]),
  run_id: Id,
  simulated: z.boolean().default(false),
  skills: Skills.default([]),
  task_signature: Signature,
});
export type ExperiencePacket = z.output<typeof ExperiencePacket>;

/** What one task that did not pass lacked (contracts.md, section 9). Fields in order of name. */
export const FailurePacket = z.strictObject({
  last_actions: Details.optional(),
  minimal_repro_refs: EvidenceRefs.min(1),
  missing_actions: MissingActions.min(1),
  mitigation_candidate: z.string().max(DISTIL_LIMITS.text).optional(),
  reason_codes: ReasonCodes.min(1),
  run_id: Id,
  severity: FailureSeverity,
  simulated: z.boolean().default(false),
  skills: Skills.default([]),
  suspected_root_cause: z.string().max(DISTIL_LIMITS.text).optional(),
  symptom: words(DISTIL_LIMITS.text),
  task_id: Id,
  task_signature: Signature,
  tool_errors: Details.optional(),
  validators: Details.optional(),
});
export type FailurePacket = z.output<typeof FailurePacket>;
