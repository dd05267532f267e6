import { divRound, sumOf } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO, MILLE } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import { compareAttempts } from "./raw.ts";
import { type IgnoredReview, weighReviews } from "./reviews.ts";
import { FINAL_STATES, type Unit, type UnitAttempt } from "./unit.ts";

/** Why a unit has no value, in the order in which it is asked. A caller may exclude units for further reasons of its own. */
export const EXCLUSION_REASONS = ["no_attempts", "infrastructure_only", "open"] as const;

/** What a counted unit says. Numbers are millionths. `review` is null where nobody independent reviewed it. */
export interface CountedValue {
  included: true;
  reason: null;
  u: number;
  review: number | null;
  firstTry: number;
  retry: number;
  reviewsUsed: number;
  endedAt: string;
}

export interface ExcludedValue {
  included: false;
  reason: string;
  u: null;
  review: null;
  firstTry: null;
  retry: null;
  reviewsUsed: number;
  endedAt?: string;
}

/** A unit's value as the database keeps it: enough for every score. */
export type EvidenceValue = CountedValue | ExcludedValue;

/** A unit's value with how it came about. `endedAt` is the end of the last counted attempt. */
export type UnitValue = EvidenceValue & {
  id: string;
  attempts: number;
  infraAttempts: number;
  ignored: IgnoredReview[];
};

/** A unit whose value is already known, such as a row of the database. */
export interface ValuedUnit {
  repo: string;
  kind: string;
  intent: string;
  task: string;
  value: EvidenceValue;
}

const WITHOUT_VALUE = {
  included: false,
  reason: "",
  u: null,
  review: null,
  firstTry: null,
  retry: null,
} as const;

const FINAL: ReadonlySet<string> = new Set(FINAL_STATES);

/**
 * What a finished task is worth, in millionths: `u = 0.60 × quality + 0.25 × first try + 0.15 × credit / attempts`. Quality is
 * the mean share of criteria that independent reviews passed; without any the final state stands in (Done 1, Partial 1/2,
 * else 0). Infrastructure attempts do not count; a task without a counted attempt, or still open, has no value and says why.
 * The order of attempts and reviews does not matter. Source: scoring.md, section A.
 */
export function unitValue(unit: Unit, policy: ScorePolicy = DEFAULT_POLICY): UnitValue {
  const counted = unit.attempts.filter(({ infra }) => !infra).toSorted(compareAttempts);
  const id = `${unit.repo}/${unit.intent}/${unit.task}`;
  const counts = { attempts: counted.length, infraAttempts: unit.attempts.length - counted.length };
  const exclude = (reason: (typeof EXCLUSION_REASONS)[number]) => ({
    id,
    ...WITHOUT_VALUE,
    reason,
    ...counts,
    reviewsUsed: 0,
    ignored: [],
  });
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last) return exclude(unit.attempts.length === 0 ? "no_attempts" : "infrastructure_only");
  if (unit.open || !FINAL.has(last.state)) return { ...exclude("open"), endedAt: last.endedAt };
  const { shares, ignored } = weighReviews(unit);
  const review = shares.length === 0 ? null : divRound(sumOf(shares, Number), shares.length);
  const firstTry = first.state === "Done" ? MICRO : 0;
  const credit = creditOf(last, policy) * MILLE;
  const retry = divRound(credit, counted.length);
  const { wReview, wFirstTry, wRetry } = policy;
  const u = divRound(
    wReview * (review ?? credit) + wFirstTry * firstTry + wRetry * retry,
    wReview + wFirstTry + wRetry,
  );
  return {
    id,
    included: true,
    reason: null,
    u,
    review,
    firstTry,
    retry,
    ...counts,
    reviewsUsed: shares.length,
    ignored,
    endedAt: last.endedAt,
  };
}

/** Units with their values: those that already carry one keep it. */
export function valueUnits(
  units: readonly (Unit | ValuedUnit)[],
  policy: ScorePolicy = DEFAULT_POLICY,
): readonly ValuedUnit[] {
  return units.map((unit) => ("value" in unit ? unit : valueUnit(unit, policy)));
}

/** A unit beside its value, without the rows it was made from. */
export function valueUnit(unit: Unit, policy: ScorePolicy = DEFAULT_POLICY): ValuedUnit {
  const { repo, kind = "", intent, task } = unit;
  return { repo, kind, intent, task, value: unitValue(unit, policy) };
}

/** Done 1000, Partial what the policy says, anything else 0. */
function creditOf({ state }: UnitAttempt, policy: ScorePolicy): number {
  if (state === "Done") return MILLE;
  return state === "Partial" ? policy.partialCredit : 0;
}
