import {
  againstOf,
  baselineStart,
  type Comparison,
  type Duels,
  duelsOf,
  regressionOf,
  type RollSums,
  type ScorePolicy,
  upliftByRepo,
  type Uplift,
  upliftOf,
  type VersionKey,
} from "@yardlet/core/score";
import {
  type Db,
  firstEvidenceAt,
  listVersions,
  loadArms,
  loadCountedUnits,
  loadPairs,
  loadRolls,
  type RollRow,
  type StandingRow,
  type StratumArms,
  type VersionOwner,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";

const DAY_MS = 86_400_000;

/** A version's comparison, and what it was made on. */
export type Compared = Pick<StandingRow, "uplift" | "comparison" | "comparedIntents" | "comparedAt">;

/** Up to here a comparison is made anew each time; beyond it, when the evidence has grown by a quarter, and once a day. */
const FEW_INTENTS = 50;
const GROWTH = 1.25;

/**
 * Counting what was done without a skill reads all units of its repos and kinds, so a version with much evidence is compared again
 * only when that may say something new. A decision that the comparison can veto always has a fresh one.
 */
export function isComparisonDue(
  { policy, comparedIntents, comparedAt }: StandingRow,
  now: { intents: number; policyVersion: number; now: Date },
): boolean {
  if (policy !== now.policyVersion || now.intents < FEW_INTENTS || now.intents < comparedIntents) return true;
  return now.intents >= GROWTH * comparedIntents || now.now.getTime() - comparedAt.getTime() >= DAY_MS;
}

/** Compares a version now. */
export async function compareNow(
  ctx: ServiceContext,
  tx: Db,
  key: VersionKey,
  { owner, roll, policy }: { owner: VersionOwner; roll: RollRow; policy: ScorePolicy },
): Promise<Compared> {
  const from = await baselineFrom(tx, key);
  const arms = await loadArms(tx, { ...key, skillId: owner.skillId, from });
  const uplift = upliftOf(
    arms.map((stratum) => stratum.arms),
    policy,
  );
  const duels = isDuel(owner, uplift) ? await duelOthers(tx, key, { owner, from, policy }) : null;
  const comparison = { ...(await compareVersion(tx, key, { owner, from, roll, arms, policy })), duels };
  return { uplift, comparison, comparedIntents: roll.intents, comparedAt: ctx.now() };
}

/** A repo's own skill may be promoted, on few pairs even; of the library's only what makes work worse is told. */
function isDuel({ home }: VersionOwner, { rd, strata }: Uplift): boolean {
  return home === "library" ? rd !== null && rd < 0 : strata > 0;
}

async function duelOthers(
  tx: Db,
  key: VersionKey,
  { owner, from, policy }: { owner: VersionOwner; from: string; policy: ScorePolicy },
): Promise<Duels | null> {
  const pairs = await loadPairs(tx, { ...key, skillId: owner.skillId, from });
  return pairs.length === 0 ? null : duelsOf(pairs, policy);
}

/** Where a version's baseline begins. */
export async function baselineFrom(tx: Db, key: VersionKey): Promise<string> {
  return baselineStart(await firstEvidenceAt(tx, key));
}

/** What stands beside a version's decision: the uplift by repo, reviews by arm, and the version against the one before it. */
async function compareVersion(
  tx: Db,
  key: VersionKey,
  facts: {
    owner: VersionOwner;
    from: string;
    roll: Pick<RollSums, "units" | "nReview">;
    arms: readonly StratumArms[];
    policy: ScorePolicy;
  },
): Promise<Omit<Comparison, "duels">> {
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
