import { beforeAll, expect, test } from "vitest";
import { promotionOf, scoreUnits } from "../score/index.ts";
import { DEMO_SKILLS, isOfHardWork } from "./skills.ts";
import {
  harm,
  judge,
  naivePrune,
  pairsOfLearned,
  regression,
  replay,
  type Replayed,
  uplift,
} from "./testing/replay.ts";
import type { DemoSkill } from "./types.ts";

let told: Replayed;
beforeAll(() => (told = replay()), 60_000);

/** The first versions of skills, one in each home. */
function versionsOf(which: (skill: DemoSkill) => boolean): string[] {
  return DEMO_SKILLS.filter(which).flatMap(({ name, origin, repos }) =>
    origin === "learned" ? repos.map((repo) => `${repo}:${name}@1`) : [`library:${name}@1`],
  );
}

const isCaught = (version: string) => told.pruned.has(version) || told.flagged.has(version);

test("every harmful skill is pruned where it was learned, and flagged in the library", () => {
  const harmful = versionsOf(({ worth, isAboveFloor }) => worth === "harmful" && !isAboveFloor);
  expect(harmful.filter((version) => !isCaught(version))).toEqual([]);
  expect(Object.fromEntries(harmful.map((version) => [version, told.pruned.get(version) ?? "flagged"]))).toEqual({
    "library:mock-everything@1": "flagged",
    "library:rewrite-on-touch@1": "flagged",
    "storefront-web:retry-until-green@1": 2,
    "tide-api:skip-slow-tests@1": 8,
    "anchor-ruby:copy-last-file@1": 4,
    "rope-go:stale-cache-reuse@1": 3,
    "parcel-router:panic-to-pass@1": 4,
    "kelp-dotnet:brute-search@1": 3,
  });
});

test("harm that leaves the work above the floor is kept, and a finding says what it is", () => {
  const [version = ""] = versionsOf(({ isAboveFloor }) => isAboveFloor ?? false);
  expect(version).toBe("library:over-eager-lint@1");
  expect(judge(told.units, version)).toMatchObject({ action: "keep", reason: "not_below_floor" });
  expect(uplift(told.units, version)).toMatchObject({ comparable: true, rd: expect.closeTo(-0.1, 1) });
  expect(uplift(told.units, version).hi).toBeLessThan(0);
  expect(harm(told.units, version)).toMatchObject({
    action: "candidate",
    proposal: {
      kind: "finding",
      title: "over-eager-lint v1 makes work worse",
      why: "work with it is worth 0.10 less than without it, in 167 pairs of intents of the same repo and kind",
    },
    evidence: { pairs: 167, logE: 3.35181, threshold: 2.995732 },
  });
});

test("of all that does no harm nothing is found to do harm, whenever one looks", () => {
  const harmless = versionsOf(({ worth }) => worth !== "harmful");
  expect(harmless).toHaveLength(67);
  expect(harmless.filter((version) => told.found.has(version))).toEqual([]);
  expect([...told.found]).toEqual([
    ["library:mock-everything@1", 2],
    ["tide-api:skip-slow-tests@1", 5],
    ["library:over-eager-lint@1", 12],
  ]);
});

test("helpful skills of hard work are kept, of which the naive rule would have pruned seven of nine", () => {
  const helpful = versionsOf((skill) => skill.worth === "helpful" && isOfHardWork(skill));
  expect(helpful).toHaveLength(9);
  expect(helpful.filter(isCaught)).toEqual([]);
  const naive = helpful.filter((version) => naivePrune(told.units, version) !== null);
  expect(helpful.filter((version) => !naive.includes(version))).toEqual([
    "harbour-run:physics-replay@1",
    "ledger-core:rounding-ledger@1",
  ]);
  // Work below the floor is kept because work without them is worse.
  const vetoed = helpful.filter((version) => judge(told.units, version).reason === "veto_uplift");
  expect(vetoed).toEqual([
    "library:hard-case-first@1",
    "library:bisect-before-fix@1",
    "fleet-monorepo:affected-only@1",
  ]);
});

test("a learned skill that helps in several repos is promoted, one that is useless in as many is not", () => {
  const promotion = (name: string) => promotionOf(pairsOfLearned(told.units, name)).promote;
  const several = DEMO_SKILLS.filter(({ origin, repos }) => origin === "learned" && repos.length > 1);
  expect(several.map(({ name, worth }) => [name, worth, promotion(name)])).toEqual([
    ["fixture-builder", "helpful", true],
    ["golden-output", "helpful", true],
    ["double-check-list", "useless", false],
    ["lucky-order", "useless", false],
  ]);
});

test("a second version that is worse is told from the first, one that is better is not taken for worse", () => {
  expect(["commit-notes", "error-budget"].map((name) => regression(told.units, `library:${name}`).state)).toEqual([
    "regressed",
    "no_warning",
  ]);
});

test("the odd is there: infrastructure, open tasks, verdicts without weight, versions that nobody knows", () => {
  const { excluded } = scoreUnits(told.units);
  expect(excluded).toMatchObject({ infrastructure_only: expect.any(Number), simulated: expect.any(Number) });
  expect(told.records).toBe(5725);
});
