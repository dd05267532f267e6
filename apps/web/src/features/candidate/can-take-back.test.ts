import { expect, test } from "vitest";
import { addedBy, canTakeBack, skillOf } from "./can-take-back.ts";
import { aCandidate } from "./testing.ts";

const PLAN = aCandidate({
  changes: [
    { action: "add", skill: "cli-contract", version: 1 },
    { action: "remove", skill: "guess-twice" },
  ],
});
const DRAFT = aCandidate({
  kind: "draft",
  draft: { id: "d1", name: "route-parcels", contentHash: "0".repeat(64) },
});
const NOTE = aCandidate({ kind: "note" });

test("what was accepted is taken back where it wrote something; a rejection and a snooze always", () => {
  const accepted = (...candidates: (typeof PLAN)[]) => canTakeBack({ candidates, choice: { kind: "accept" } });
  expect([accepted(PLAN), accepted(DRAFT), accepted(NOTE), accepted(PLAN, NOTE)]).toEqual([true, true, false, false]);
  expect(accepted(aCandidate({ ...PLAN, delivery: "none" }))).toBe(false);
  expect(canTakeBack({ candidates: [NOTE], choice: { kind: "reject", reason: "no" } })).toBe(true);
  expect([addedBy(PLAN), skillOf(DRAFT), skillOf(NOTE)]).toEqual([["cli-contract"], "route-parcels", undefined]);
});
