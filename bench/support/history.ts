import { createHash } from "node:crypto";

/** How large a team's history is. The same numbers give the same records. */
export interface HistorySize {
  runs: number;
  repos: number;
  skills: number;
  versionsPerSkill: number;
}

const KINDS = ["feature", "bugfix", "refactor", "docs", "test"] as const;
/** The history ends here and reaches back half a year. */
const END = Date.parse("2026-11-20T00:00:00Z");
const SPAN_MS = 182 * 86_400_000;
const CRITERIA = [
  { id: "builds", text: "the project builds and its checks pass" },
  { id: "tested", text: "the change is covered by a test that fails without it" },
  { id: "scoped", text: "nothing but what the task asks for has changed" },
];

export function repoName(at: number): string {
  return `repo-${String(at).padStart(3, "0")}`;
}

export function skillName(at: number): string {
  return `skill-${String(at).padStart(4, "0")}`;
}

export function versionHash(skill: number, number: number): string {
  return createHash("sha256").update(`${skill} ${number}`).digest("hex");
}

/** Repeatable numbers in 0..1. */
export function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Run records of an ordinary team, oldest first: tasks of one to three attempts in intents of about three, two skills each, a
 * third of them reviewed. Made as they are asked for, so that a million need no memory.
 */
export function* makeHistory(size: HistorySize, seed = 1): Generator<Record<string, unknown>> {
  const random = randomOf(seed);
  const below = (most: number) => Math.floor(random() * most);
  let made = 0;
  for (let task = 0; made < size.runs; task += 1) {
    const at = END - SPAN_MS + Math.floor((made / size.runs) * SPAN_MS);
    const repo = repoName(below(size.repos));
    const shared = {
      schema: "yardlet.run/1",
      repo,
      intent_id: `intent-${Math.floor(task / (3 * size.repos))}`,
      task_id: `task-${task}`,
      kind: KINDS[below(KINDS.length)],
    };
    const first = below(size.skills);
    const skills = [first, (first + 1 + below(size.skills - 1)) % size.skills].map((skill) => ({
      name: skillName(skill),
      hash: versionHash(skill, 1 + below(size.versionsPerSkill)),
      use: "declared",
    }));
    const attempts = random() < 0.75 ? 1 : 1 + below(3);
    for (let attempt = 1; attempt <= attempts && made < size.runs; attempt += 1, made += 1) {
      const done = attempt === attempts && random() < 0.8;
      yield {
        ...shared,
        run_id: `run-${task}-${attempt}`,
        attempt,
        agent: { name: "claude", version: "2.1.0", model: "large", session: `session-${task}-${attempt}` },
        commit: createHash("sha1").update(String(task)).digest("hex"),
        branch: `work/task-${task}`,
        skills,
        criteria: CRITERIA,
        eval_state: done ? "Done" : random() < 0.3 ? "Partial" : "Failed",
        failure_codes: done ? [] : ["validation_failed/tests_failed"],
        started_at: new Date(at + attempt * 600_000 - 400_000).toISOString(),
        ended_at: new Date(at + attempt * 600_000).toISOString(),
        wall_seconds: 400,
        cost: { tokens: 40_000 + below(60_000), usd: 0.4 },
      };
    }
    if (random() < 0.33 && made < size.runs) {
      made += 1;
      const verdict = CRITERIA.map(({ id }) => ({
        criterion_id: id,
        pass: random() < 0.8,
        evidence: `see the log of ${id}`,
      }));
      const passed = verdict.every((entry) => entry.pass);
      yield {
        ...shared,
        task_id: `review-${task}`,
        run_id: `review-${task}`,
        kind: "review",
        role: "reviewer",
        agent: { name: "codex", session: `review-session-${task}` },
        depends_on: [shared.task_id],
        verdict,
        eval_state: passed ? "Done" : "NeedsUser",
        ...(passed ? {} : { question: "Who mends what failed?" }),
        ended_at: new Date(at + 3 * 600_000).toISOString(),
      };
    }
  }
}
