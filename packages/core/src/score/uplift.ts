import { compareText } from "../skill/order.ts";
import { clamp, round6, sumOf } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO, MILLE } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Uplift, UpliftReason } from "./results.ts";
import type { ArmCounts } from "./strata.ts";

const NO_VARIANCE = 1e-12;

interface Overlap {
  strata: number;
  /** Intents with the skill anywhere, and in strata that have both arms. */
  all: number;
  n1: number;
  n0: number;
}

/** What stands against a comparison, in the order in which it is asked. */
const OBSTACLES: readonly { reason: UpliftReason; holds: (overlap: Overlap, policy: ScorePolicy) => boolean }[] = [
  { reason: "no_evidence", holds: ({ all }) => all === 0 },
  { reason: "no_shared_stratum", holds: ({ strata }) => strata === 0 },
  { reason: "few_with", holds: ({ n1 }, { minArm }) => n1 < minArm },
  { reason: "few_without", holds: ({ n0 }, { minArm }) => n0 < minArm },
  { reason: "low_overlap", holds: ({ n1, all }, { minOverlap }) => n1 * MILLE < minOverlap * all },
];

/**
 * How much better work with a skill is than work without it, repo by repo and kind by kind, or why that cannot be said.
 * `x1` and `x0` sum values in millionths. The order of the strata does not matter. Source: scoring.md, section C.
 */
export function upliftOf(strata: readonly ArmCounts[], policy: ScorePolicy = DEFAULT_POLICY): Uplift {
  const shared = strata.filter(({ n1, n0 }) => n1 > 0 && n0 > 0).toSorted((a, b) => compareText(a.key, b.key));
  const overlap: Overlap = {
    strata: shared.length,
    all: sumOf(strata, ({ n1 }) => n1),
    n1: sumOf(shared, ({ n1 }) => n1),
    n0: sumOf(shared, ({ n0 }) => n0),
  };
  const nothing = {
    comparable: false,
    reason: null,
    rd: null,
    vetoLo: null,
    lo: null,
    hi: null,
    strata: overlap.strata,
    withIntents: overlap.n1,
    withoutIntents: overlap.n0,
    overlap: overlap.all === 0 ? null : round6(overlap.n1 / overlap.all),
  };
  const obstacle = OBSTACLES.find(({ holds }) => holds(overlap, policy));
  if (obstacle) return { ...nothing, reason: obstacle.reason };
  const sums = mantelHaenszel(shared);
  const rd = round6(sums.rd);
  if (sums.q <= NO_VARIANCE) return { ...nothing, reason: "zero_variance", rd };
  const { lo, hi } = satoInterval(sums, policy.zInterval / MICRO);
  const veto = satoInterval(sums, policy.zUplift / MICRO);
  return { ...nothing, comparable: true, rd, vetoLo: round6(veto.lo), lo: round6(lo), hi: round6(hi) };
}

interface MantelHaenszel {
  w: number;
  rd: number;
  p: number;
  q: number;
}

/** Mantel and Haenszel's weighted difference over strata that have both arms, with the sums of Sato's variance. */
function mantelHaenszel(strata: readonly ArmCounts[]): MantelHaenszel {
  let [w, d, p, q] = [0, 0, 0, 0];
  for (const { n1, n0, ...sums } of strata) {
    const [x1, x0, n] = [sums.x1 / MICRO, sums.x0 / MICRO, n1 + n0];
    w += (n1 * n0) / n;
    d += (x1 * n0 - x0 * n1) / n;
    p += (n1 * n1 * x0 - n0 * n0 * x1 + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
  }
  return { w, rd: d / w, p, q };
}

/** Sato's variance in its score form (Klingenberg 2014): right for many tiny strata and for few large ones. */
function satoInterval({ w, rd, p, q }: MantelHaenszel, z: number): { lo: number; hi: number } {
  const middle = rd + (0.5 * z * z * p) / (w * w);
  const half = Math.sqrt(Math.max(0, middle * middle - rd * rd + (z * z * q) / (w * w)));
  return { lo: clamp(middle - half, -1, 1), hi: clamp(middle + half, -1, 1) };
}
