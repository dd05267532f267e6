import { expect, test } from "vitest";
import { decidedWords } from "./decided-words.ts";
import { refusedWords } from "./refused-words.ts";
import { aCandidate } from "./testing.ts";

const PLAN = aCandidate({
  changes: [{ action: "add", skill: "cli-contract", version: 1 }],
  delivery: "branch",
});
const NOTE = aCandidate({ id: "c2", kind: "note", title: "name every flag", delivery: "branch" });

test("what was done is said in words, for one and for several", () => {
  const until = new Date("2026-12-03T00:00:00Z");
  expect([
    decidedWords({ candidates: [PLAN], choice: { kind: "accept" } }),
    decidedWords({ candidates: [NOTE], choice: { kind: "accept" } }),
    decidedWords({ candidates: [PLAN, NOTE], choice: { kind: "accept" } }),
    decidedWords({ candidates: [PLAN], choice: { kind: "reject", reason: "no" } }),
    decidedWords({ candidates: [PLAN, NOTE], choice: { kind: "snooze", reason: "later", snooze: { until } } }),
    decidedWords({ candidates: [NOTE], choice: { kind: "snooze", reason: "later", snooze: { intents: 5 } } }),
  ]).toEqual([
    "Equipping 1 skill in parcel, on the branch yardlet/skills",
    "Acknowledged: name every flag",
    "Accepted 2 decisions",
    "Rejected: equip 2 skills in parcel",
    "Out of sight until 3 Dec: 2 decisions",
    "Out of sight until 5 more intents: name every flag in parcel",
  ]);
});

test("what was refused keeps the server's words", () => {
  expect(refusedWords([{ candidate: PLAN }, { candidate: NOTE }])).toEqual([]);
  expect(refusedWords([{ candidate: PLAN, error: "it is accepted" }])).toEqual(["it is accepted"]);
  expect(refusedWords([{ candidate: PLAN }, { candidate: NOTE, error: "it is accepted" }])).toEqual([
    "1 of 2 still wait; name every flag: it is accepted",
  ]);
});
