import { threshold } from "./bet.ts";
import { groupInOrder } from "./cells.ts";
import { type Pair, duel } from "./duel.ts";
import { round6, sumOf } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";

/** The duel "with the skill against without" of one repo: how many pairs it has, and its `logE` in nats. */
export interface RepoDuel {
  repo: string;
  pairs: number;
  logE: number;
}

/** Whether a skill holds in enough repos. `logE`, `used`, `total`, `needed` and `cap` are nats. */
export interface Promotion {
  promote: boolean;
  total: number;
  needed: number;
  cap: number;
  fullRepos: number;
  repos: (RepoDuel & { used: number })[];
}

/** As `promotionOfDuels`, from the pairs of all repos. */
export function promotionOf(pairs: readonly Pair[], policy: ScorePolicy = DEFAULT_POLICY): Promotion {
  const duels = groupInOrder(pairs, ({ repo }) => repo).map(([repo, own]) => {
    return { repo, pairs: own.length, logE: duel(own, policy).logE };
  });
  return promotionOfDuels(duels, policy);
}

/**
 * Joins the duels "with the skill against without" of every repo. No repo supplies more than its share of the evidence
 * (`cap`), a repo with too few pairs can only take from it, and as many repos as the policy asks for must be at the cap. The
 * caller also asks for the grade `solid`. Source: scoring.md, section C.
 */
export function promotionOfDuels(duels: readonly RepoDuel[], policy: ScorePolicy = DEFAULT_POLICY): Promotion {
  const cap = shareOfThreshold(policy);
  const repos = duels.map(({ repo, pairs, logE }) => {
    return { repo, pairs, logE, used: Math.min(logE, pairs >= policy.promoteMinPairs ? cap : 0) };
  });
  const total = round6(sumOf(repos, ({ used }) => used));
  const needed = round6(cap * policy.promoteRepos);
  const fullRepos = repos.filter(({ used }) => used >= cap).length;
  return { promote: fullRepos >= policy.promoteRepos && total >= needed, total, needed, cap, fullRepos, repos };
}

/** What one repo may supply: its share of ln(1/alpha), rounded up to six decimals. */
function shareOfThreshold({ alpha, promoteRepos }: ScorePolicy): number {
  return Math.ceil(Math.round(threshold(alpha) * MICRO) / promoteRepos) / MICRO;
}
