import type { CandidateWithChanges, ScoreOverview } from "@yardlet/services";
import { expect, test } from "vitest";
import { aCandidate } from "@/features/candidate/testing.ts";
import { candidateEntry, lookOf, weakEntries } from "./entry.ts";

const AT = new Date("2026-11-21T08:40:00Z");

const nameOf = (candidate: Partial<CandidateWithChanges>) => {
  const { kind, name, aside } = lookOf(candidateEntry(aCandidate(candidate)));
  return `${kind}: ${name} ${aside}`.trim();
};

test("a line is named after the skill, the draft, the plan, or what is asked", () => {
  expect([
    nameOf({ changes: [{ action: "add", skill: "cli-contract", version: 1 }] }),
    nameOf({ kind: "gap", repoSlug: null, title: "missing skill score-reading" }),
    nameOf({ kind: "draft", draft: { id: "d1", name: "run-the-tests", contentHash: "0".repeat(64) } }),
    nameOf({
      kind: "rollback",
      subject: {
        home: "library",
        name: "cli-contract",
        version: 3,
        evidence: { kind: "rollback", from: 3, to: 2, evidence: { pairs: 7 }, receipt: null },
      },
    }),
    nameOf({ kind: "prune", subject: { home: "parcel", name: "guess-twice", version: 2, evidence: null } }),
  ]).toEqual([
    "Equip: Equip 1 parcel",
    "Gap: Missing skill score-reading",
    "Draft: run-the-tests parcel",
    "Roll back: cli-contract v3 → v2",
    "Prune: guess-twice v2",
  ]);
});

const WEAK: ScoreOverview["waiting"][number] = {
  home: "library",
  name: "plan-diff-review",
  version: 3,
  source: "library",
  action: "flag",
  reason: "source_not_learned",
  score: {
    place: "below",
    score: 0.3,
    lo: 0.2,
    hi: 0.4,
    intents: 20,
    tasks: 24,
    reviewed: 4,
    grade: "solid",
    floor: 0.5,
    minIntents: 5,
  },
  coins: 40,
  since: AT,
};

test("a weak skill is a line of its own, unless a candidate is about it already", () => {
  const about = aCandidate({ subject: { home: "parcel", name: "guess-twice", version: 2, evidence: null } });
  const lines = weakEntries([WEAK, { ...WEAK, home: "parcel", name: "guess-twice" }], [about]);
  expect(lines.map(lookOf)).toEqual([
    {
      icon: "weak",
      kind: "Weak skill",
      name: "plan-diff-review",
      aside: "v3",
      why: "Below the floor since 21 Nov",
      at: AT,
    },
  ]);
});
