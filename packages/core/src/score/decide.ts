import type { SkillSource } from "../skill/types.ts";
import { threshold } from "./bet.ts";
import { round6 } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Score, ScoreAction, ScoreDecision, ScoreReason, Uplift } from "./results.ts";

/** What a decision has to know about the skill itself. A person's edit pins it. */
export interface SkillMeta {
  source: SkillSource;
  pinned?: boolean;
}

interface Facts {
  intents: number;
  won: boolean;
  veto: boolean;
  meta: SkillMeta;
  policy: ScorePolicy;
}

/** The first line that holds decides. */
const RULES: readonly { action: ScoreAction; reason: ScoreReason; holds: (facts: Facts) => boolean }[] = [
  { action: "keep", reason: "no_evidence", holds: ({ intents }) => intents === 0 },
  { action: "keep", reason: "not_below_floor", holds: ({ won }) => !won },
  { action: "keep", reason: "too_few_intents", holds: ({ intents, policy }) => intents < policy.minIntents },
  { action: "keep", reason: "veto_uplift", holds: ({ veto }) => veto },
  { action: "keep", reason: "pinned", holds: ({ meta }) => meta.pinned ?? false },
  { action: "flag", reason: "source_not_learned", holds: ({ meta }) => meta.source !== "learned" },
  { action: "propose", reason: "auto_prune_off", holds: ({ policy }) => !policy.autoPrune },
];

const PRUNE = { action: "prune", reason: "below_floor" } as const;
const MOST_COINS = 1e9;

/**
 * What the evidence says is to be done with a skill version. A prune asks for a won bet, enough intents, source `learned`, no
 * pin and the policy's consent, and is vetoed while work with the skill is not worse than work without it. Source: scoring.md,
 * sections B and C.
 */
export function decide(
  score: Pick<Score, "intents" | "logE">,
  uplift: Pick<Uplift, "comparable" | "vetoLo"> | null,
  meta: SkillMeta,
  policy: ScorePolicy = DEFAULT_POLICY,
): ScoreDecision {
  const { intents, logE } = score;
  const needed = threshold(policy.alpha);
  const won = logE >= needed;
  const veto = isVeto(uplift, policy);
  const { action, reason } = RULES.find(({ holds }) => holds({ intents, won, veto, meta, policy })) ?? PRUNE;
  return {
    action,
    reason,
    below: won && intents >= policy.minIntents,
    veto,
    logE,
    threshold: needed,
    evidence: round6(Math.min(MOST_COINS, Math.exp(logE))),
  };
}

function isVeto(uplift: Pick<Uplift, "comparable" | "vetoLo"> | null, policy: ScorePolicy): boolean {
  if (!uplift?.comparable || uplift.vetoLo === null) return false;
  return uplift.vetoLo > -policy.vetoMargin / MICRO;
}
