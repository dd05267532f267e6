import { divRound } from "./numbers.ts";
import { MICRO } from "./defaults.ts";
import { compareReviews } from "./raw.ts";
import type { Unit, UnitReview } from "./unit.ts";

/** A review that does not count, and why. */
export interface IgnoredReview {
  run: string;
  why: "infrastructure" | "unknown_actor" | "self_verdict" | "empty_verdict";
}

/**
 * The share of criteria that each independent review passed, in millionths, and the reviews that do not count. Of a run's
 * revisions the highest counts. A review counts if it is no infrastructure outcome, its actor and every author are known, it
 * is by no author and no attempt of this unit, and it judges at least one criterion. Source: scoring.md, section A, 3 and 4.
 */
export function weighReviews({ attempts, reviews }: Unit): { shares: number[]; ignored: IgnoredReview[] } {
  const runs = new Set(attempts.map(({ run }) => run));
  const authors = new Set(attempts.map(({ actor }) => actor ?? null));
  const newest = new Map(reviews.toSorted(compareReviews).map((review) => [review.run, review]));
  const shares: number[] = [];
  const ignored: IgnoredReview[] = [];
  for (const review of newest.values()) {
    const passes = passesOf(review);
    const why = whyIgnored(review, runs, authors, passes);
    if (why === null) shares.push(divRound(MICRO * passes.filter(Boolean).length, passes.length));
    else ignored.push({ run: review.run, why });
  }
  return { shares, ignored };
}

function whyIgnored(
  { run, actor, infra }: UnitReview,
  runs: ReadonlySet<string>,
  authors: ReadonlySet<string | null>,
  passes: readonly boolean[],
): IgnoredReview["why"] | null {
  const author = actor ?? null;
  if (infra) return "infrastructure";
  if (author === null || authors.has(null)) return "unknown_actor";
  if (runs.has(run) || authors.has(author)) return "self_verdict";
  return passes.length === 0 ? "empty_verdict" : null;
}

/** One answer a criterion: any fail among its entries wins. Entries without a criterion or an answer are left out. */
function passesOf({ verdict }: UnitReview): boolean[] {
  const passes = new Map<string, boolean>();
  for (const { criterion_id, pass } of verdict) {
    if (criterion_id === "" || typeof pass !== "boolean") continue;
    passes.set(criterion_id, (passes.get(criterion_id) ?? true) && pass);
  }
  return [...passes.values()];
}
