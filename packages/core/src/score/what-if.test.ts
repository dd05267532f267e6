import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "./defaults.ts";
import { naiveAt } from "./naive.ts";
import { evidenceOf, turnOf, whatIf, type WhatIfSkill } from "./what-if.ts";

const FAIL = 0;
const PASS = 1_000_000;

function skill(inOrder: readonly number[], change: Partial<WhatIfSkill> = {}): WhatIfSkill {
  return { id: "s", source: "learned", ...evidenceOf(inOrder), ...change };
}

function tried(one: WhatIfSkill, policy: Partial<typeof DEFAULT_POLICY> = {}) {
  const [{ action, reason, intents, wonAt } = {}] = whatIf([one], { ...DEFAULT_POLICY, ...policy });
  return { action, reason, intents, wonAt };
}

const failed = (n: number) => Array.from({ length: n }, () => FAIL);
const passed = (n: number) => Array.from({ length: n }, () => PASS);

test("evidence keeps each value once, how often it is there, and the order", () => {
  expect(evidenceOf([PASS, FAIL, PASS, 675_000])).toEqual({
    values: [0, 675_000, PASS],
    counts: [1, 1, 2],
    order: [2, 0, 2, 1],
  });
  expect(
    evidenceOf(
      [PASS],
      [
        [FAIL, 9],
        [PASS, 3],
      ],
    ),
  ).toEqual({ values: [0, PASS], counts: [9, 4], order: [1] });
});

test("seven failed intents are the fewest that prune, and a lower floor asks for more", () => {
  expect(tried(skill(failed(6)))).toEqual({ action: "keep", reason: "not_below_floor", intents: 6, wonAt: null });
  expect(tried(skill(failed(9)))).toEqual({ action: "prune", reason: "below_floor", intents: 9, wonAt: 7 });
  expect(tried(skill(failed(9)), { floor: 400_000 }).action).toBe("keep");
  expect(tried(skill(failed(10)), { floor: 400_000 })).toMatchObject({ action: "prune", wonAt: 10 });
});

test("a bet that was won once and is not any more keeps the version, and says when it was won", () => {
  expect(tried(skill([...failed(7), ...passed(6)]))).toEqual({
    action: "keep",
    reason: "not_below_floor",
    intents: 13,
    wonAt: 7,
  });
});

test("no bet is won before the fewest intents", () => {
  expect(tried(skill(failed(9)), { minIntents: 9 })).toMatchObject({ action: "prune", wonAt: 9 });
  expect(tried(skill(failed(9)), { minIntents: 10 })).toMatchObject({
    action: "keep",
    reason: "too_few_intents",
    wonAt: null,
  });
});

test("the margin of the veto lets go of a version or keeps it", () => {
  const one = skill(failed(9), { uplift: { comparable: true, vetoLo: -0.08 } });
  expect(tried(one).action).toBe("prune");
  expect(tried(one, { vetoMargin: 100_000 })).toMatchObject({ action: "keep", reason: "veto_uplift", wonAt: 7 });
  const other = skill(failed(9), { uplift: { comparable: false, vetoLo: null } });
  expect(tried(other, { vetoMargin: 500_000 }).action).toBe("prune");
});

test("a library skill is flagged, a pinned one kept, and a home that prunes nothing by itself proposes", () => {
  expect(tried(skill(failed(9), { source: "library" }))).toMatchObject({ action: "flag" });
  expect(tried(skill(failed(9), { pinned: true }))).toMatchObject({ action: "keep", reason: "pinned" });
  expect(tried(skill(failed(9), { autoPrune: false }))).toMatchObject({ action: "propose", reason: "auto_prune_off" });
});

test("intents that are not replayed count now and are not dated", () => {
  const long = { id: "s", source: "learned", ...evidenceOf(passed(3), [[FAIL, 60]]) } as const;
  expect(tried(long)).toEqual({ action: "prune", reason: "below_floor", intents: 63, wonAt: null });
});

test("the naive rule looks at the mean after each intent from the third on", () => {
  expect(naiveAt(evidenceOf([PASS, FAIL, FAIL]))).toBe(3);
  expect(naiveAt(evidenceOf([PASS, PASS, FAIL, FAIL, FAIL]))).toBe(null);
  expect(naiveAt(evidenceOf([PASS, PASS, ...failed(4)]))).toBe(6);
  expect(naiveAt(evidenceOf([340_000, 340_000, 340_000, 339_999]))).toBe(4);
  expect(naiveAt(evidenceOf(failed(2)))).toBe(null);
});

test("what changes is told against the policy in force", () => {
  expect(turnOf("keep", "flag")).toBe("gained");
  expect(turnOf("propose", "keep")).toBe("lost");
  expect(turnOf("prune", "prune")).toBe("same");
  expect(turnOf("keep", "keep")).toBe("same");
});
