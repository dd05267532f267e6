import type { Operating, ScorePolicy } from "@yardlet/core/score";
import { naiveBoundaries } from "@yardlet/core/score/naive";
import { operatingTable } from "@yardlet/core/score/operating";

/** Pass-or-fail intents that are looked at one after the other. */
export const HORIZON = 300;
const STEP = 0.025;
const FROM = 0.1;
const STEPS = 32;
const CURVE = Array.from({ length: STEPS + 1 }, (_, step) => round3(FROM + step * STEP));
const LISTED = [0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8];
const NAIVE_BOUNDS = naiveBoundaries(HORIZON);

/** What a rule does with a skill by its true mean, in 0..1. */
export type Curve = ReadonlyMap<number, Operating>;

/** The true means that are drawn and listed, and the floors among them. */
export function meansWith(floors: readonly number[]): number[] {
  return [...new Set([...CURVE, ...floors])].toSorted((a, b) => a - b);
}

/** The means that the table lists. */
export function listedMeans(floors: readonly number[]): number[] {
  return [...new Set([...LISTED, ...floors])].toSorted((a, b) => a - b);
}

export function curveOf(means: readonly number[], policy: ScorePolicy): Curve {
  return byMean(operatingTable(means, HORIZON, policy));
}

export function naiveCurve(means: readonly number[], policy: ScorePolicy): Curve {
  return byMean(operatingTable(means, HORIZON, policy, NAIVE_BOUNDS));
}

function byMean(table: readonly Operating[]): Curve {
  return new Map(table.map((one) => [one.p, one]));
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
