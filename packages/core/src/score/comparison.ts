import * as z from "zod";
import { groupInOrder } from "./cells.ts";
import { type Pair, duel } from "./duel.ts";
import { round6, sumOf } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Regression } from "./regression.ts";
import { Uplift } from "./results.ts";
import type { ArmCounts } from "./strata.ts";
import { upliftOf } from "./uplift.ts";

const count = z.int().min(0);
const mean = z.number().nullable();

/**
 * Work with a version and without it in one repo, in kinds of task that have both: the means of the intents in 0..1, how many
 * there are, the repo's share of the pooled difference in 0..1, and the difference itself.
 */
const RepoUplift = z.strictObject({
  repo: z.string(),
  with: z.strictObject({ intents: count, mean }),
  without: z.strictObject({ intents: count, mean }),
  weight: z.number(),
  uplift: Uplift,
});
export type RepoUplift = z.infer<typeof RepoUplift>;

/** A version against the one before it. */
const Against = z.strictObject({
  number: z.int(),
  state: z.enum(["not_comparable", "no_warning", "regressed"]),
  pairs: count,
  logE: z.number(),
  threshold: z.number(),
  effect: Uplift,
});

/** Work with a version against work without it, as the two bets that may be looked at any time (`duelsOf`); `logE` in nats. */
const Duels = z.strictObject({ pairs: count, better: z.number(), worse: z.number() });
export type Duels = z.infer<typeof Duels>;

const Reviewed = z.strictObject({ units: count, reviewed: count });

/** What stands beside a decision, so that nobody has to count it again: by repo, by arm, and against the version before. */
export const Comparison = z.strictObject({
  /** Where the baseline begins, as an ISO text. */
  from: z.string(),
  repos: z.array(RepoUplift),
  /** How many units of each arm have an independent review; a difference between the arms biases the uplift. */
  reviewed: z.strictObject({ with: Reviewed, without: Reviewed }),
  /** Null where no older version has evidence. */
  against: Against.nullable(),
  /** Null where nothing is paired: no work without it beside it, or no question that a duel answers. */
  duels: Duels.nullable().default(null),
});
export type Comparison = z.infer<typeof Comparison>;

/** The uplift repo by repo, in order of their names; only repos with both arms have a weight. Source: scoring.md, section C. */
export function upliftByRepo(
  strata: readonly { repoId: string; arms: ArmCounts }[],
  policy: ScorePolicy = DEFAULT_POLICY,
): RepoUplift[] {
  const all = sumOf(strata, ({ arms }) => weightOf(arms));
  return groupInOrder(strata, ({ repoId }) => repoId).map(([repo, own]) => {
    const arms = own.map((stratum) => stratum.arms);
    const shared = arms.filter(({ n1, n0 }) => n1 > 0 && n0 > 0);
    const weight = sumOf(shared, weightOf);
    return {
      repo,
      with: armOf(shared.map(({ n1, x1 }) => ({ n: n1, x: x1 }))),
      without: armOf(shared.map(({ n0, x0 }) => ({ n: n0, x: x0 }))),
      weight: all === 0 ? 0 : round6(weight / all),
      uplift: upliftOf(arms, policy),
    };
  });
}

/**
 * Both duels of work with a skill (`a`) and without it (`b`): that it is better, and that it is worse. Each is a bet of its own, so
 * that its `logE` ever reaches ln(1/alpha) by chance at most once in 1/alpha. Source: scoring.md, section C.
 */
export function duelsOf(pairs: readonly Pair[], policy: ScorePolicy = DEFAULT_POLICY): Duels {
  const swapped = pairs.map(({ repo, a, b }) => ({ repo, a: b, b: a }));
  return { pairs: pairs.length, better: duel(pairs, policy).logE, worse: duel(swapped, policy).logE };
}

/** A regression as a comparison keeps it. */
export function againstOf(
  number: number,
  { state, pairs, logE, threshold, effect }: Regression,
): Comparison["against"] {
  return { number, state, pairs, logE, threshold, effect };
}

function armOf(counts: readonly { n: number; x: number }[]): { intents: number; mean: number | null } {
  const intents = sumOf(counts, ({ n }) => n);
  return { intents, mean: intents === 0 ? null : round6(sumOf(counts, ({ x }) => x) / (MICRO * intents)) };
}

/** Mantel and Haenszel's weight of a stratum. */
function weightOf({ n1, n0 }: ArmCounts): number {
  return n1 === 0 || n0 === 0 ? 0 : (n1 * n0) / (n1 + n0);
}
