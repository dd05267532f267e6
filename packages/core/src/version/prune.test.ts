import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "../score/defaults.ts";
import type { Uplift } from "../score/results.ts";
import { attemptOf, unitOf } from "../score/testing/units.ts";
import { valueUnit } from "../score/unit-value.ts";
import { COOL_OFF_MS, type PruneDecision, type PruneEvidence, type PruneFacts, decidePrune } from "./prune.ts";

const NOW = new Date("2026-11-25T12:00:00.000Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** Intents that failed entirely, each in a session of its own unless told otherwise. Seven are the fewest that prune. */
function failed(count: number, hours = 25, session?: string): PruneEvidence[] {
  return Array.from({ length: count }, (_, index) => ({
    unit: valueUnit(
      unitOf({ intent: `I${hours}-${index}`, attempts: [attemptOf(`run-${hours}-${index}`, "Failed", 1)] }),
    ),
    arrivedAt: hoursAgo(hours),
    sessions: [session ?? `session-${hours}-${index}`],
  }));
}

const SKILL = { name: "red", version: 3, source: "learned", pinned: false } as const;
const FACTS: PruneFacts = {
  skill: SKILL,
  evidence: failed(7),
  uplift: null,
  autoPrune: { value: true, from: "team" },
  delivery: "commit",
  now: NOW,
};
const NO_WORSE: Uplift = {
  comparable: true,
  reason: null,
  rd: 0,
  vetoLo: 0,
  lo: -0.1,
  hi: 0.1,
  strata: 3,
  withIntents: 9,
  withoutIntents: 9,
  overlap: 1,
};

const CASES: { what: string; facts: Partial<PruneFacts>; action: PruneDecision["action"]; refusals: object[] }[] = [
  { what: "seven failed intents, older than a day", facts: {}, action: "prune", refusals: [] },
  { what: "evidence that is exactly a day old", facts: { evidence: failed(7, 24) }, action: "prune", refusals: [] },
  { what: "no evidence", facts: { evidence: [] }, action: "keep", refusals: [{ reason: "no_evidence" }] },
  {
    what: "six failed intents",
    facts: { evidence: failed(6) },
    action: "keep",
    refusals: [{ reason: "not_below_floor" }],
  },
  {
    what: "fewer intents than the policy asks for",
    facts: { policy: { ...DEFAULT_POLICY, minIntents: 8 } },
    action: "keep",
    refusals: [{ reason: "too_few_intents" }],
  },
  {
    what: "work without it that is no better",
    facts: { uplift: NO_WORSE },
    action: "keep",
    refusals: [{ reason: "veto_uplift" }],
  },
  {
    what: "a pin, whatever else speaks against it",
    facts: { skill: { ...SKILL, pinned: true, source: "created" }, delivery: "none" },
    action: "keep",
    refusals: [{ reason: "pinned" }, { reason: "source_not_learned", source: "created" }, { reason: "read_only" }],
  },
  {
    what: "a skill of the library",
    facts: { skill: { ...SKILL, source: "library" } },
    action: "candidate",
    refusals: [{ reason: "source_not_learned", source: "library" }],
  },
  {
    what: "a skill that somebody created, with the switch off",
    facts: { skill: { ...SKILL, source: "created" }, autoPrune: { value: false, from: "repo" } },
    action: "candidate",
    refusals: [
      { reason: "source_not_learned", source: "created" },
      { reason: "auto_prune_off", from: "repo" },
    ],
  },
  {
    what: "a switch that the file turns off",
    facts: { autoPrune: { value: false, from: "yardlet.yaml" } },
    action: "candidate",
    refusals: [{ reason: "auto_prune_off", from: "yardlet.yaml" }],
  },
  {
    what: "a policy that makes every prune a proposal",
    facts: { policy: { ...DEFAULT_POLICY, autoPrune: false } },
    action: "candidate",
    refusals: [{ reason: "auto_prune_off", from: "policy" }],
  },
  {
    what: "a repo that turns it on against the policy",
    facts: { policy: { ...DEFAULT_POLICY, autoPrune: false }, autoPrune: { value: true, from: "repo" } },
    action: "prune",
    refusals: [],
  },
  {
    what: "a repo that Yardlet only reads",
    facts: { delivery: "none" },
    action: "candidate",
    refusals: [{ reason: "read_only" }],
  },
  {
    what: "one of seven failures that is fresh",
    facts: { evidence: [...failed(6), ...failed(1, 2)] },
    action: "candidate",
    refusals: [{ reason: "cooling_off", until: new Date("2026-11-26T10:00:00.000Z"), intents: 7, settledIntents: 6 }],
  },
  {
    what: "fresh failures after enough old ones",
    facts: { evidence: [...failed(7), ...failed(3, 2)] },
    action: "prune",
    refusals: [],
  },
  {
    what: "one session",
    facts: { evidence: failed(7, 25, "s1") },
    action: "candidate",
    refusals: [{ reason: "too_few_sessions", sessions: 1, needed: 2 }],
  },
  {
    what: "a second session that is fresh",
    facts: { evidence: [...failed(7, 25, "s1"), ...failed(1, 2, "s2")] },
    action: "candidate",
    refusals: [{ reason: "too_few_sessions", sessions: 1, needed: 2 }],
  },
  { what: "no cool-off", facts: { evidence: failed(7, 0), coolOffMs: 0 }, action: "prune", refusals: [] },
];

test.each(CASES)("$what: $action", ({ facts, action, refusals }) => {
  const decided = decidePrune({ ...FACTS, ...facts });
  expect(decided).toMatchObject({ action, refusals });
  expect(decided.proposal === null).toBe(action !== "candidate");
});

test("a good late verdict takes a prune back, though the old evidence alone would prune", () => {
  const good = Array.from({ length: 6 }, (_, index) => ({
    unit: valueUnit(unitOf({ intent: `good-${index}` })),
    arrivedAt: hoursAgo(1),
    sessions: [`good-${index}`],
  }));
  const decided = decidePrune({ ...FACTS, evidence: [...failed(7), ...good] });
  expect(decided).toMatchObject({ action: "keep", refusals: [{ reason: "not_below_floor" }], settled: { intents: 7 } });
});

test("an excluded unit brings no session", () => {
  const open = { unit: valueUnit(unitOf({ intent: "open", attempts: [] })), arrivedAt: hoursAgo(30), sessions: ["s2"] };
  const decided = decidePrune({ ...FACTS, evidence: [...failed(7, 25, "s1"), open] });
  expect(decided.refusals).toEqual([{ reason: "too_few_sessions", sessions: 1, needed: 2 }]);
});

test("a candidate says in words what a person decides on", () => {
  const decided = decidePrune({ ...FACTS, delivery: "none", autoPrune: { value: false, from: "repo" } });
  expect(decided.proposal).toEqual({
    kind: "prune",
    title: "prune red v3",
    why: "below the floor in 7 intents; auto_prune is off, the repo is read-only for Yardlet, so a person decides",
  });
  const library = decidePrune({ ...FACTS, skill: { ...SKILL, source: "library" } });
  expect(library.proposal?.why).toBe(
    "below the floor in 7 intents; only what was learned from runs is pruned by itself, so a person decides",
  );
  expect(library.decision).toMatchObject({ action: "flag", reason: "source_not_learned" });
  expect(decided.decision).toMatchObject({ below: true, veto: false, logE: 3.179711, threshold: 2.995732 });
});

test("the cool-off is a day unless told otherwise", () => {
  expect(COOL_OFF_MS).toBe(86_400_000);
});
