import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "../score/defaults.ts";
import { decidePromotion, type HomeEvidence } from "./promote.ts";

/** A repo where the bet "with it is better" stands at that many nats. */
function home(repo: string, logE: number, change: Partial<HomeEvidence> = {}): HomeEvidence {
  const effect = { comparable: true, reason: null, rd: 0.2, lo: 0.05, hi: 0.3 };
  const duel = { pairs: 30, logE };
  return { repo, version: 1, duel, units: 30, intents: 30, sumU: 27_000_000, reviewed: 20, effect, ...change };
}

const THREE = [home("anvil", 1.2), home("barrel", 3.4), home("parcel", 1)];
const FACTS = { skill: "fixture-builder", evidence: THREE, taken: false, fork: false };

test("what holds in three repos is proposed, with its evidence, those that speak most for it first", () => {
  const decided = decidePromotion(FACTS);
  expect(decided).toMatchObject({
    action: "candidate",
    refusal: null,
    total: 2.995734,
    cap: 0.998578,
    needed: 2.995734,
    full: 3,
    fullNeeded: 3,
    grade: "solid",
    proposal: {
      kind: "promotion",
      title: "promote fixture-builder to the library",
      why: "work with it is better than without it in 3 of 3 repos that have it",
    },
  });
  expect(decided.repos.map(({ repo, used }) => [repo, used])).toEqual([
    ["barrel", 0.998578],
    ["anvil", 0.998578],
    ["parcel", 0.998578],
  ]);
});

test.each([
  ["a fork is the library's next version", { fork: true }, { reason: "fork" }],
  ["a name that the library has", { taken: true }, { reason: "taken" }],
  [
    "two repos are too few, however sure they are",
    { evidence: [home("anvil", 9), home("barrel", 9)] },
    { reason: "few_repos", repos: 2, needed: 3 },
  ],
  [
    "a third that is not sure",
    { evidence: [home("anvil", 9), home("barrel", 9), home("parcel", 0.9)] },
    { reason: "not_held", full: 2, needed: 3 },
  ],
  [
    "a third without work to compare with",
    { evidence: [home("anvil", 9), home("barrel", 9), home("parcel", 9, { duel: null })] },
    { reason: "not_held", full: 2, needed: 3 },
  ],
  [
    "two pairs can only subtract",
    { evidence: [home("anvil", 9), home("barrel", 9), home("parcel", 2, { duel: { pairs: 2, logE: 2 } })] },
    { reason: "not_held", full: 2, needed: 3 },
  ],
  [
    "a repo where it harms outweighs three that it helps",
    { evidence: [...THREE, home("quay", -0.5)] },
    { reason: "outweighed", total: 2.495734, needed: 2.995734 },
  ],
  [
    "few reviews",
    { evidence: THREE.map((one) => ({ ...one, reviewed: 0 })) },
    { reason: "not_solid", grade: "emerging" },
  ],
] as const)("%s is not proposed, and it is said why", (_name, change, refusal) => {
  expect(decidePromotion({ ...FACTS, ...change })).toMatchObject({ action: "keep", refusal, proposal: null });
});

test("a fourth repo makes up for one that harms", () => {
  const evidence = [...THREE, home("quay", -0.5), home("rope", 5)];
  expect(decidePromotion({ ...FACTS, evidence })).toMatchObject({
    action: "candidate",
    total: 3.494312,
    full: 4,
    proposal: { why: "work with it is better than without it in 4 of 5 repos that have it" },
  });
});

test("a policy that asks for two repos asks each for more", () => {
  const policy = { ...DEFAULT_POLICY, promoteRepos: 2 };
  expect(decidePromotion({ ...FACTS, policy })).toMatchObject({ refusal: { reason: "not_held", full: 1, needed: 2 } });
  const evidence = [home("anvil", 1.5), home("barrel", 1.5)];
  expect(decidePromotion({ ...FACTS, evidence, policy })).toMatchObject({ action: "candidate", cap: 1.497866 });
});

test("a text that nobody has evidence for says how far it is", () => {
  const nothing = { duel: null, units: 0, intents: 0, sumU: 0, reviewed: 0, effect: null };
  expect(decidePromotion({ ...FACTS, evidence: [home("anvil", 0, nothing)] })).toMatchObject({
    grade: "none",
    refusal: { reason: "few_repos", repos: 1, needed: 3 },
    total: 0,
  });
});
