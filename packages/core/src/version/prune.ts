import type { CandidateKind } from "../candidate/types.ts";
import type { EffectiveSetting, SettingSource } from "../config/settings.ts";
import type { Delivery } from "../repo/types.ts";
import { decide } from "../score/decide.ts";
import { DEFAULT_POLICY } from "../score/defaults.ts";
import type { ScorePolicy } from "../score/policy.ts";
import type { Score, ScoreDecision, ScoreReason, Uplift } from "../score/results.ts";
import { scoreUnits } from "../score/score.ts";
import type { ValuedUnit } from "../score/unit-value.ts";
import type { SkillSource } from "../skill/types.ts";

/** One unit of the version and epoch, when the last of its evidence arrived, and the sessions whose runs it has. */
export interface PruneEvidence {
  unit: ValuedUnit;
  arrivedAt: Date;
  sessions: readonly string[];
}

/**
 * What a prune is decided from. `autoPrune` is the switch as it holds in the skill's home (`effectiveSettings`): where the team's
 * default decides, the policy has to agree; a repo's own word, in its file or its settings, counts alone.
 */
export interface PruneFacts {
  skill: { name: string; version: number; source: SkillSource; pinned: boolean };
  evidence: readonly PruneEvidence[];
  uplift: Uplift | null;
  autoPrune: EffectiveSetting;
  delivery: Delivery;
  now: Date;
  /** How old evidence has to be, in milliseconds. Default 24 hours. */
  coolOffMs?: number;
  policy?: ScorePolicy;
}

/** Why Yardlet does not prune by itself. */
export type PruneRefusal =
  | { reason: Extract<ScoreReason, "no_evidence" | "not_below_floor" | "too_few_intents" | "veto_uplift" | "pinned"> }
  | { reason: "source_not_learned"; source: SkillSource }
  | { reason: "auto_prune_off"; from: SettingSource | "policy" }
  | { reason: "read_only" }
  | { reason: "cooling_off"; until: Date; intents: number; settledIntents: number }
  | { reason: "too_few_sessions"; sessions: number; needed: number };

/** A candidate that a service opens, in words. */
export interface Proposal {
  kind: CandidateKind;
  title: string;
  why: string;
}

/**
 * What is to be done with a version. `settled` is the score of what is older than the cool-off. `refusals` are in order, the
 * strictest first, and empty for `prune`; only `candidate` has a `proposal`.
 */
export interface PruneDecision {
  action: "keep" | "candidate" | "prune";
  refusals: PruneRefusal[];
  decision: ScoreDecision;
  settled: Pick<Score, "intents" | "logE">;
  proposal: Proposal | null;
}

export const COOL_OFF_MS = 24 * 60 * 60 * 1000;
const MIN_SESSIONS = 2;

interface Case {
  facts: PruneFacts;
  decision: ScoreDecision;
  intents: number;
  settled: Score;
  /** What is older than the cool-off does not prove it alone. */
  isFresh: boolean;
  /** Of the settled evidence; of all of it while that is too fresh, so that a person is told what will still be missing. */
  sessions: number;
}

/** Each line refuses or not; what is done is what the strictest one leaves. Lines are in order of strictness. */
const LINES: readonly { action: "keep" | "candidate"; refuse: (it: Case) => PruneRefusal | undefined }[] = [
  { action: "keep", refuse: ({ facts }) => (facts.skill.pinned ? { reason: "pinned" } : undefined) },
  { action: "candidate", refuse: ({ facts: { skill } }) => notLearned(skill.source) },
  { action: "candidate", refuse: refuseSwitch },
  { action: "candidate", refuse: ({ facts }) => (facts.delivery === "none" ? { reason: "read_only" } : undefined) },
  { action: "candidate", refuse: refuseFresh },
  { action: "candidate", refuse: refuseFewSessions },
];

const NOT_PROVED = ["no_evidence", "not_below_floor", "too_few_intents", "veto_uplift"] as const;

/**
 * Decides whether a version is pruned now. All its evidence has to prove it, and so has the evidence older than the cool-off
 * alone, from at least two sessions; what is forbidden or too fresh waits for a person as a candidate.
 * Source: scoring.md, B; decisions.md, 3, 10, 13 and 27.
 */
