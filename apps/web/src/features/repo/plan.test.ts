import type { PlanEntry } from "@yardlet/core/equip";
import { expect, test } from "vitest";
import { conflictActions, equipWords, suggestedChanges, suggestedRemovals } from "./plan.ts";

function entry(action: PlanEntry["action"], skill: string, more: Partial<PlanEntry> = {}): PlanEntry {
  return { action, skill, why: [], reason: "", suggested: false, ...more };
}

test("what a job already writes is not suggested again", () => {
  const plan = [entry("add", "a"), entry("update", "b"), entry("keep", "c"), entry("remove", "d", { suggested: true })];
  const repo = { plan, underWay: [{ action: "add", skill: "a" } as const] };
  expect(suggestedChanges(repo).map(({ skill }) => skill)).toEqual(["b"]);
  expect(suggestedRemovals(repo).map(({ skill }) => skill)).toEqual(["d"]);
});

test("the main button says what it does", () => {
  expect(equipWords([entry("add", "a"), entry("add", "b")])).toBe("Equip 2 suggested");
  expect(equipWords([entry("add", "a"), entry("update", "b")])).toBe("Equip 1, update 1");
  expect(equipWords([entry("update", "b")])).toBe("Update 1 skill");
  expect(equipWords([entry("remove", "b"), entry("remove", "c")])).toBe("Remove 2 skills");
});

test("a conflict offers what can resolve it", () => {
  const equipped = [{ name: "edited" }];
  expect(conflictActions(entry("conflict", "own"), equipped)).toEqual(["veto"]);
  expect(conflictActions(entry("conflict", "edited", { fromVersion: 1 }), equipped)).toEqual(["unequip"]);
  expect(conflictActions(entry("conflict", "removed", { fromVersion: 1 }), equipped)).toEqual(["equip", "unequip"]);
});
