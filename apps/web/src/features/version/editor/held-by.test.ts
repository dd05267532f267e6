import { expect, test } from "vitest";
import { heldBy } from "./held-by.ts";

const READY: Parameters<typeof heldBy>[0] = {
  skill: { state: "active", absentSince: null, homeSlug: "api" },
  waiting: null,
  behind: false,
  changed: true,
  preview: { refused: false, unchanged: false },
  reason: "why",
};
const WAITING = {
  id: "c1",
  kind: "edit",
  by: "Ada",
  reason: "why",
  createdAt: new Date("2026-01-05T00:00:00Z"),
  jobId: "j1",
  planId: null,
  stopped: false,
} as const;

test("a changed text with a reason can be saved, before the server has looked at it too", () => {
  expect(heldBy(READY)).toBe(undefined);
  expect(heldBy({ ...READY, preview: undefined })).toBe(undefined);
  expect(heldBy({ ...READY, waiting: { ...WAITING, stopped: true } })).toBe(undefined);
});

test("what the server would refuse is not offered", () => {
  expect(heldBy({ ...READY, skill: { ...READY.skill, state: "pruned" } })).toBe(
    "The skill is pruned: restore it first.",
  );
  expect(heldBy({ ...READY, skill: { ...READY.skill, absentSince: new Date("2026-01-05T00:00:00Z") } })).toBe(
    "The skill is gone from api: restore it first.",
  );
  expect(heldBy({ ...READY, behind: true })).toBe("First put your work together with the version in force.");
  expect(heldBy({ ...READY, waiting: WAITING })).toBe("A change by Ada is on its way: wait until it is in force.");
  expect(heldBy({ ...READY, preview: { refused: true, unchanged: false } })).toBe(
    "The checks find what keeps it from being saved: mend that first.",
  );
  expect(heldBy({ ...READY, reason: " " })).toBe("Say why, for those who come after you.");
});

test("a text that is the version's again is no change", () => {
  expect(heldBy({ ...READY, changed: false })).toBe("Nothing is changed yet.");
  expect(heldBy({ ...READY, preview: { refused: false, unchanged: true } })).toBe("Nothing is changed yet.");
});
