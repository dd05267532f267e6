import * as z from "zod";
import { type CodedProblem, type Problem, pathText } from "./flaws.ts";
import { type WrappedResult, wrapLegacy } from "./legacy.ts";
import { RUN_LIMITS } from "./limits.ts";
import { EvalState, type RunRecord, isFinalState } from "./record.ts";
import { SkillResult, parseSkillResult } from "./skill-result.ts";

/** What a repo does with runs without a well-formed SkillResult: wrap it, or refuse the record (contracts.md, section 7). */
export const ResultPhase = z.enum(["compat", "strict"]);
export type ResultPhase = z.infer<typeof ResultPhase>;

/** Days for which a run that was wrapped keeps its repo from turning strict. */
export const PRODUCER_DAYS = 14;

/** A run's envelope: the one it returned, never touched, or the one that was made for it. */
export type RunEnvelope = WrappedResult | { result: SkillResult; wrapped: false; warning: null };

/**
 * What is wrong with the SkillResult of a record; nothing when it is well-formed, or when the run has not ended and sends none. The
 * record's own state and codes do not matter: they are the harness's judgement, the envelope is what the agent says of itself, and
 * where the two differ both are kept.
 * @param record the record as plain data, be it well-formed or not
 */
export function findResultProblems(record: Readonly<Record<string, unknown>>): CodedProblem[] {
  const value = record["skill_result"];
  if (isAbsent(value) && !hasEnded(record)) return [];
  if (!isAbsent(value) && SkillResult.safeParse(value).success) return [];
  const parsed = parseSkillResult(value);
  if (parsed.ok) return [];
  return parsed.problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? "skill_result" : `skill_result.${problem.path}`,
  }));
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function hasEnded(record: Readonly<Record<string, unknown>>): boolean {
  const state = EvalState.safeParse(record["eval_state"]);
  return state.success && isFinalState(state.data);
}

/**
 * Why a phase refuses a record that was read: every problem, each path once and at most 50. In compat those of the record alone, in
 * strict those of its SkillResult too, which have a failure code. Empty: it is taken.
 */
export function refusalOf(
  parsed: { problems?: readonly Problem[]; resultProblems: readonly CodedProblem[] },
  phase: ResultPhase,
): (Problem & { code?: string })[] {
  const { problems = [], resultProblems } = parsed;
  if (phase === "compat") return [...problems];
  const coded = new Set(resultProblems.map(({ path }) => path));
  return [...problems.filter(({ path }) => !coded.has(path)), ...resultProblems].slice(0, RUN_LIMITS.problems);
}

/** The well-formed SkillResult that a run returned; null where there is none. */
export function reportedResult({ skill_result: value }: RunRecord): SkillResult | null {
  return isAbsent(value) ? null : (SkillResult.safeParse(value).data ?? null);
}

/** The envelope of a run as its pages show it; null for one that has not ended and sends none. */
export function envelopeOf(run: RunRecord): RunEnvelope | null {
  const problems = findResultProblems(run);
  if (problems.length > 0) return wrapRun(run, problems);
  const result = reportedResult(run);
  return result && { result, wrapped: false, warning: null };
}

/** What is said of a run that compat wraps: what its SkillResult lacks, and what stands in its place. Null for any other. */
export function wrapWarning(run: RunRecord, problems: readonly CodedProblem[]): string | null {
  return problems.length === 0 ? null : wrapRun(run, problems).warning;
}

function wrapRun(run: RunRecord, problems: readonly CodedProblem[]): WrappedResult {
  const wrapped = wrapLegacy({
    output: run.skill_result,
    exitStatus: run.exit_status,
    evalState: run.eval_state,
    timeMs: timeMsOf(run),
    failureCodes: run.failure_codes,
  });
  return { ...wrapped, warning: `${problemWords(problems)}: ${wrapped.warning}` };
}

function problemWords([first, ...more]: readonly CodedProblem[]): string {
  if (first === undefined || first.code === "schema_violation/skill_result_missing") return "there is no SkillResult";
  const said = `${pathText([first.path])} ${first.message}`;
  return more.length === 0 ? said : `${said}, and ${more.length} more`;
}

/** The measured time, else the time between start and end, else 0. */
function timeMsOf({ wall_seconds: seconds, started_at: started, ended_at: ended }: RunRecord): number {
  if (seconds !== undefined) return seconds * 1000;
  return started === undefined || ended === undefined ? 0 : Date.parse(ended) - Date.parse(started);
}
