import { expect, test } from "vitest";
import { progressWords, updateWords } from "./words.ts";

test("updates are told by their versions", () => {
  expect(
    updateWords([
      { skill: "alpha", from: 1, to: 2 },
      { skill: "beta", from: 3, to: 4 },
    ]),
  ).toBe("alpha v1 → v2, beta v3 → v4");
});

test("how far a rollout is is told by its repos, what is over first", () => {
  const none = { waiting: 0, running: 0, done: 0, on_branch: 0, patch: 0, failed: 0 };
  expect(progressWords({ counts: { ...none, done: 3, failed: 1 } })).toBe("3 repos committed, 1 repo failed");
  expect(progressWords({ counts: { ...none, on_branch: 1, running: 2 } })).toBe(
    "1 repo on the branch yardlet/skills, 2 repos being written",
  );
});
