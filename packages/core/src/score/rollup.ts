import { DomainError } from "../error.ts";
import { compareText } from "../skill/order.ts";
import { logFactor, logMix, threshold, failsToPrune } from "./bet.ts";
import { gradeOf } from "./grade.ts";
import { wilson } from "./interval.ts";
import { divRound, round6 } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Score } from "./results.ts";
import { EXCLUSION_REASONS } from "./unit-value.ts";

/**
 * Everything a score is made from, as integer sums that a change of one unit adds to and takes from exactly: values in
 * millionths, `l` in nano-nats, one for each bet of the policy's grid. Source: scoring.md, section F.
 */
export interface RollSums {
  units: number;
  intents: number;
  sumU: number;
  l: number[];
  nReview: number;
  sumReview: number;
  sumFirst: number;
  sumRetry: number;
}

/** The part of a unit's value that its version's sums hold, in millionths. */
interface Components {
  included: boolean;
  review: number | null;
  firstTry: number | null;
  retry: number | null;
}

/** The value of an intent from its units, in millionths; null where none is left. */
export function cellMean(n: number, sumU: number): number | null {
  return n === 0 ? null : divRound(sumU, n);
}

export function emptyRoll(policy: ScorePolicy = DEFAULT_POLICY): RollSums {
  return { ...NOTHING, l: policy.grid.map(() => 0) };
}

/** The sum of two rolls. An `l` that is shorter counts as zeros beyond its end. */
export function addRoll(a: RollSums, b: RollSums): RollSums {
  return {
    units: a.units + b.units,
    intents: a.intents + b.intents,
    sumU: a.sumU + b.sumU,
    l: Array.from({ length: Math.max(a.l.length, b.l.length) }, (_, g) => (a.l[g] ?? 0) + (b.l[g] ?? 0)),
    nReview: a.nReview + b.nReview,
    sumReview: a.sumReview + b.sumReview,
    sumFirst: a.sumFirst + b.sumFirst,
    sumRetry: a.sumRetry + b.sumRetry,
  };
}

/**
 * What one unit adds (`sign` 1) or takes away (-1) by itself: the unit and its components, with an empty `l`. An excluded unit
 * adds nothing. A changed unit is its old value taken away and its new one added.
 */
export function rollOfUnit(value: Components, sign: 1 | -1): RollSums {
  if (!value.included) return { ...NOTHING, l: [] };
  const signed = (amount: number | null) => (amount ? sign * amount : 0);
  return {
    ...NOTHING,
    units: sign,
    l: [],
    nReview: value.review === null ? 0 : sign,
    sumReview: signed(value.review),
    sumFirst: signed(value.firstTry),
    sumRetry: signed(value.retry),
  };
}

/** What it does to a score that the value of one (repo, intent) changes: null before is a new intent, null after one less. */
export function rollOfCell(
  before: number | null,
  after: number | null,
  policy: ScorePolicy = DEFAULT_POLICY,
): RollSums {
  const count = (u: number | null) => (u === null ? 0 : 1);
  const log = (u: number | null, share: number) => (u === null ? 0 : logFactor(u, policy.floor, share));
  return {
    ...NOTHING,
    intents: count(after) - count(before),
    sumU: (after ?? 0) - (before ?? 0),
    l: policy.grid.map((share) => log(after, share) - log(before, share)),
  };
}

/**
 * The score of one skill version from its sums, and from how many units were excluded for which reason.
 * @throws DomainError `invalid` if the sums were made for another number of bets.
 */
export function scoreOfRoll(
  roll: RollSums,
  excluded: Readonly<Record<string, number>>,
  policy: ScorePolicy = DEFAULT_POLICY,
): Score {
  if (roll.l.length !== policy.grid.length) {
    throw new DomainError(
      "invalid",
      `the sums were made for ${roll.l.length} bets and the policy has ${policy.grid.length}; recompute them from the intents`,
    );
  }
  const { units, intents, sumU, l, nReview, sumReview, sumFirst, sumRetry } = roll;
  const interval = wilson(sumU, intents, policy.zInterval / MICRO);
  return {
    formula: policy.formula,
    units,
    intents,
    excluded: sortReasons(excluded),
    score: rateOf(sumU, intents).rate,
    lo: round6(interval.lo),
    hi: round6(interval.hi),
    ...gradeOf({ sumMicro: sumU, n: intents, reviewed: nReview, units }, policy),
    components: {
      review: rateOf(sumReview, nReview),
      firstTry: rateOf(sumFirst, units),
      retry: rateOf(sumRetry, units),
    },
    sumU,
    L: l,
    logE: logMix(l),
    threshold: threshold(policy.alpha),
    failsToPrune: failsToPrune(l, intents, policy),
  };
}

const NOTHING = { units: 0, intents: 0, sumU: 0, nReview: 0, sumReview: 0, sumFirst: 0, sumRetry: 0 };

function rateOf(sum: number, n: number): { n: number; rate: number | null } {
  return { n, rate: n === 0 ? null : round6(sum / (MICRO * n)) };
}

const KNOWN_REASONS: readonly string[] = EXCLUSION_REASONS;

function sortReasons(excluded: Readonly<Record<string, number>>): Record<string, number> {
  const rank = (reason: string) => (KNOWN_REASONS.includes(reason) ? KNOWN_REASONS.indexOf(reason) : Infinity);
  const byRank = (a: string, b: string) => (rank(a) === rank(b) ? compareText(a, b) : rank(a) - rank(b));
  return Object.fromEntries(
    Object.entries(excluded)
      .filter(([, n]) => n > 0)
      .toSorted(([a], [b]) => byRank(a, b)),
  );
}
