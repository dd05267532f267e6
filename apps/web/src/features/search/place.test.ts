import { expect, test } from "vitest";
import { hrefOfHit, stateOfHit } from "./place.ts";

test("every kind of hit leads to its page", () => {
  const state = "active" as const;
  expect(hrefOfHit({ kind: "skill", home: "library", name: "a", state })).toBe("/skills/library/a");
  expect(hrefOfHit({ kind: "repo", slug: "parcel", archived: false })).toBe("/repos/parcel");
  expect(hrefOfHit({ kind: "run", repo: "parcel", runId: "a/b", state: "Done" })).toBe("/runs/parcel/a%2Fb");
  expect(hrefOfHit({ kind: "task", repo: "parcel", intent: "i", task: ".." })).toBe("/repos/parcel/tasks/i/~..");
  expect(hrefOfHit({ kind: "lesson", scopeId: "repo:1", id: "l", archived: true })).toBe("/lessons/repo%3A1/l");
  expect(hrefOfHit({ kind: "candidate", id: "c", of: "gap", state: "open" })).toBe("/review/c");
  expect(hrefOfHit({ kind: "job", id: "j", of: "repo.sync", state: "done" })).toBe("/jobs/j");
});

test("what is not in force says so", () => {
  expect(stateOfHit({ kind: "skill", home: "library", name: "a", state: "active" })).toBeNull();
  expect(stateOfHit({ kind: "skill", home: "library", name: "a", state: "pruned" })).toBe("pruned");
  expect(stateOfHit({ kind: "repo", slug: "a", archived: true })).toBe("archived");
  expect(stateOfHit({ kind: "repo", slug: "a", archived: false })).toBeNull();
  expect(stateOfHit({ kind: "candidate", id: "c", of: "gap", state: "rejected" })).toBe("rejected");
  expect(stateOfHit({ kind: "task", repo: "a", intent: "i", task: "t" })).toBeNull();
});
