import type { ScorePolicy, VersionKey } from "@yardlet/core/score";
import { weekOf } from "@yardlet/core/score";
import { loadRolls, loadVersionWeeks, type Db, type RollRow } from "@yardlet/db";
import { briefOf, coinsOf, epochsOf, type ScoreBrief, scoreOf, TREND_WEEKS, trendOf } from "./brief.ts";

/** A version of a skill, as lists name it. */
export interface SkillVersionRef {
  skillId: string;
  versionId: string;
}

/** The evidence about one version: its score, and how it moved. */
export interface VersionEvidence {
  key: VersionKey;
  brief: ScoreBrief;
  coins: number;
  roll: RollRow | undefined;
  trend: number[];
  /** Tasks that ended this week. */
  tasksThisWeek: number;
}

const WEEK_MS = 7 * 86_400_000;

/** The Monday that many weeks before the week of `now`. */
export function weeksAgo(now: Date, weeks: number): string {
  return weekOf(new Date(now.getTime() - weeks * WEEK_MS).toISOString());
}

/** The evidence about many versions at once, in the epoch in force of each, by version id; from rollups alone. */
export async function loadEvidence(
  db: Db,
  versions: readonly SkillVersionRef[],
  { now, policy }: { now: Date; policy: ScorePolicy },
): Promise<Map<string, VersionEvidence>> {
  if (versions.length === 0) return new Map();
  const epochOf = await epochsOf(db, [...new Set(versions.map(({ skillId }) => skillId))], now);
  const keys = versions.map(({ skillId, versionId }) => ({ versionId, epoch: epochOf(skillId) }));
  const [rolls, weeks] = await Promise.all([
    loadRolls(db, { versionIds: keys.map(({ versionId }) => versionId), by: "version" }),
    loadVersionWeeks(db, keys, weeksAgo(now, TREND_WEEKS - 1)),
  ]);
  const byKey = new Map(rolls.map((roll) => [`${roll.versionId}@${roll.epoch}`, roll]));
  const byVersion = Map.groupBy(weeks, (week) => week.versionId);
  const thisWeek = weeksAgo(now, 0);
  return new Map(
    keys.map((key) => {
      const roll = byKey.get(`${key.versionId}@${key.epoch}`);
      const score = scoreOf(roll, policy);
      const own = byVersion.get(key.versionId) ?? [];
      return [
        key.versionId,
        {
          key,
          roll,
          brief: briefOf(score, policy),
          coins: coinsOf(score),
          trend: trendOf(own),
          tasksThisWeek: own.find(({ week }) => week === thisWeek)?.units ?? 0,
        },
      ];
    }),
  );
}

/** What one repo contributes to each of these versions, by version id. */
export async function loadEvidenceIn(
  db: Db,
  versions: readonly SkillVersionRef[],
  { repoId, now, policy }: { repoId: string; now: Date; policy: ScorePolicy },
): Promise<Map<string, ScoreBrief>> {
  if (versions.length === 0) return new Map();
  const epochOf = await epochsOf(db, [...new Set(versions.map(({ skillId }) => skillId))], now);
  const epochs = new Map(versions.map(({ skillId, versionId }) => [versionId, epochOf(skillId)]));
  const rolls = await loadRolls(db, { versionIds: [...epochs.keys()], by: "repo", repoId });
  return new Map(
    rolls
      .filter((roll) => roll.epoch === epochs.get(roll.versionId))
      .map((roll) => [roll.versionId, briefOf(scoreOf(roll, policy), policy)]),
  );
}
