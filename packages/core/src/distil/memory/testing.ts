import { judgeMemoryDesign } from "./judge.ts";
import type { MemoryDesignResult } from "./result.ts";

/** A candidate that is accepted as it is. */
export function candidateOf(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const schemas = { input_schema: { type: "object" }, output_schema: { type: "object" } };
  return {
    schema: "yardlet.memory-candidate/1",
    source_run_id: "run-1",
    eval_task_ids: ["task-eval-1"],
    artefact_refs: ["run:run-1"],
    memory_plugin: { id: "lessons", version: "1.0.0" },
    operations: { retrieve: schemas, update: schemas },
    files: [],
    ...change,
  };
}

export function judgeFiles(files: Readonly<Record<string, string>>): MemoryDesignResult {
  return judgeMemoryDesign(candidateOf({ files: Object.entries(files).map(([path, content]) => ({ path, content })) }));
}

/** The rules that a file sets off, in order of name. */
export function rulesIn(path: string, content: string): string[] {
  return [...new Set(judgeFiles({ [path]: content }).hits.map(({ rule }) => rule))].toSorted();
}

/** By rule, texts that set off that rule and no other, and texts that set off none. */
export type RuleCases = Readonly<Record<string, { hit: readonly string[]; fine: readonly string[] }>>;

/** The rows of a table of cases. */
export function casesOf(cases: RuleCases): { text: string; rules: string[] }[] {
  return Object.entries(cases).flatMap(([rule, { hit, fine }]) => [
    ...hit.map((text) => ({ text, rules: [rule] })),
    ...fine.map((text) => ({ text, rules: [] })),
  ]);
}
