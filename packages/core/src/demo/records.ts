import { type Attempt, attemptsOf } from "./attempts.ts";
import type { Draw } from "./draw.ts";
import type { AtHand, Intent } from "./intents.ts";
import { CRITERIA, verdictOf } from "./reviews.ts";

/** A record of the contract `yardlet.run/1`, as an agent's host reports it. */
export type DemoRecord = Record<string, unknown> & { run_id: string; repo: string; ended_at: string };

const ATTEMPT_MS = 25 * 60_000;
const TASK_MS = 2 * 3_600_000;
/** What is odd about some tasks, each with the share of tasks. */
const ODD = {
  alone: 0.04,
  nameless: 0.015,
  simulated: 0.007,
  byName: 0.15,
  misspelt: 0.01,
  unknown: 0.005,
  corrected: 0.006,
};

/** The records of an intent in the order in which they are sent. `weekStart` in milliseconds. */
export function recordsOf(draw: Draw, intent: Intent, weekStart: number): DemoRecord[] {
  return Array.from({ length: intent.tasks }, (_, index) => index).flatMap((index) =>
    taskRecords(draw, intent, { task: `${intent.id}-${index + 1}`, at: weekStart + intent.startsAt + index * TASK_MS }),
  );
}

function taskRecords(draw: Draw, intent: Intent, { task, at }: { task: string; at: number }): DemoRecord[] {
  const is = (what: keyof typeof ODD) => draw(task, what) < ODD[what];
  const { repo, agent, kind } = intent;
  const attempts = attemptsOf(draw, intent, task);
  const shared = {
    schema: "yardlet.run/1",
    repo: repo.slug,
    ...(is("alone") ? {} : { intent_id: intent.id }),
    ...(is("simulated") ? { simulated: true } : {}),
  };
  const session = `${task}-build`;
  const built = attempts.map((attempt, index): DemoRecord => {
    const endedAt = at + (index + 1) * ATTEMPT_MS;
    return {
      ...shared,
      run_id: `${task}-a${index + 1}`,
      task_id: task,
      attempt: index + 1,
      kind,
      agent: is("nameless") ? { ...agent } : { ...agent, session },
      skills: skillsOf(intent.skills, is),
      criteria: CRITERIA,
      ...endOf(attempt),
      started_at: textOf(endedAt - ATTEMPT_MS + 60_000),
      ended_at: textOf(endedAt),
      wall_seconds: 1_440,
      cost: { tokens: 30_000 + Math.floor(draw(task, "tokens", index) * 90_000), usd: 0.4 },
    };
  });
  const last = built.at(-1);
  const corrected =
    last && is("corrected") ? [{ ...last, refs: ["https://git.example.com/corrected"], wall_seconds: 900 }] : [];
  return [...built, ...reviewOf(draw, intent, { task, attempts, shared, session, at }), ...corrected];
}

function endOf({ state, codes }: Attempt): Record<string, unknown> {
  const question = state === "NeedsUser" ? { question: "Which of the two behaviours is wanted?" } : {};
  return { eval_state: state, failure_codes: codes, ...question };
}

/** Most hosts name the version; some name the skill alone, and a few spell it otherwise or name a version that nobody has. */
function skillsOf(skills: readonly AtHand[], is: (what: keyof typeof ODD) => boolean): object[] {
  return skills.flatMap(({ name, version, activated }, index) => {
    const isFirst = index === 0;
    const said = isFirst && is("misspelt") ? name.replaceAll("-", "_") : name;
    const numbered = is("byName") ? {} : { version: isFirst && is("unknown") ? 9 : version };
    const declared = { name: said, ...numbered, use: "declared" };
    return activated ? [declared, { ...declared, use: "activated" }] : [declared];
  });
}

/** Some review their own work, and some leave a criterion out: neither has weight. */
function reviewOf(
  draw: Draw,
  { repo }: Intent,
  of: { task: string; attempts: readonly Attempt[]; shared: object; session: string; at: number },
): DemoRecord[] {
  const { task, attempts, shared, session, at } = of;
  const passes = verdictOf(draw, repo.habit, task, attempts);
  if (passes === undefined) return [];
  const isOwn = draw(task, "own review") < 0.02;
  const judged = CRITERIA.slice(0, draw(task, "incomplete") < 0.03 ? 2 : undefined);
  const verdict = judged.map(({ id }, index) => {
    const pass = passes[index] ?? false;
    return { criterion_id: id, pass, evidence: pass ? "seen in the log" : "not seen in the log" };
  });
  const passed = verdict.every(({ pass }) => pass);
  return [
    {
      ...shared,
      repo: repo.slug,
      run_id: `${task}-review`,
      task_id: `${task}-review`,
      kind: "review",
      role: "reviewer",
      agent: { name: "codex", model: "gpt-5", session: isOwn ? session : `${task}-review` },
      depends_on: [task],
      verdict,
      eval_state: passed ? "Done" : "NeedsUser",
      ...(passed ? {} : { question: "Who mends what failed?" }),
      ended_at: textOf(at + (attempts.length + 1) * ATTEMPT_MS),
    },
  ];
}

export function textOf(ms: number): string {
  return new Date(ms).toISOString();
}
