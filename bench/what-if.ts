import {
  boundaries,
  DEFAULT_POLICY,
  evidenceOf,
  logFactor,
  operatingTable,
  type ScorePolicy,
  whatIf,
  type WhatIfSkill,
} from "@yardlet/core/score";
import { median } from "./support/median.ts";

const SKILLS = 500;
const INTENTS = 100;
const HORIZON = 300;
const ROUNDS = 25;
/** What a move of a slider may cost, as a multiple of taking every intent's logarithms once. */
const PROMISE = 8;
const MEANS = Array.from({ length: 33 }, (_, step) => 0.1 + step * 0.025);
const VALUES = [0, 75_000, 375_000, 537_500, 675_000, 850_000, 1_000_000];

/** Versions from bad to good, each with intents of the values that tasks have. */
function makeSkills(): WhatIfSkill[] {
  return Array.from({ length: SKILLS }, (_, skill) => {
    const valueAt = (intent: number) => {
      const drawn = ((skill * 7919 + intent * 104_729) % 1000) / 1000;
      const skew = drawn ** (0.3 + (2 * skill) / SKILLS);
      return VALUES[Math.min(VALUES.length - 1, Math.floor(skew * VALUES.length))] ?? 0;
    };
    const inOrder = Array.from({ length: INTENTS }, (_nothing, intent) => valueAt(intent));
    const uplift = { comparable: skill % 3 === 0, vetoLo: -0.2 + (skill % 40) / 100 };
    return { id: String(skill), source: skill % 2 === 0 ? "learned" : "library", uplift, ...evidenceOf(inOrder) };
  });
}

function logarithms(skills: readonly WhatIfSkill[], { floor, grid }: ScorePolicy): number {
  let sum = 0;
  for (const { values, order } of skills) {
    for (const place of order) for (const share of grid) sum += logFactor(values[place] ?? 0, floor, share);
  }
  return sum;
}

function move(skills: readonly WhatIfSkill[], policy: ScorePolicy): number {
  const acted = whatIf(skills, policy).filter(({ action }) => action !== "keep").length;
  return acted + operatingTable(MEANS, HORIZON, policy, boundaries(HORIZON, policy)).length;
}

/** How long one move of a slider takes to compute: every decision, and the exact operating curve. Fails when the promise is broken. */
export async function runWhatIfBench(): Promise<number> {
  const skills = makeSkills();
  const times: { plain: number[]; move: number[] } = { plain: [], move: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const policy = { ...DEFAULT_POLICY, floor: 400_000 + round * 10_000 };
    for (const [name, work] of [["plain", logarithms] as const, ["move", move] as const]) {
      const started = performance.now();
      work(skills, policy);
      times[name].push(performance.now() - started);
    }
  }
  const [plain, moving] = [median(times.plain), median(times.move)];
  console.log(
    `${SKILLS} versions of ${INTENTS} intents, ${MEANS.length} true means over ${HORIZON} looks; median of ${ROUNDS} moves`,
  );
  console.log(`logarithms once   ${plain.toFixed(1).padStart(6)} ms`);
  console.log(`a move            ${moving.toFixed(1).padStart(6)} ms`);
  console.log(`ratio             ${(moving / plain).toFixed(2).padStart(6)}   at most ${PROMISE}`);
  return moving <= plain * PROMISE ? 0 : 1;
}
