import { DEFAULT_POLICY } from "../score/defaults.ts";
import { type Grade, gradeOf } from "../score/grade.ts";
import { sumOf } from "../score/numbers.ts";
import type { ScorePolicy } from "../score/policy.ts";
import { promotionOfDuels } from "../score/promotion.ts";
import type { Uplift } from "../score/results.ts";
import { compareText } from "../skill/order.ts";
import type { Proposal } from "./prune.ts";

/** The evidence about one text in the repo that is its home. `duel` is null where nothing is paired; its `logE` is in nats. */
export interface HomeEvidence {
  /** The repo's slug. */
  repo: string;
  version: number;
  duel: { pairs: number; logE: number } | null;
  units: number;
  intents: number;
  /** Values of the intents together, in millionths. */
  sumU: number;
  /** Units with an independent review. */
  reviewed: number;
  effect: Pick<Uplift, "comparable" | "reason" | "rd" | "lo" | "hi"> | null;
}

/** One text at home in repos, and whether it may go into the library at all. */
export interface PromotionFacts {
  skill: string;
  evidence: readonly HomeEvidence[];
  /** The library has a skill of the name, whatever its text. */
  taken: boolean;
  /** It is a copy of a library skill that was edited by hand: that is proposed as the library's next version. */
  fork: boolean;
  policy?: ScorePolicy;
}

/** Why the rule does not propose it. */
export type PromotionRefusal =
  | { reason: "fork" }
  | { reason: "taken" }
  | { reason: "few_repos"; repos: number; needed: number }
  | { reason: "not_held"; full: number; needed: number }
  | { reason: "outweighed"; total: number; needed: number }
  | { reason: "not_solid"; grade: Grade };

/** What the capped rule says of a text; `refusal` is null where it is proposed. Repos are those that speak most for it first. */
export interface PromotionDecision {
  action: "keep" | "candidate";
  refusal: PromotionRefusal | null;
  repos: (HomeEvidence & { used: number })[];
  /** What the repos supply together, what each may at most, and what the rule asks for; nats. */
  total: number;
  cap: number;
  needed: number;
  /** How many are at the cap, and how many have to be. */
  full: number;
  fullNeeded: number;
  /** Of all its evidence together. */
  grade: Grade;
  proposal: Proposal | null;
}

type Judged = Omit<PromotionDecision, "action" | "refusal" | "proposal">;

/** The first line that refuses decides. */
const RULES: readonly ((it: Judged, facts: PromotionFacts) => PromotionRefusal | undefined)[] = [
  (_, { fork }) => (fork ? { reason: "fork" } : undefined),
  (_, { taken }) => (taken ? { reason: "taken" } : undefined),
  ({ repos, fullNeeded: needed }) =>
    repos.length < needed ? { reason: "few_repos", repos: repos.length, needed } : undefined,
  ({ full, fullNeeded: needed }) => (full < needed ? { reason: "not_held", full, needed } : undefined),
  ({ total, needed }) => (total < needed ? { reason: "outweighed", total, needed } : undefined),
  ({ grade }) => (grade === "solid" ? undefined : { reason: "not_solid", grade }),
];

/**
 * Decides whether to propose that a text at home in several repos becomes the library's: the capped rule, and the grade `solid` of
 * its evidence together. Repos that pruned it count as well, so that the harm it did there speaks against it.
 * Source: scoring.md, C; decisions.md, 5 and 28; ADR 36.
 */
export function decidePromotion(facts: PromotionFacts): PromotionDecision {
  const { skill, evidence, policy = DEFAULT_POLICY } = facts;
  const rule = promotionOfDuels(
    evidence.map(({ repo, duel }) => ({ repo, pairs: duel?.pairs ?? 0, logE: duel?.logE ?? 0 })),
    policy,
  );
  const used = new Map(rule.repos.map((one) => [one.repo, one.used]));
  const { grade } = gradeOf(
    {
      sumMicro: sumOf(evidence, ({ sumU }) => sumU),
      n: sumOf(evidence, ({ intents }) => intents),
      reviewed: sumOf(evidence, ({ reviewed }) => reviewed),
      units: sumOf(evidence, ({ units }) => units),
    },
    policy,
  );
  const judged: Judged = {
    repos: evidence.map((one) => ({ ...one, used: used.get(one.repo) ?? 0 })).toSorted(byWeight),
    total: rule.total,
    cap: rule.cap,
    needed: rule.needed,
    full: rule.fullRepos,
    fullNeeded: policy.promoteRepos,
    grade,
  };
  for (const refuse of RULES) {
    const refusal = refuse(judged, facts);
    if (refusal) return { ...judged, action: "keep", refusal, proposal: null };
  }
  const why = `work with it is better than without it in ${rule.fullRepos} of ${evidence.length} repos that have it`;
  const proposal: Proposal = { kind: "promotion", title: `promote ${skill} to the library`, why };
  return { ...judged, action: "candidate", refusal: null, proposal };
}

function byWeight(a: HomeEvidence, b: HomeEvidence): number {
  return (b.duel?.logE ?? 0) - (a.duel?.logE ?? 0) || b.intents - a.intents || compareText(a.repo, b.repo);
}
