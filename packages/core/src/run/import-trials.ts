import type * as z from "zod";
import { type Flaw, PARSE_OPTIONS, flawsOf, listProblems } from "./flaws.ts";
import { type ImportContext, type ImportProblem, type ImportedRuns, parseJson } from "./import-types.ts";
import { instantOf, timeText } from "./time.ts";
import { BenchmarkFile, GradingFile, TRIAL_ARMS, TrialRun } from "./trial-file.ts";
import { type Trial, trialRecords } from "./trial-records.ts";

const NO_SKILL = "the file does not say which skill was tried; name it";
const OLD_VERSION = "which version old_skill ran with is not in the file; report these runs with the version's hash";

/** Reads skill-creator's `grading.json`: one run, with the skill of the context. */
export function importGrading(text: string, context: ImportContext): ImportedRuns {
  const file = readFile(GradingFile, text);
  if (Array.isArray(file)) return { records: [], problems: file };
  if (context.skill === undefined) return refuse("skill", NO_SKILL);
  const records = trialRecords({
    ...sharedOf(context, undefined),
    skill: context.skill,
    evalId: context.digest.slice(0, 12),
    arm: "with_skill",
    withSkill: true,
    number: 1,
    seconds: file.timing?.executor_duration_seconds,
    expectations: file.expectations,
  });
  return { records, problems: [] };
}

/** Reads skill-creator's `benchmark.json`: each run anew from its expectations. A faulty run is a problem, the others are kept. */
export function importBenchmark(text: string, context: ImportContext): ImportedRuns {
  const file = readFile(BenchmarkFile, text);
  if (Array.isArray(file)) return { records: [], problems: file };
  const skill = context.skill ?? file.metadata?.skill_name;
  if (skill === undefined) return refuse("metadata.skill_name", NO_SKILL);
  const shared = { ...sharedOf(context, file.metadata?.timestamp), skill, model: file.metadata?.executor_model };
  const records: unknown[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of file.runs.entries()) {
    const run = TrialRun.safeParse(raw, PARSE_OPTIONS);
    const flaws = run.success ? findRunFlaws(run.data, seen) : flawsOf(run.error);
    problems.push(...listProblems(flaws).map((flaw) => problemAt(["runs", index], flaw)));
    if (run.success && flaws.length === 0) records.push(...trialRecords({ ...shared, ...trialOf(run.data) }));
  }
  return { records, problems };
}

function trialOf(
  run: z.output<typeof TrialRun>,
): Pick<Trial, "evalId" | "arm" | "withSkill" | "number" | "seconds" | "expectations"> {
  return {
    evalId: run.eval_id,
    arm: run.configuration,
    withSkill: TRIAL_ARMS[run.configuration],
    number: run.run_number,
    seconds: run.result?.time_seconds,
    expectations: run.expectations,
  };
}

/** Marks the run's place as taken. */
function findRunFlaws(run: z.output<typeof TrialRun>, seen: Set<string>): Flaw[] {
  if (run.configuration === "old_skill") return [{ path: "configuration", message: OLD_VERSION, rule: "value" }];
  const place = JSON.stringify([run.eval_id, run.configuration, run.run_number]);
  if (seen.has(place))
    return [{ path: "run_number", message: "repeats an earlier run; the first is kept", rule: "value" }];
  seen.add(place);
  return [];
}

function sharedOf({ commit, importedAt }: ImportContext, time: string | undefined): Pick<Trial, "commit" | "endedAt"> {
  const instant = time === undefined ? undefined : instantOf(time);
  return { commit, endedAt: instant === undefined ? importedAt : timeText(instant) };
}

function readFile<T extends z.ZodType>(schema: T, text: string): z.output<T> | ImportProblem[] {
  const data = parseJson(text);
  if (data === undefined) return [{ path: "", message: "the file is not JSON" }];
  const parsed = schema.safeParse(data, PARSE_OPTIONS);
  return parsed.success ? parsed.data : listProblems(flawsOf(parsed.error)).map((flaw) => problemAt([], flaw));
}

function problemAt(above: readonly (string | number)[], { path, message }: Flaw): ImportProblem {
  return { path: [...above, path].filter((step) => step !== "").join("."), message };
}

function refuse(path: string, message: string): ImportedRuns {
  return { records: [], problems: [{ path, message }] };
}
