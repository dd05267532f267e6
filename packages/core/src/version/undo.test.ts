import { expect, test } from "vitest";
import { undoOf } from "./undo.ts";

const AT = new Date("2026-11-18T12:00:00.000Z");
const LAST = new Date("2026-11-25T12:00:00.000Z");
const entry = (action: string, details: Record<string, unknown> = {}) => ({ action, at: AT, details });

const UNDONE: { action: string; details?: Record<string, unknown>; inverse: string }[] = [
  { action: "skill.create", details: { home: "library" }, inverse: "skill.deprecate" },
  { action: "skill.create", details: { home: "r1" }, inverse: "skill.prune" },
  { action: "candidate.accepted", details: { kind: "note" }, inverse: "candidate.reopen" },
  { action: "skill.edit", inverse: "skill.roll-back" },
  { action: "skill.merge", inverse: "skill.roll-back" },
  { action: "skill.roll-back", inverse: "skill.roll-back" },
  { action: "skill.prune", inverse: "skill.restore" },
  { action: "skill.deprecate", inverse: "skill.restore" },
  { action: "skill.restore", details: { was: "pruned" }, inverse: "skill.prune" },
  { action: "skill.restore", details: { was: "deprecated" }, inverse: "skill.deprecate" },
  { action: "skill.pin", inverse: "skill.unpin" },
  { action: "candidate.snoozed", inverse: "candidate.reopen" },
  { action: "candidate.rejected", inverse: "candidate.reopen" },
  { action: "repo.wrote-equip", inverse: "repo.unequip" },
  { action: "repo.wrote-unequip", inverse: "repo.equip" },
  { action: "run.map-skill", details: { before: null }, inverse: "run.unmap-skill" },
  { action: "run.map-skill", details: { before: "v1" }, inverse: "run.map-skill" },
  { action: "credential.create", inverse: "credential.remove" },
  { action: "view.save", inverse: "view.delete" },
  { action: "view.save", details: { before: "q=1" }, inverse: "view.save" },
];

test.each(UNDONE)("$action $details is undone by $inverse", ({ action, details, inverse }) => {
  expect(undoOf(entry(action, details), { now: AT })).toEqual({ possible: true, inverse, until: LAST });
});

const NOT_UNDONE = [
  {
    action: "score.prune",
    reason: "computed",
    remedy: "it follows from the evidence; add evidence or change the policy",
  },
  { action: "repo.equip", reason: "elsewhere", remedy: "undo the entry of what was written for it" },
  {
    action: "candidate.accepted",
    reason: "elsewhere",
    remedy: "undo the entry of what was done for it",
  },
  { action: "repo.refused", reason: "nothing_changed", remedy: "there is nothing to take back" },
  {
    action: "skill.fork",
    reason: "observed",
    remedy: "somebody edited the copy in the repo; take the library's text instead",
  },
  { action: "key.revoke", reason: "final", remedy: "its secret is not kept; make a new key" },
  {
    action: "credential.remove",
    reason: "final",
    remedy: "its secret is not kept; add the credential again",
  },
  { action: "constructor", reason: "unknown_action", remedy: "use the page of what it changed" },
];

test.each(NOT_UNDONE)("$action is not undone: $reason", ({ action, reason, remedy }) => {
  expect(undoOf(entry(action), { now: AT })).toEqual({ possible: false, reason, remedy });
});

test("an entry is undone up to seven days later, and once", () => {
  expect(undoOf(entry("skill.prune"), { now: LAST })).toMatchObject({ possible: true, inverse: "skill.restore" });
  const late = new Date(LAST.getTime() + 1);
  expect(undoOf(entry("skill.prune"), { now: late })).toMatchObject({ possible: false, reason: "too_late" });
  expect(undoOf(entry("skill.prune"), { now: AT, undone: true })).toMatchObject({ reason: "already_undone" });
});
