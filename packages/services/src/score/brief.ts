import { epochAt } from "@yardlet/core/run";
import {
  emptyRoll,
  MICRO,
  type Grade,
  placeOf,
  round6,
  type Score,
  type ScorePlace,
  scoreOfRoll,
  type ScorePolicy,
  wilson,
} from "@yardlet/core/score";
import { findEpochs, type Db, type PolicyRow, type RollRow, type VersionWeek } from "@yardlet/db";

/** A score as lists show it: value, interval and n belong together. `score` is null without any intent. */
export interface ScoreBrief {
  place: ScorePlace;
  score: number | null;
  lo: number;
  hi: number;
  intents: number;
  tasks: number;
  reviewed: number;
  grade: Grade;
  /** What of the policy the reader of a score needs: the floor in 0..1, and how many intents make one. */
  floor: number;
  minIntents: number;
}

/** What of the policy a reader needs to read a score: all in 0..1, intents, coins. */
export interface PolicyBrief {
  version: number;
  floor: number;
  minIntents: number;
  /** What a bet against a version must reach. */
  coins: number;
}

export function policyBrief({ version, policy }: PolicyRow): PolicyBrief {
  return {
    version,
    floor: policy.floor / MICRO,
    minIntents: policy.minIntents,
    coins: Math.round(1_000_000 / policy.alpha) / 1_000,
  };
}

export function briefOf(score: Score, policy: ScorePolicy): ScoreBrief {
  const { lo, hi, intents, units, components, grade } = score;
  return {
    place: placeOf(score, policy),
    score: score.score,
    lo,
    hi,
    intents,
    tasks: units,
    reviewed: components.review.n,
    grade,
    floor: policy.floor / MICRO,
    minIntents: policy.minIntents,
  };
}

const MOST_COINS = 1e9;

/** What the bettors against a version hold on average; they start with one coin each. */
export function coinsOf({ logE }: Pick<Score, "logE">): number {
  return round6(Math.min(MOST_COINS, Math.exp(logE)));
}

/** The score of a version's sums; without a row there is no evidence. */
export function scoreOf(roll: RollRow | undefined, policy: ScorePolicy): Score {
  return scoreOfRoll(roll ?? emptyRoll(policy), roll?.excluded ?? {}, policy);
}

/** A share of `n` with its 95 % Wilson interval; `sum` in millionths. */
export interface Share {
  n: number;
  rate: number | null;
  lo: number;
  hi: number;
}

export function shareOf(sum: number, n: number, policy: ScorePolicy): Share {
  const { lo, hi } = wilson(sum, n, policy.zInterval / MICRO);
  return { n, rate: n === 0 ? null : sum / (MICRO * n), lo, hi };
}

/** The epoch in force of each of these skills. */
export async function epochsOf(db: Db, skillIds: readonly string[], now: Date): Promise<(skillId: string) => number> {
  const epochs = Map.groupBy(await findEpochs(db, skillIds), (epoch) => epoch.skillId);
  const at = now.toISOString();
  return (skillId) => epochAt(epochs.get(skillId) ?? [], at);
}

/** How many weeks a trend goes back, and over how many of them its mean moves. */
export const TREND_WEEKS = 13;
const MOVING_WEEKS = 4;

/** The moving mean of a version over its weeks with tasks, in 0..1, oldest first; shape only, the score beside it carries the meaning. */
export function trendOf(weeks: readonly Pick<VersionWeek, "units" | "sumU">[]): number[] {
  return weeks.map((_, at) => {
    const window = weeks.slice(Math.max(0, at + 1 - MOVING_WEEKS), at + 1);
    const sum = (of: "units" | "sumU") => window.reduce((all, week) => all + week[of], 0);
    return sum("sumU") / (MICRO * sum("units"));
  });
}
