import { DOCUMENT_CODES } from "../run/document-codes.ts";
import { type Flaw, listProblems } from "../run/flaws.ts";
import { isRecord } from "../run/read-document.ts";
import { compareText } from "../skill/order.ts";
import { DISTIL_LIMITS } from "./limits.ts";
import type { DistilProblem } from "./result.ts";

/** The codes for fields that are absent, null, blank or empty (contracts.md, section 9). */
const MISSING: ReadonlyMap<string, string> = new Map([
  ["task_signature", "schema_violation/missing_task_signature"],
  ["reason_codes", "schema_violation/missing_reason_codes"],
  ["missing_actions", "schema_violation/missing_missing_actions"],
  ["evidence_refs", "schema_violation/missing_evidence_refs"],
  ["minimal_repro_refs", "schema_violation/missing_evidence_refs"],
  ["budget", "schema_violation/missing_budget"],
  ["max_candidates", "schema_violation/missing_budget"],
  ["max_lessons", "schema_violation/missing_budget"],
  ["max_output_bytes", "schema_violation/missing_budget"],
]);

/** What a failed parse says of a document, each path once, with the failure code that each stands for. */
export function problemsOf(data: unknown, flaws: readonly Flaw[]): DistilProblem[] {
  return listProblems(flaws, DISTIL_LIMITS.problems).map(({ path, message, rule }) => {
    const missing = missingAt(data, path);
    if (missing === undefined) return { path, code: DOCUMENT_CODES[rule], message };
    return { path, code: missing, message: "is missing or empty" };
  });
}

/** Every code of some problems once, in order. */
export function codesOf(problems: readonly DistilProblem[]): string[] {
  return [...new Set(problems.map(({ code }) => code))].toSorted(compareText);
}

/** Whether a value says nothing: absent, null, blank, or a list without entries. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function missingAt(data: unknown, path: string): string | undefined {
  const steps = path.split(".");
  const code = MISSING.get(steps.at(-1) ?? "");
  return code !== undefined && isEmpty(valueAt(data, steps)) ? code : undefined;
}

function valueAt(data: unknown, steps: readonly string[]): unknown {
  let value = data;
  for (const step of steps) {
    if (!isRecord(value) && !Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  return value;
}
