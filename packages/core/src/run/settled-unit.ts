import type { CountedUnit, UnitValue, Worker } from "../score/index.ts";
import { compareText } from "../skill/order.ts";
import type { Criterion } from "./record.ts";
import type { SettledTask, TaskOutcome } from "./settle-facts.ts";
import type { TaskKey } from "./task-key.ts";

/** How a unit counts for one version it declares; `reason` says why it does not. */
export interface UnitShare {
  versionId: string;
  epoch: number;
  reason: string | null;
}

/** What a task came to. */
export interface SettledUnit {
  pk: number;
  repoId: string;
  key: TaskKey;
  criteria: Criterion[];
  outcome: TaskOutcome;
  value: UnitValue;
  excludedReason: string | null;
  digest: string;
  worker: Worker | null;
  shares: UnitShare[];
}

/** A settled task as evidence: its value, and how it counts for each version that it declares. */
export function unitOf(
  settled: SettledTask,
): Pick<SettledUnit, "outcome" | "value" | "excludedReason" | "digest" | "worker" | "shares"> {
  const { outcome, value, excludedReason, digest, worker } = settled;
  const reason = excludedReason ?? (value.included ? null : value.reason);
  const share = (key: string, own: string | null): UnitShare => {
    const { versionId, epoch } = ofVersionKey(key);
    const madeOf = settled.produced.includes(versionId) ? "source_run" : null;
    return { versionId, epoch, reason: reason ?? own ?? madeOf };
  };
  return {
    outcome,
    value,
    excludedReason,
    digest,
    worker,
    shares: [
      ...settled.versions.map((key) => share(key, null)),
      ...settled.mixed.map((key) => share(key, "mixed_versions")),
    ].toSorted((a, b) => compareText(a.versionId, b.versionId) || a.epoch - b.epoch),
  };
}

/** The value that counts: a unit that is excluded by its role or as simulated has none. */
export function countedValue({
  value,
  excludedReason,
}: Pick<SettledUnit, "value" | "excludedReason">): CountedUnit["value"] {
  const endedAt = value.endedAt ?? null;
  if (excludedReason !== null) {
    return { included: false, reason: excludedReason, u: null, review: null, firstTry: null, retry: null, endedAt };
  }
  const { included, reason, u, review, firstTry, retry } = value;
  return { included, reason, u, review, firstTry, retry, endedAt };
}

/** A unit as rollups count it. */
export function countedUnit(
  unit: Pick<SettledUnit, "pk" | "repoId" | "key" | "value" | "excludedReason" | "worker" | "shares"> & {
    outcome: Pick<TaskOutcome, "kind">;
  },
): CountedUnit {
  const { pk, repoId, key, outcome, worker, shares } = unit;
  return { pk, repoId, kind: outcome.kind, intent: key.intent, worker, value: countedValue(unit), shares };
}

/** A version within an epoch, as scores name it. */
export function versionKey(versionId: string, epoch: number): string {
  return `${versionId}@${epoch}`;
}

function ofVersionKey(key: string): { versionId: string; epoch: number } {
  const at = key.lastIndexOf("@");
  return { versionId: key.slice(0, at), epoch: Number(key.slice(at + 1)) };
}
