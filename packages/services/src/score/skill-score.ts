import type { Comparison, Grade, Score, ScoreAction, ScoreReason, Uplift } from "@yardlet/core/score";
import { MICRO, type ScorePolicy } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import {
  getPolicy,
  listReceipts,
  listRepos,
  listStandings,
  listVersions,
  loadRolls,
  type RollRow,
  type StandingRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import {
  briefOf,
  coinsOf,
  epochsOf,
  type PolicyBrief,
  policyBrief,
  type ScoreBrief,
  scoreOf,
  type Share,
  shareOf,
} from "./brief.ts";
import { requireVersion } from "./contributions.ts";
import { readSeries, type VersionSeries } from "./series.ts";

export interface ScoreComponent extends Share {
  name: "quality" | "firstTry" | "retry";
  /** Its share of a unit's value, 0 to 1. */
  weight: number;
}

/** Work with the version and without it. */
export interface ScoreUplift {
  uplift: Uplift;
  from: string;
  reviewed: Comparison["reviewed"];
  repos: (Omit<Comparison["repos"][number], "repo"> & { repoSlug: string })[];
}

export interface ReceiptLine {
  id: string;
  version: number;
  purpose: string;
  by: string;
  at: Date;
}

export interface SkillScore {
  home: string;
  name: string;
  version: number;
  /** The version in force is the one shown. */
  inForce: boolean;
  epoch: number;
  policy: PolicyBrief;
  score: ScoreBrief;
  /** What the next grade asks for. `halfWidth` and its limit in 0..1, reviews as shares of tasks. */
  grading: {
    grade: Grade;
    furtherIntents: number;
    furtherReviews: number;
    halfWidth: number;
    solidHalfWidth: number;
    solidReviewShare: number;
  };
  components: ScoreComponent[];
  /** The bettors' mean coins, and how many failed intents in a row would reach what the policy asks. */
  bet: { coins: number; failsToPrune: number | null };
  /** What the policy last said; null before its first word, which comes moments after the evidence. */
  decision: { action: ScoreAction; reason: ScoreReason; decidedAt: Date; receiptId: string | null } | null;
  uplift: ScoreUplift | null;
  /** Against the newest older version that has evidence. */
  against: NonNullable<Comparison["against"]> | null;
  /** Every version, newest first. */
  versions: { number: number; publishedAt: Date; score: ScoreBrief }[];
  repos: { repoSlug: string; score: ScoreBrief }[];
  /** Tasks that do not count, by reason. */
  excluded: Record<string, number>;
  series: VersionSeries[];
  receipts: ReceiptLine[];
}

export const GetSkillScoreInput = GetSkillInput.extend({
  /** A number of the skill; the version in force without it. */
  version: z.int().min(1).max(1_000_000).optional(),
});

const RECEIPTS = 10;

/** Everything that a score opens to, from rollups alone: what it costs does not grow with the number of runs. */
export async function getSkillScore(
  ctx: ServiceContext,
  input: z.infer<typeof GetSkillScoreInput>,
): Promise<SkillScore> {
  requirePermission(ctx, "score.read");
  const { version: wanted, ...named } = input;
  const skill = await requireSkill(ctx.db, named);
  const { id: versionId, number } = await requireVersion(ctx.db, skill, wanted);
  const [policyRow, versions, repos, epochOf, standings, receipts] = await Promise.all([
    getPolicy(ctx.db),
    listVersions(ctx.db, skill.id),
    listRepos(ctx.db),
    epochsOf(ctx.db, [skill.id], ctx.now()),
    listStandings(ctx.db, [versionId]),
    listReceipts(ctx.db, [versionId], RECEIPTS),
  ]);
  const { policy } = policyRow;
  const epoch = epochOf(skill.id);
  const rollsOf = async (by: "version" | "repo", versionIds: string[]) =>
    (await loadRolls(ctx.db, { versionIds, by })).filter((roll) => roll.epoch === epoch);
  const [rolls, here] = await Promise.all([
    rollsOf(
      "version",
      versions.map(({ id }) => id),
    ),
    rollsOf("repo", [versionId]),
  ]);
  const byVersion = new Map(rolls.map((roll) => [roll.versionId, roll]));
  const roll = byVersion.get(versionId);
  const score = scoreOf(roll, policy);
  const standing = standings.find((one) => one.epoch === epoch);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const shown = versions.filter((version) => version.number <= number);
  return {
    ...named,
    version: number,
    inForce: number === skill.current.number,
    epoch,
    policy: policyBrief(policyRow),
    score: briefOf(score, policy),
    grading: gradingOf(score, policy),
    components: componentsOf(roll, policy),
    bet: { coins: coinsOf(score), failsToPrune: score.failsToPrune },
    decision: standing ? decisionOf(standing) : null,
    uplift: standing ? upliftLines(standing, slugs) : null,
    against: standing?.comparison.against ?? null,
    versions: versions.map((one) => ({
      number: one.number,
      publishedAt: one.createdAt,
      score: briefOf(scoreOf(byVersion.get(one.id), policy), policy),
    })),
    repos: repoLines(here, slugs, policy),
    excluded: roll?.excluded ?? {},
    series: await readSeries(ctx.db, { versions: shown, byVersion, epoch, policy }),
    receipts: receipts.map(({ id, purpose, by, at }) => ({ id, version: number, purpose, by, at })),
  };
}

function decisionOf({ decision, decidedAt, receiptId }: StandingRow): SkillScore["decision"] {
  return { action: decision.action, reason: decision.reason, decidedAt, receiptId };
}

function gradingOf(score: Score, policy: ScorePolicy): SkillScore["grading"] {
  const { grade, furtherIntents, furtherReviews, lo, hi } = score;
  return {
    grade,
    furtherIntents,
    furtherReviews,
    halfWidth: (hi - lo) / 2,
    solidHalfWidth: policy.solidHalfWidth / MICRO,
    solidReviewShare: policy.solidReviewShare / 1_000,
  };
}

function componentsOf(roll: RollRow | undefined, policy: ScorePolicy): ScoreComponent[] {
  const { units, nReview, sumReview, sumFirst, sumRetry } = roll ?? NO_SUMS;
  return [
    { name: "quality", weight: policy.wReview / 1_000, ...shareOf(sumReview, nReview, policy) },
    { name: "firstTry", weight: policy.wFirstTry / 1_000, ...shareOf(sumFirst, units, policy) },
    { name: "retry", weight: policy.wRetry / 1_000, ...shareOf(sumRetry, units, policy) },
  ];
}

const NO_SUMS = { units: 0, nReview: 0, sumReview: 0, sumFirst: 0, sumRetry: 0 };

/** Most evidence first. */
function repoLines(
  rolls: readonly RollRow[],
  slugs: ReadonlyMap<string, string>,
  policy: ScorePolicy,
): SkillScore["repos"] {
  return rolls
    .map((roll) => ({
      repoSlug: slugs.get(roll.repoId ?? "") ?? GONE,
      score: briefOf(scoreOf(roll, policy), policy),
    }))
    .filter(({ score }) => score.tasks > 0)
    .toSorted((a, b) => b.score.intents - a.score.intents || compareText(a.repoSlug, b.repoSlug));
}

/** The name of a repo that the team has removed; its evidence stays. */
export const GONE = "a removed repo";

export function upliftLines(
  { uplift, comparison }: Pick<StandingRow, "uplift" | "comparison">,
  slugs: ReadonlyMap<string, string>,
): ScoreUplift {
  const { from, reviewed, repos } = comparison;
  return {
    uplift,
    from,
    reviewed,
    repos: repos
      .map(({ repo, ...line }) => ({ repoSlug: slugs.get(repo) ?? GONE, ...line }))
      .toSorted((a, b) => b.weight - a.weight || compareText(a.repoSlug, b.repoSlug)),
  };
}
