import { type CodedProblem, type Flaw, PARSE_OPTIONS, type Problem, flawsOf, listProblems } from "./flaws.ts";
import { DOCUMENT_LIMITS, RUN_LIMITS } from "./limits.ts";
import { findResultProblems } from "./phase.ts";
import { isRecord, readDocument } from "./read-document.ts";
import { EvalState, RUN_SCHEMA, RunRecord, isFinalState } from "./record.ts";
import { instantOf } from "./time.ts";

/** `resultProblems` are what is wrong with the SkillResult: the repo's phase wraps it or refuses the record (`refusalOf`). */
export type ParsedRun = { resultProblems: CodedProblem[] } & (
  | { ok: true; run: RunRecord }
  | { ok: false; problems: Problem[] }
);

/**
 * Reads one run record from outside. Never throws; lists every problem with its path, at most 50. A version of the contract that is
 * not known is the only problem named, for nothing else can be judged by it.
 * @param receivedAt when the record arrived: `ended_at` may lie at most five minutes behind it.
 */
export function parseRun(value: unknown, receivedAt: string): ParsedRun {
  const { data, flaws, whole } = readDocument(value, DOCUMENT_LIMITS);
  if (!whole || !isRecord(data)) {
    return refuse(flaws.length > 0 ? flaws : [{ path: "", message: "an object is expected", rule: "type" }]);
  }
  const version = data["schema"];
  if (typeof version === "string" && version !== RUN_SCHEMA) {
    const message = `${JSON.stringify(version.slice(0, RUN_LIMITS.id))} is not known; the only known version is ${RUN_SCHEMA}`;
    return refuse([{ path: "schema", message, rule: "value" }]);
  }
  const parsed = RunRecord.safeParse(data, PARSE_OPTIONS);
  const late = findTimeFlaws(data, receivedAt);
  const resultProblems = findResultProblems(data);
  if (parsed.success && flaws.length === 0 && late.length === 0) return { ok: true, run: parsed.data, resultProblems };
  return refuse([...(parsed.success ? [] : flawsOf(parsed.error)), ...late, ...flaws], resultProblems);
}

function refuse(flaws: readonly Flaw[], resultProblems: CodedProblem[] = []): ParsedRun {
  const problems = listProblems(flaws).map(({ path, message }) => ({ path, message }));
  return { ok: false, problems, resultProblems };
}

/** What holds between the times of a record, its state and the moment of receipt. Times that are none are left to the schema. */
function findTimeFlaws(data: Record<string, unknown>, receivedAt: string): Flaw[] {
  const flaws: Flaw[] = [];
  const report = (path: string, message: string) => void flaws.push({ path, message, rule: "value" });
  const started = readInstant(data["started_at"]);
  const ended = readInstant(data["ended_at"]);
  const state = EvalState.safeParse(data["eval_state"]);
  if (data["ended_at"] === undefined && state.success && isFinalState(state.data))
    report("ended_at", `is required with the state ${state.data}; only Queued and Deferred go without`);
  if (ended !== undefined && !(ended <= Date.parse(receivedAt) + RUN_LIMITS.clockSkewMs))
    report(
      "ended_at",
      `is more than 5 minutes later than ${receivedAt}, when the record arrived; set the sender's clock`,
    );
  if (started !== undefined && ended !== undefined && started > ended) report("started_at", "is later than ended_at");
  return flaws;
}

function readInstant(value: unknown): number | undefined {
  return typeof value === "string" ? instantOf(value) : undefined;
}
