import * as z from "zod";
import { describeFailureCode } from "../run/failure-codes.ts";
import { type EvalState, isFinalState, type RunRole } from "../run/record.ts";
import { compareText } from "../skill/order.ts";

/** A failure code is a gap once it has ended tasks of this many distinct intents … */
export const GAP_INTENTS = 3;
/** … within this many days. */
export const GAP_DAYS = 30;
/** The most tasks that a gap shows as its evidence, the newest first. */
export const GAP_TASKS = 20;
/** Of several repos together a code is a gap from this many on. */
const GAP_REPOS = 2;

const Count = z.int().min(0);

/** A skill that presets or picks ask for and nobody has. `preset` is null for a pick. */
export const SkillGapEvidence = z.object({
  about: z.literal("skill"),
  skill: z.string(),
  asks: z.array(z.object({ repo: z.string(), preset: z.string().nullable() })),
});
export type SkillGapEvidence = z.infer<typeof SkillGapEvidence>;

/** A task that ended with the code, as its newest such run says it. */
export const GapTask = z.object({
  repo: z.string(),
  intent: z.string(),
  task: z.string(),
  kind: z.string(),
  state: z.string(),
  run: z.string(),
  at: z.iso.datetime(),
  question: z.string().nullable(),
});
export type GapTask = z.infer<typeof GapTask>;

/** A failure that returns. `tasks` are at most 20, the newest first. */
export const CodeGapEvidence = z.object({
  about: z.literal("code"),
  code: z.string(),
  intents: Count,
  repos: z.array(z.object({ repo: z.string(), intents: Count })),
  tasks: z.array(GapTask),
});
export type CodeGapEvidence = z.infer<typeof CodeGapEvidence>;

/** Failures that a lesson unites, of tasks that had no skill at hand. `tasks` are at most 20, the newest first. */
export const LessonGapEvidence = z.object({
  about: z.literal("lesson"),
  /** The scope and the id of the lesson. */
  scope: z.string(),
  lesson: z.string(),
  codes: z.array(z.string()),
  signature: z.string(),
  symptom: z.string(),
  actions: z.array(z.string()),
  intents: Count,
  repos: z.array(z.object({ repo: z.string(), intents: Count })),
  tasks: z.array(GapTask),
});
export type LessonGapEvidence = z.infer<typeof LessonGapEvidence>;

/** What a gap rests on; repos by their names. */
export const GapEvidence = z.discriminatedUnion("about", [SkillGapEvidence, CodeGapEvidence, LessonGapEvidence]);
export type GapEvidence = z.infer<typeof GapEvidence>;

/** How many distinct intents of builder tasks of a repo ended with a code within `GAP_DAYS`. */
export interface FailureCount {
  repo: string;
  code: string;
  intents: number;
}

/** A code that ended enough intents: of one repo, or (null) of several together. */
export interface CodeGap {
  key: string;
  code: string;
  repo: string | null;
  intents: number;
  /** Those that fail with it, the most often first. */
  repos: Omit<FailureCount, "code">[];
}

/** The codes of a run that may speak of a gap: a builder's that ended without being done, and none that infrastructure explains. */
export function gapCodesOf(run: {
  role: RunRole;
  state: EvalState;
  simulated: boolean;
  codes: readonly string[];
}): string[] {
  if (run.role !== "builder" || run.simulated || run.state === "Done" || !isFinalState(run.state)) return [];
  return [...new Set(run.codes)].filter((code) => !describeFailureCode(code).infrastructure);
}

/** Counts failures as the database does, for where there is none. Facts older than `since` (a time as records write it) don't count. */
export function countFailures(
  facts: readonly { repo: string; intent: string; code: string; at: string }[],
  since: string,
): FailureCount[] {
  const intents = new Map<string, { repo: string; code: string; intents: Set<string> }>();
  for (const { repo, intent, code, at } of facts) {
    if (at < since) continue;
    const key = JSON.stringify([repo, code]);
    const counted = intents.get(key) ?? { repo, code, intents: new Set<string>() };
    counted.intents.add(intent);
    intents.set(key, counted);
  }
  return [...intents.values()].map((counted) => ({ ...counted, intents: counted.intents.size }));
}

