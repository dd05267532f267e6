import { expect } from "vitest";
import { distilDocument } from "./distil.ts";
import { DistilResult } from "./result.ts";
import { verifyLedger } from "./state.ts";
import { rawFailure, rawInput } from "./testing.ts";

/** What comes of an input with room for everything and these parts, checked against its schema and its ledger. */
export function distilled(more: object) {
  const { ok, result } = distilDocument(rawInput(more));
  expect(result.problems).toEqual([]);
  expect(ok).toBe(true);
  expect(DistilResult.parse(result)).toEqual(result);
  const { state_before, state_after, stored_ids, archived_ids } = result;
  if (state_before === null || state_after === null) throw new Error("a result has states");
  expect(verifyLedger({ state_before, state_after, stored_ids, archived_ids })).toEqual({
    balanced: true,
    problems: [],
  });
  return { ...result, state_before, state_after };
}

/** Each group as one line: target, signature, codes, recurrence, counter, whether it is in force. */
export function linesOf(result: Pick<DistilResult, "failure_lessons">): string[] {
  return result.failure_lessons.map(
    (lesson) =>
      `${lesson.target_skills.join()} ${lesson.task_signature} ${lesson.reason_codes.join()} ${lesson.recurrence_count}/${lesson.counter_count}${lesson.archived ? " archived" : ""}`,
  );
}

/** Failures of a group that is told by its signature. */
export const failuresAt = (signature: string, ids: readonly string[], more: object = {}) =>
  ids.map((id) => rawFailure(`${signature}-${id}`, { task_signature: signature, ...more }));
