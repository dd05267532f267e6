import {
  againstOf,
  type Comparison,
  regressionOf,
  type RollSums,
  type ScorePolicy,
  upliftByRepo,
  type VersionKey,
} from "@yardlet/core/score";
import { listVersions, loadCountedUnits, loadRolls, type Db, type StratumArms, type VersionOwner } from "@yardlet/db";

/** What stands beside a version's decision: the uplift by repo, reviews by arm, and the version against the one before it. */
export async function compareVersion(
  tx: Db,
  key: VersionKey,
  facts: {
    owner: VersionOwner;
    from: string;
    roll: Pick<RollSums, "units" | "nReview">;
    arms: readonly StratumArms[];
    policy: ScorePolicy;
  },
): Promise<Comparison> {
  const { owner, from, roll, arms, policy } = facts;
  const sum = (part: "units" | "reviewed") => arms.reduce((all, { others }) => all + others[part], 0);
  return {
    from,
    repos: upliftByRepo(arms, policy),
    reviewed: {
      with: { units: roll.units, reviewed: roll.nReview },
      without: { units: sum("units"), reviewed: sum("reviewed") },
    },
    against: roll.units === 0 ? null : await compareToOlder(tx, key, owner, policy),
  };
}

async function compareToOlder(
  tx: Db,
  key: VersionKey,
  owner: VersionOwner,
  policy: ScorePolicy,
): Promise<Comparison["against"]> {
  const older = await olderWithEvidence(tx, key, owner);
  if (!older) return null;
  const [now, before] = [await loadCountedUnits(tx, key), await loadCountedUnits(tx, older)];
  return againstOf(older.number, regressionOf(now, before, policy));
}

/** The newest older version that has evidence in the same epoch. */
async function olderWithEvidence(
  tx: Db,
  { epoch }: VersionKey,
  { skillId, number }: VersionOwner,
): Promise<(VersionKey & { number: number }) | undefined> {
  const older = (await listVersions(tx, skillId)).filter((version) => version.number < number);
  if (older.length === 0) return undefined;
  const rolls = await loadRolls(tx, { versionIds: older.map(({ id }) => id), by: "version" });
  const known = new Set(rolls.filter((roll) => roll.epoch === epoch && roll.units > 0).map((roll) => roll.versionId));
  const found = older.find(({ id }) => known.has(id));
  return found && { versionId: found.id, epoch, number: found.number };
}
