import { Grade, ScoreAction, ScoreReason, Uplift } from "@yardlet/core/score";
import { SkillSource } from "@yardlet/core/skill";
import type { PolicyBrief, ScoreBrief, ScoreLine, SkillScore } from "@yardlet/services";
import * as z from "zod";

const Count = z.int().min(0);
const Number = z.int().min(1);
const Rate = z.number().min(0).max(1);

/** A score never goes alone: value, interval, n. */
const ScoreAnswer = z
  .object({
    value: Rate.nullable(),
    lo: Rate,
    hi: Rate,
    intents: Count,
    tasks: Count,
    reviewed: Count,
    grade: Grade,
    place: z.enum(["above", "below", "undecided", "few"]),
  })
  .meta({
    description: "Mean value of the intents with its interval; place is where the interval lies against the floor",
  });

const PolicyAnswer = z.object({ version: Count, floor: Rate, min_intents: Count, coins: z.number() });
const DecisionAnswer = z.object({ action: ScoreAction, reason: ScoreReason, at: z.iso.datetime() });

/** A version of a skill with its score and what the policy last said of it. */
const Line = z.object({
  home: z.string(),
  name: z.string(),
  version: Number,
  epoch: Count,
  score: ScoreAnswer,
  excluded: z.record(z.string(), Count).meta({ description: "Tasks that do not count, by reason" }),
  coins: z.number().meta({ description: "What the bettors against the version hold on average" }),
  decision: DecisionAnswer.nullable(),
  uplift: Uplift.nullable().meta({ description: "Work with the skill against work without it" }),
});

export const ScoreListAnswer = z.object({
  policy: PolicyAnswer,
  scores: z.array(Line.extend({ source: SkillSource })),
});

export const SkillScoreAnswer = Line.extend({
  policy: PolicyAnswer,
  in_force: z.boolean(),
  further_intents: Count.meta({ description: "Intents that the next grade asks for" }),
  further_reviews: Count,
  fails_to_prune: Count.nullable(),
  components: z.array(
    z.object({
      name: z.enum(["quality", "firstTry", "retry"]),
      weight: Rate,
      value: Rate.nullable(),
      lo: Rate,
      hi: Rate,
      tasks: Count,
    }),
  ),
  versions: z.array(z.object({ version: Number, score: ScoreAnswer })),
  repos: z.array(z.object({ repo: z.string(), score: ScoreAnswer })),
});

export function scoreListAnswer(policy: PolicyBrief, scores: readonly ScoreLine[]): z.input<typeof ScoreListAnswer> {
  return {
    policy: policyAnswer(policy),
    scores: scores.map(
      ({ home, name, source, version, epoch, score, excluded, coins, decision, decidedAt, uplift }) => ({
        home,
        name,
        source,
        version,
        epoch,
        score: scoreAnswer(score),
        excluded,
        coins,
        decision: decision && decidedAt ? { ...decision, at: decidedAt.toISOString() } : null,
        uplift,
      }),
    ),
  };
}

export function skillScoreAnswer(skill: SkillScore): z.input<typeof SkillScoreAnswer> {
  const { home, name, version, epoch, excluded, bet, decision, grading } = skill;
  return {
    home,
    name,
    version,
    epoch,
    score: scoreAnswer(skill.score),
    excluded,
    coins: bet.coins,
    decision: decision && { action: decision.action, reason: decision.reason, at: decision.decidedAt.toISOString() },
    uplift: skill.uplift?.uplift ?? null,
    policy: policyAnswer(skill.policy),
    in_force: skill.inForce,
    further_intents: grading.furtherIntents,
    further_reviews: grading.furtherReviews,
    fails_to_prune: bet.failsToPrune,
    components: skill.components.map(({ name: component, weight, rate, lo, hi, n }) => ({
      name: component,
      weight,
      value: rate,
      lo,
      hi,
      tasks: n,
    })),
    versions: skill.versions.map(({ number, score }) => ({ version: number, score: scoreAnswer(score) })),
    repos: skill.repos.map(({ repoSlug, score }) => ({ repo: repoSlug, score: scoreAnswer(score) })),
  };
}

function scoreAnswer({ score, ...rest }: ScoreBrief): z.input<typeof ScoreAnswer> {
  return { value: score, ...rest };
}

function policyAnswer({ version, floor, minIntents, coins }: PolicyBrief): z.input<typeof PolicyAnswer> {
  return { version, floor, min_intents: minIntents, coins };
}
