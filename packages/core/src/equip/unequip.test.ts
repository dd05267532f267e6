import { expect, test } from "vitest";
import { placed } from "./testing.ts";
import type { Placed } from "./types.ts";
import { planUnequip } from "./unequip.ts";

const PLACED = placed("mine", 3, "text");
const FOLDERS: Placed[] = [
  PLACED,
  { ...PLACED, name: "edited", treeHash: "e".repeat(64) },
  { ...PLACED, name: "gone", treeHash: undefined, contentHash: undefined },
  { ...PLACED, name: "users", entry: undefined },
];

test("what Yardlet placed goes, what it did not place stays, what is absent is vetoed", () => {
  const plan = planUnequip({
    names: ["users", "gone", "mine", "edited", "found", "absent", "mine"],
    placed: FOLDERS,
    found: [{ name: "found", path: ".claude/skills/found", description: "" }],
  });
  expect(plan.entries.map(({ action, skill, reason }) => [action, skill, reason])).toEqual([
    ["remove", "edited", "unequipped by hand; the edits made by hand stay in the history"],
    ["remove", "gone", "unequipped by hand; its folder was already removed by hand"],
    ["remove", "mine", "unequipped by hand"],
    ["conflict", "found", "it lies at .claude/skills/found, which Yardlet only reads; remove it yourself"],
    ["conflict", "users", "Yardlet did not place this folder; remove it yourself"],
    ["veto", "absent", "not equipped; vetoed from now on"],
  ]);
  expect(plan.entries.every(({ suggested }) => !suggested)).toBe(true);
});
