import type { AutomaticEntry } from "@yardlet/services";
import { expect, test } from "vitest";
import { aCandidate } from "@/features/candidate/testing.ts";
import { headline, longDay } from "./headline.ts";

const COUNTS = {
  repos: 8,
  failing: 0,
  skills: 12,
  equipped: 42,
  jobsRunning: 0,
  candidatesOpen: 0,
  candidatesSnoozed: 0,
  automatic: 0,
};
const AT = new Date("2026-11-21T08:40:00Z");

const waiting = (id: string) => aCandidate({ id });

function equipped(repoId: string): AutomaticEntry {
  return {
    id: repoId,
    at: AT,
    actorKind: "worker",
    actorId: "yardlet",
    actorName: "Yardlet",
    action: "repo.wrote-equip",
    repoId,
    repoSlug: repoId,
    subject: "commit-hygiene",
    reason: "equip 1 skill",
    details: {},
    undoes: null,
    changes: [],
    because: "wanted by core",
    undo: [],
  };
}

test("what waits comes first, then how many repos were equipped", () => {
  const automatic = [equipped("a"), equipped("b"), equipped("a")];
  expect(headline({ candidates: [waiting("1"), waiting("2")], automatic, counts: COUNTS })).toBe(
    "2 decisions wait, 2 repos equipped",
  );
});

test("a repo that can't be read is part of the finding", () => {
  expect(headline({ candidates: [], automatic: [], counts: { ...COUNTS, failing: 1 } })).toBe(
    "1 repo can’t be read, 8 repos carry 42 skills",
  );
});

test("skills below the floor are part of the finding", () => {
  const facts = { candidates: [waiting("1")], automatic: [], counts: COUNTS };
  expect(headline({ ...facts, weak: 2 })).toBe("1 decision waits, 2 skills are below the floor");
  expect(headline({ ...facts, candidates: [], weak: 1 })).toBe("1 skill is below the floor, 8 repos carry 42 skills");
});

test("a quiet day says so", () => {
  expect(headline({ candidates: [], automatic: [], counts: COUNTS })).toBe(
    "Nothing waits for you, 8 repos carry 42 skills",
  );
});

test("a day is written out in UTC", () => {
  expect(longDay(AT)).toBe("Saturday 21 November");
});
