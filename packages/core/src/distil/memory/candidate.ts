import * as z from "zod";
import { Id, name, text } from "../../run/fields.ts";
import { MEMORY_LIMITS } from "./limits.ts";

/** The one version of the contract that is read. */
export const MEMORY_CANDIDATE_SCHEMA = "yardlet.memory-candidate/1";

const JsonSchema = z.record(z.string(), z.unknown());

/** What an operation takes and answers, as JSON Schemas, which are objects. Whatever else it says is judged with it. */
const Operation = z.looseObject({ input_schema: JsonSchema, output_schema: JsonSchema });

/** A design of a memory as it is handed in: its plugin, both of its operations, and every file of it (decision 38). */
export const MemoryCandidate = z.strictObject({
  schema: z.literal(MEMORY_CANDIDATE_SCHEMA),
  source_run_id: Id,
  eval_task_ids: z.array(Id).min(1).max(MEMORY_LIMITS.evalTasks),
  artefact_refs: z.array(name(MEMORY_LIMITS.ref)).min(1).max(MEMORY_LIMITS.refs),
  memory_plugin: z.strictObject({
    id: Id,
    version: z.union([Id, z.int().min(0)], {
      error: ({ input }) => (input === undefined ? "is required" : "a text or a whole number is expected"),
    }),
  }),
  operations: z.strictObject({ retrieve: Operation, update: Operation }),
  files: z
    .array(z.strictObject({ path: name(MEMORY_LIMITS.path), content: text(MEMORY_LIMITS.content) }))
    .max(MEMORY_LIMITS.files),
  score: z.number().optional(),
  notes: text(MEMORY_LIMITS.notes).optional(),
});
export type MemoryCandidate = z.infer<typeof MemoryCandidate>;
