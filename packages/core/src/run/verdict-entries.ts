import { Id } from "./fields.ts";
import { isRecord } from "./read-document.ts";
import type { Criterion } from "./record.ts";
import { type TaskKey, taskKeyText } from "./task-key.ts";

/** What can be wrong with one entry of a verdict. The first that applies is named; the other entries are kept. */
export const ENTRY_ERRORS = {
  not_an_object: "an entry is {criterion_id, pass, evidence}",
  missing_task: "several tasks are judged: say which one with task_id",
  unknown_task: "this task is not one of those the review judges; name it in depends_on",
  ambiguous_task: "two judged tasks have this task_id: add intent_id",
  bad_criterion_id: "criterion_id is missing, blank or longer than 128 characters",
  unknown_criterion: "the task has no criterion with this id",
  missing_pass: "pass has to be true or false",
  empty_evidence: "evidence is missing or blank",
  duplicate_criterion: "this criterion was judged before; one failed entry fails it",
} as const;
export type EntryError = keyof typeof ENTRY_ERRORS;

/** One entry as it was read; `seq` is its place in the record. What could not be read is null. */
export interface VerdictEntry {
  seq: number;
  task: TaskKey | null;
  criterionId: string | null;
  pass: boolean | null;
  evidence: string | null;
  error: EntryError | null;
}

/** Reads every entry of a verdict against the judged tasks and their known criteria. Total: a fault is an entry error. */
export function readEntries(
  entries: readonly unknown[],
  judged: readonly TaskKey[],
  known: ReadonlyMap<string, readonly Criterion[]>,
): VerdictEntry[] {
  const ids = new Map([...known].map(([task, criteria]) => [task, new Set(criteria.map(({ id }) => id))]));
  const seen = new Set<string>();
  return entries.map((raw, seq) => {
    const entry = readEntry(raw, seq, judged);
    const error = entry.error ?? findFault(entry, ids);
    if (error !== null || entry.task === null) return { ...entry, error };
    const place = JSON.stringify([taskKeyText(entry.task), entry.criterionId]);
    if (seen.has(place)) return { ...entry, error: "duplicate_criterion" };
    seen.add(place);
    return entry;
  });
}

function readEntry(raw: unknown, seq: number, judged: readonly TaskKey[]): VerdictEntry {
  const nothing = { seq, task: null, criterionId: null, pass: null, evidence: null };
  if (!isRecord(raw)) return { ...nothing, error: "not_an_object" };
  const task = findTask(raw, judged);
  return {
    seq,
    task: typeof task === "string" ? null : task,
    criterionId: typeof raw["criterion_id"] === "string" ? raw["criterion_id"] : null,
    pass: typeof raw["pass"] === "boolean" ? raw["pass"] : null,
    evidence: typeof raw["evidence"] === "string" ? raw["evidence"] : null,
    error: typeof task === "string" ? task : null,
  };
}

function findTask(raw: Record<string, unknown>, judged: readonly TaskKey[]): TaskKey | EntryError {
  const { task_id: task, intent_id: intent } = raw;
  const named = judged.filter(
    (key) => (task === undefined || key.task === task) && (intent === undefined || key.intent === intent),
  );
  const only = named[0];
  if (only === undefined) return "unknown_task";
  if (named.length === 1) return only;
  return task === undefined ? "missing_task" : "ambiguous_task";
}

function findFault(entry: VerdictEntry, ids: ReadonlyMap<string, ReadonlySet<string>>): EntryError | null {
  const { task, criterionId, pass, evidence } = entry;
  const known = task === null ? undefined : ids.get(taskKeyText(task));
  if (criterionId === null || !Id.safeParse(criterionId).success) return "bad_criterion_id";
  if (known && known.size > 0 && !known.has(criterionId)) return "unknown_criterion";
  if (pass === null) return "missing_pass";
  return evidence === null || evidence.trim() === "" ? "empty_evidence" : null;
}