/** Which codes are gaps: each in a repo that reaches the threshold alone, and once over all repos that reach it together. */
export function findCodeGaps(counts: readonly FailureCount[]): CodeGap[] {
  const byCode = Map.groupBy(counts, ({ code }) => code);
  return [...byCode]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([code, rows]) => {
      const repos = rows
        .map(({ repo, intents }) => ({ repo, intents }))
        .toSorted((a, b) => b.intents - a.intents || compareText(a.repo, b.repo));
      const intents = repos.reduce((sum, one) => sum + one.intents, 0);
      const alone = repos
        .filter((one) => one.intents >= GAP_INTENTS)
        .map((one) => ({ key: codeGapKey(code, one.repo), code, repo: one.repo, intents: one.intents, repos: [one] }));
      const together = { key: codeGapKey(code, null), code, repo: null, intents, repos };
      return repos.length >= GAP_REPOS && intents >= GAP_INTENTS ? [...alone, together] : alone;
    });
}

/** The skills that are asked for and exist nowhere, in order of name, each with who asks. */
export function findSkillGaps(
  asks: readonly { skill: string; repo: string; preset: string | null }[],
): (SkillGapEvidence & { key: string })[] {
  return [...Map.groupBy(asks, ({ skill }) => skill)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([skill, rows]) => ({
      key: skillGapKey(skill),
      about: "skill" as const,
      skill,
      asks: rows
        .map(({ repo, preset }) => ({ repo, preset }))
        .toSorted((a, b) => compareText(a.repo, b.repo) || compareText(a.preset ?? "", b.preset ?? "")),
    }));
}

export function skillGapKey(skill: string): string {
  return `gap:skill:${skill}`;
}

export function codeGapKey(code: string, repo: string | null): string {
  return `gap:code:${repo ?? "*"}:${code}`;
}

/** True when a repo or a preset asks that did not ask when the gap was decided on. */
export function asksAnew(before: SkillGapEvidence, now: SkillGapEvidence): boolean {
  const known = new Set(before.asks.flatMap(({ repo, preset }) => [`repo ${repo}`, `preset ${preset}`]));
  return now.asks.some(({ repo, preset }) => !known.has(`repo ${repo}`) || !known.has(`preset ${preset}`));
}

/** The repos that a gap is about, each once, in the order of its evidence. */
export function reposOfGap(gap: GapEvidence): string[] {
  return [...new Set((gap.about === "skill" ? gap.asks : gap.repos).map(({ repo }) => repo))];
}

/** What a gap is called, why it waits, and what somebody who researches it would ask for. */
export function describeGap(gap: GapEvidence): { title: string; why: string; topic: string } {
  if (gap.about === "skill") return describeSkillGap(gap);
  return gap.about === "code" ? describeCodeGap(gap) : describeLessonGap(gap);
}

function describeSkillGap(gap: SkillGapEvidence): { title: string; why: string; topic: string } {
  const presets = [...new Set(gap.asks.flatMap(({ preset }) => preset ?? []))].toSorted(compareText);
  const named = presets.length === 0 ? [] : [`${presets.length === 1 ? "preset" : "presets"} ${listed(presets)}`];
  const askers = [...named, ...(gap.asks.some(({ preset }) => preset === null) ? ["a pick"] : [])].join(" and ");
  return {
    title: `missing skill ${gap.skill}`,
    why: `asked for by ${askers} in ${inRepos(reposOfGap(gap))}; no library has it`,
    topic: sentence(gap.skill.replaceAll("-", " ")),
  };
}

function describeCodeGap(gap: CodeGapEvidence): { title: string; why: string; topic: string } {
  const { known, meaning, missingActions } = describeFailureCode(gap.code);
  const said = known ? meaning : gap.code;
  const words = gap.code.slice(gap.code.indexOf("/") + 1).replaceAll(/[_-]+/g, " ");
  return {
    title: `the same failure again: ${said}`,
    why: `${gap.intents} intents in ${inRepos(reposOfGap(gap))} ended with ${gap.code} in the last ${GAP_DAYS} days`,
    topic: [`Prevent ${words}`, ...missingActions.slice(0, 1)].join(": "),
  };
}

function describeLessonGap(gap: LessonGapEvidence): { title: string; why: string; topic: string } {
  const said = gap.codes.map(describeFailureCode).map(({ known, code, meaning }) => (known ? meaning : code));
  return {
    title: `no skill was at hand: ${said.join("; ")}`,
    why: `${gap.intents === 1 ? "1 intent" : `${gap.intents} intents`} of ${gap.signature} in ${inRepos(reposOfGap(gap))} failed with ${gap.codes.join(", ")}`,
    topic: [`Prevent in ${gap.signature}: ${said.join("; ")}`, ...gap.actions.slice(0, 1)].join(". "),
  };
}

const NAMED = 3;

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
}

function inRepos(repos: readonly string[]): string {
  return repos.length === 1 ? (repos[0] ?? "") : `${repos.length} repos`;
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