export function decidePrune(facts: PruneFacts): PruneDecision {
  const policy = { ...(facts.policy ?? DEFAULT_POLICY), autoPrune: true };
  const { source, pinned } = facts.skill;
  const meta = { source, pinned };
  const settledUnits = facts.evidence.filter(isSettledAt(facts));
  const score = scoreUnits(
    facts.evidence.map(({ unit }) => unit),
    policy,
  );
  const settled = scoreUnits(
    settledUnits.map(({ unit }) => unit),
    policy,
  );
  const decision = decide(score, facts.uplift, meta, policy);
  const isFresh = !decide(settled, null, meta, policy).below;
  const sessions = countSessions(isFresh ? facts.evidence : settledUnits);
  const it: Case = { facts, decision, intents: score.intents, settled, isFresh, sessions };
  const short = { intents: settled.intents, logE: settled.logE };
  const unproved = NOT_PROVED.find((reason) => reason === decision.reason);
  if (unproved) return { action: "keep", refusals: [{ reason: unproved }], decision, settled: short, proposal: null };
  const found = LINES.flatMap(({ action, refuse }) => {
    const refusal = refuse(it);
    return refusal ? [{ action, refusal }] : [];
  });
  const action = found[0]?.action ?? "prune";
  const refusals = found.map(({ refusal }) => refusal);
  const proposal = action === "candidate" ? proposalOf(facts, score, refusals) : null;
  return { action, refusals, decision, settled: short, proposal };
}

function isSettledAt({ now, coolOffMs = COOL_OFF_MS }: PruneFacts): (evidence: PruneEvidence) => boolean {
  return ({ arrivedAt }) => arrivedAt.getTime() <= now.getTime() - coolOffMs;
}

function countSessions(evidence: readonly PruneEvidence[]): number {
  return new Set(evidence.filter(({ unit }) => unit.value.included).flatMap(({ sessions }) => sessions)).size;
}

function notLearned(source: SkillSource): PruneRefusal | undefined {
  return source === "learned" ? undefined : { reason: "source_not_learned", source };
}

function refuseSwitch({ facts }: Case): PruneRefusal | undefined {
  const { value, from } = facts.autoPrune;
  if (!value) return { reason: "auto_prune_off", from };
  const policyAgrees = (facts.policy ?? DEFAULT_POLICY).autoPrune;
  return from === "team" && !policyAgrees ? { reason: "auto_prune_off", from: "policy" } : undefined;
}

/** `until` is when all of today's evidence is old enough, at the latest. */
function refuseFresh({ facts, settled, isFresh, intents }: Case): PruneRefusal | undefined {
  if (!isFresh) return undefined;
  const newest = Math.max(...facts.evidence.map(({ arrivedAt }) => arrivedAt.getTime()));
  const until = new Date(newest + (facts.coolOffMs ?? COOL_OFF_MS));
  return { reason: "cooling_off", until, intents, settledIntents: settled.intents };
}

function refuseFewSessions({ sessions }: Case): PruneRefusal | undefined {
  return sessions < MIN_SESSIONS ? { reason: "too_few_sessions", sessions, needed: MIN_SESSIONS } : undefined;
}

const WORDS = {
  source_not_learned: "only what was learned from runs is pruned by itself",
  auto_prune_off: "auto_prune is off",
  read_only: "the repo is read-only for Yardlet",
  cooling_off: "its evidence is still fresh",
  too_few_sessions: "its evidence is of one session",
} as const satisfies Partial<Record<PruneRefusal["reason"], string>>;

function proposalOf({ skill }: PruneFacts, score: Score, refusals: readonly PruneRefusal[]): Proposal {
  const words = refusals.flatMap(({ reason }) => (isWorded(reason) ? [WORDS[reason]] : []));
  const why = `below the floor in ${score.intents} intents; ${words.join(", ")}, so a person decides`;
  return { kind: "prune", title: `prune ${skill.name} v${skill.version}`, why };
}

function isWorded(reason: PruneRefusal["reason"]): reason is keyof typeof WORDS {
  return Object.hasOwn(WORDS, reason);
}
