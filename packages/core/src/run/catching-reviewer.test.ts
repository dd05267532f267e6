import { expect, test } from "vitest";
import { scoreUnits } from "../score/index.ts";
import { knownCriteria } from "./criteria.ts";
import type { RunRecord } from "./record.ts";
import { settleTask } from "./settle.ts";
import { actorOf, judgedTasksOf, taskKeyOf, taskKeyText } from "./task-key.ts";
import { run } from "./testing.ts";
import { evaluateReview, reviewOf } from "./verdict.ts";

const CRITERIA = [
  { id: "works", text: "It works" },
  { id: "tested", text: "It is tested" },
];

const BUILT = Array.from({ length: 7 }, (_, index) =>
  run({
    run_id: `build-${index}`,
    intent_id: `INT-${index}`,
    task_id: "build",
    agent: { name: "claude-code", session: "builder" },
    skills: [{ name: "ship-it", version: 1, use: "declared" }],
    criteria: CRITERIA,
  }),
);

/** Each finds a defect, says so, and ends as a reviewer should: by asking a person. */
const REVIEWED = BUILT.map(({ intent_id }, index) =>
  run({
    run_id: `review-${index}`,
    intent_id,
    task_id: "review",
    role: "reviewer",
    kind: "review",
    agent: { name: "codex", session: "reviewer" },
    skills: [{ name: "find-defects", version: 1, use: "declared" }],
    eval_state: "NeedsUser",
    question: "Repair the defect, or take it as it is?",
    depends_on: ["build"],
    verdict: CRITERIA.map(({ id }) => ({ criterion_id: id, pass: false, evidence: `build-${index}: a defect` })),
  }),
);

function settle(record: RunRecord, reviews: readonly RunRecord[]) {
  const key = taskKeyOf(record);
  const criteria = knownCriteria([
    { run: record.run_id, role: record.role, endedAt: record.ended_at ?? null, criteria: record.criteria },
  ]);
  return settleTask({
    repo: "app",
    key,
    runs: [
      {
        run: record.run_id,
        role: record.role,
        actor: actorOf("key", record.agent),
        endedAt: record.ended_at ?? null,
        state: record.eval_state,
        codes: record.failure_codes,
        simulated: record.simulated,
        kind: record.kind,
        versions: record.skills.map(({ name }) => ({ skill: name, version: `${name}@1` })),
      },
    ],
    reviews: reviews
      .filter((review) => judgedTasksOf(review).some((judged) => taskKeyText(judged) === taskKeyText(key)))
      .flatMap((review) => {
        const { codes, verdicts } = evaluateReview({
          ...reviewOf(review),
          known: new Map([[taskKeyText(key), criteria]]),
        });
        const actor = actorOf("key", review.agent);
        return verdicts.map((verdict) => ({ run: review.run_id, rev: 1, actor, codes, verdict }));
      }),
  });
}

test("a reviewer who catches seven defects costs the builder's skills, never its own", () => {
  const before = BUILT.map((record) => settle(record, []));
  const after = BUILT.map((record) => settle(record, REVIEWED));
  const reviews = REVIEWED.map((record) => settle(record, []));

  expect(before.map(({ value }) => value.u)).toEqual(Array.from({ length: 7 }, () => 1_000_000));
  expect(after.map(({ value }) => value.u)).toEqual(Array.from({ length: 7 }, () => 400_000));
  expect(after.map(({ outcome }) => [outcome.state, outcome.acceptance])).toEqual(
    Array.from({ length: 7 }, () => ["Done", "rejected"]),
  );
  expect(reviews.map(({ excludedReason, value }) => [excludedReason, value.included])).toEqual(
    Array.from({ length: 7 }, () => ["review_role", false]),
  );

  expect(scoreUnits(before.map(({ unit }) => unit)).score).toBe(1);
  expect(scoreUnits(after.map(({ unit }) => unit))).toMatchObject({ intents: 7, score: 0.4 });
});
