import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import {
  DEFAULT_POLICY,
  type Pair,
  type ScorePolicy,
  type SkillMeta,
  type Unit,
  type WhatIfEvidence,
  type WhatIfSkill,
  bet,
  boundary,
  canonicalJson,
  decide,
  duel,
  evidenceOf,
  failsToPrune,
  gradeOf,
  makeReceipt,
  operating,
  promotionOf,
  regressionOf,
  round6,
  scoreUnits,
  splitUnits,
  threshold,
  unitValue,
  upliftOf,
  verifyReceipt,
  whatIf,
  wilson,
} from "./index.ts";
import { digestText } from "./raw.ts";
import type { Score, Uplift } from "./results.ts";
import type { ArmCounts } from "./strata.ts";
import { RollupTables } from "./testing/rollup.ts";

const FOLDER = new URL("vectors/", import.meta.url);

interface Inputs {
  bet: { values: number[]; floor: number; grid: number[] };
  boundary: { n: number };
  canonical: unknown;
  decide: { s: Pick<Score, "intents" | "logE">; up: Uplift | null; meta: SkillMeta };
  duel: { pairs: Pair[] };
  operating: { p: number; horizon: number; policy: Partial<ScorePolicy> };
  promotion: { pairs: Pair[] };
  receipt: { version: string; asOf: string; meta: SkillMeta; units: Unit[]; baseline: Unit[] };
  regression: { newUnits: Unit[]; oldUnits: Unit[] };
  rollup: { ops: [Unit | null, Unit | null][] };
  score: { units: Unit[] };
  split: { units: Unit[]; version: string; from: string };
  unit: Unit;
  uplift: { strata: ArmCounts[] };
  whatif: { skills: (Omit<WhatIfSkill, keyof WhatIfEvidence> & { values: number[] })[]; policy: Partial<ScorePolicy> };
  wilson_grade: { sumMicro: number; n: number };
}

const RUNS: { [F in keyof Inputs]: (input: Inputs[F]) => unknown } = {
  bet: ({ values, floor, grid }) => {
    const { L, logE } = bet(values, floor, grid);
    const crosses = logE >= threshold(DEFAULT_POLICY.alpha) && values.length >= DEFAULT_POLICY.minIntents;
    return { L, logE, crosses, failsToPrune: failsToPrune(L, values.length, { ...DEFAULT_POLICY, floor, grid }) };
  },
  boundary: ({ n }) => boundary(n),
  canonical: (input) => ({ text: canonicalJson(input), sha256: digestText(canonicalJson(input)).sha256 }),
  decide: ({ s, up, meta }) => decide(s, up, meta),
  duel: ({ pairs }) => duel(pairs),
  operating: ({ p, horizon, policy }) => operating(p, horizon, { ...DEFAULT_POLICY, ...policy }),
  promotion: ({ pairs }) => promotionOf(pairs),
  receipt: (input) => {
    const receipt = makeReceipt(input);
    expect(verifyReceipt(receipt)).toEqual({ ok: true });
    return receipt;
  },
  regression: ({ newUnits, oldUnits }) => regressionOf(newUnits, oldUnits),
  rollup: ({ ops }) => {
    const tables = new RollupTables();
    for (const [before, after] of ops) tables.change(before, after);
    return { "s@1": tables.score("s@1"), "s@2": tables.score("s@2"), uplift: tables.uplift("s@1") };
  },
  score: ({ units }) => scoreUnits(units),
  split: ({ units, version, from }) => {
    const arms = splitUnits(units, version, from);
    const intents = (some: readonly Unit[]) => some.map(({ intent }) => intent);
    return { with: intents(arms.with), without: intents(arms.without) };
  },
  unit: (unit) => unitValue(unit),
  uplift: ({ strata }) => upliftOf(strata),
  whatif: ({ skills, policy }) =>
    whatIf(
      skills.map(({ values, ...skill }) => ({ ...skill, ...evidenceOf(values) })),
      { ...DEFAULT_POLICY, ...policy },
    ).map(({ wonAt: _wonAt, ...rest }) => rest),
  wilson_grade: ({ sumMicro, n }) => {
    const { lo, hi } = wilson(sumMicro, n, 1.959964);
    return { lo: round6(lo), hi: round6(hi), ...gradeOf({ sumMicro, n, reviewed: 1, units: 1 }) };
  },
};

interface Golden<F extends keyof Inputs> {
  function: F;
  policy: ScorePolicy;
  cases: { name: string; input: Inputs[F]; expect: unknown }[];
}

function casesOf<F extends keyof Inputs>(file: Golden<F>) {
  const run = RUNS[file.function];
  return file.cases.map((one) => ({
    title: `${file.function}: ${one.name}`,
    policy: file.policy,
    result: () => JSON.stringify(run(one.input)),
    golden: JSON.stringify(one.expect),
  }));
}

const CASES = readdirSync(FOLDER).flatMap((name) => {
  const file: Golden<keyof Inputs> = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
  return casesOf(file);
});

test("there are 148 golden cases, made with the default policy", () => {
  expect(CASES).toHaveLength(148);
  for (const { policy } of CASES) expect(policy).toEqual(DEFAULT_POLICY);
});

test.each(CASES)("$title", ({ result, golden }) => {
  expect(result()).toBe(golden);
});
