import * as z from "zod";
import { Id } from "../../run/fields.ts";
import { SkillResult } from "../../run/skill-result.ts";
import { DistilProblem } from "../result.ts";
import { MemoryHit } from "./types.ts";

/** The one version of the result that is written. */
export const MEMORY_DESIGN_SCHEMA = "yardlet.memory-design/1";

/**
 * What became of a memory candidate: `memory_design_candidate.json`. What could not be read of it is null, or not in its list; a
 * candidate that is accepted has all of it.
 */
export const MemoryDesignResult = z.strictObject({
  schema: z.literal(MEMORY_DESIGN_SCHEMA),
  ok: z.boolean(),
  memory_design_candidate: z.strictObject({
    source_run_id: Id.nullable(),
    eval_task_ids: z.array(Id),
    artefact_refs: z.array(z.string()),
    /** Computed: a plugin with id and version, and both operations with the schemas of their input and output. */
    interface_compliant: z.boolean(),
    /** Computed from every file and text of the candidate. */
    forbidden_io_detected: z.boolean(),
    score: z.number().optional(),
    notes: z.string().optional(),
  }),
  /** Everything that is wrong, each hit included. */
  problems: z.array(DistilProblem),
  hits: z.array(MemoryHit),
  /** Hits beyond the limits of the list. */
  hits_left_out: z.int().min(0),
  skill_result: SkillResult,
});
export type MemoryDesignResult = z.infer<typeof MemoryDesignResult>;
