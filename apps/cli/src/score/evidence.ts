import type { SettledUnit } from "@yardlet/core/run";
import {
  baselineStart,
  DEFAULT_POLICY,
  type Receipt,
  type ReceiptRow,
  receiptOfRows,
  receiptRowOf,
} from "@yardlet/core/score";
import { type SkillSource, compareText } from "@yardlet/core/skill";

/** A version that runs declare. */
export interface VersionName {
  skill: string;
  version: number;
}

/** The versions that units declare, in order of skill, then version. */
export function versionsOf(units: readonly SettledUnit[]): VersionName[] {
  const ids = new Set(units.flatMap(({ shares }) => shares.map(({ versionId }) => versionId)));
  return [...ids].map(nameOf).toSorted((a, b) => compareText(a.skill, b.skill) || a.version - b.version);
}

/**
 * The receipt of a version as a server would write it: its units, and as baseline the counted units of the same repo and kinds
 * that declare no version of its skill.
 */
export function receiptOfVersion(units: readonly SettledUnit[], name: VersionName, source: SkillSource): Receipt {
  const id = `${name.skill}@${name.version}`;
  const own = units.flatMap((unit) => {
    const share = unit.shares.find(({ versionId }) => versionId === id);
    return share === undefined ? [] : [{ unit, reason: share.reason }];
  });
  const counted = own.filter(({ unit, reason }) => reason === null && unit.value.included).map(({ unit }) => unit);
  const kinds = new Set(counted.map(({ outcome }) => outcome.kind));
  const from = baselineFrom(counted);
  const others = units.filter(
    ({ value, outcome, excludedReason, shares }) =>
      value.included &&
      excludedReason === null &&
      kinds.has(outcome.kind) &&
      value.endedAt >= from &&
      !shares.some(({ versionId }) => nameOf(versionId).skill === name.skill),
  );
  const rows = own.map(({ unit, reason }) => rowOf(unit, reason));
  return receiptOfRows(
    {
      version: id,
      asOf: rows.reduce((newest, [, , , , endedAt]) => (endedAt > newest ? endedAt : newest), ""),
      from,
      meta: { source },
      units: rows,
      baseline: others.map((unit) => rowOf(unit, null)),
    },
    DEFAULT_POLICY,
  );
}

function rowOf({ repoId, key, outcome, value, digest }: SettledUnit, reason: string | null): ReceiptRow {
  const place = { repo: repoId, kind: outcome.kind, intent: key.intent, task: key.task };
  if (reason === null) return receiptRowOf({ ...place, value }, digest);
  const nothing = { included: false, reason, u: null, review: null, firstTry: null, retry: null } as const;
  return receiptRowOf(
    { ...place, value: { ...nothing, reviewsUsed: value.reviewsUsed, endedAt: value.endedAt } },
    digest,
  );
}

function baselineFrom(counted: readonly SettledUnit[]): string {
  const ends = counted.flatMap(({ value }) => value.endedAt ?? []).toSorted(compareText);
  return baselineStart(ends[0] ?? null);
}

function nameOf(versionId: string): VersionName {
  const at = versionId.lastIndexOf("@");
  return { skill: versionId.slice(0, at), version: Number(versionId.slice(at + 1)) };
}
