import { addRoll, emptyRoll, rollOfCell, type RollSums, type ScorePolicy } from "@yardlet/core/score";
import {
  getPolicy,
  lastScoreAudit,
  type BetValue,
  recordEvent,
  recordScoreAudit,
  recountRollups,
  type RollupDifference,
  type ScoreAuditRow,
  type StoredLogs,
} from "@yardlet/db";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { recountRecords } from "./recount-records.ts";
import { recountUnits } from "./recount-units.ts";

/** Asks for a recount of every score now. */
export async function requestScoreAudit(ctx: ServiceContext): Promise<{ jobId: string }> {
  requirePermission(ctx, "score.audit");
  return transact(ctx, async (tx) => ({ jobId: await enqueueJob(ctx, tx, "score.audit", {}) }));
}

export async function getScoreAudit(ctx: ServiceContext): Promise<ScoreAuditRow | null> {
  requirePermission(ctx, "score.read");
  return (await lastScoreAudit(ctx.db)) ?? null;
}

/**
 * The job `score.audit`: settles every task again from its rows, and counts every rollup again from its units; of a part of the
 * tasks, another every day, also the rows from the records. All must agree to the last digit; a difference is an alarm on the
 * overview.
 */
export async function runScoreAudit(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  const startedAt = ctx.now();
  await run.step("Counting rollups from their rows, and settling tasks again from rows and records", 0.1);
  const { policy } = await getPolicy(ctx.db);
  const [counted, units, records] = await Promise.all([
    recountRollups(ctx.db),
    recountUnits(ctx, run, policy),
    recountRecords(ctx, run, policy),
  ]);
  run.signal.throwIfAborted();
  const differences = [
    ...counted.differences,
    ...logDifferences(counted.bets, counted.logs, policy),
    ...units.differences,
    ...records.differences,
  ];
  const rows = counted.rows + units.runs;
  const ms = ctx.now().getTime() - startedAt.getTime();
  await transact(ctx, async (tx) => {
    await recordScoreAudit(tx, { startedAt, ms, rows, differences, by: ctx.actor.name });
    await recordEvent(tx, "score", "audit");
  });
  for (const one of differences.slice(0, 20)) {
    await run.log("score", `${one.table} ${one.key}: stored ${one.stored}, counted ${one.counted}`, "warn");
  }
  await run.log(
    "score",
    differences.length === 0 ? `${rows} rows agree` : `${differences.length} differences in ${rows} rows`,
  );
  return { rows, differences: differences.length };
}

/** Where the sums that depend on the means of intents are not what the bets come to. */
export function logDifferences(
  bets: readonly BetValue[],
  logs: readonly StoredLogs[],
  policy: ScorePolicy,
): RollupDifference[] {
  const counted = new Map<string, RollSums>();
  for (const { versionId, epoch, repoId, u, n } of bets) {
    const key = `${versionId} ${epoch} ${repoId}`;
    const one = rollOfCell(null, u, policy);
    const all = { ...one, intents: n, sumU: one.sumU * n, l: one.l.map((log) => log * n) };
    counted.set(key, addRoll(counted.get(key) ?? emptyRoll(policy), all));
  }
  const stored = new Map(logs.map((row) => [`${row.versionId} ${row.epoch} ${row.repoId}`, row]));
  return [...new Set([...counted.keys(), ...stored.keys()])].flatMap((key) => {
    const is = textOf(stored.get(key));
    const should = textOf(counted.get(key));
    return is === should ? [] : [{ table: "skill_roll", key, stored: is, counted: should }];
  });
}

function textOf(row: Pick<RollSums, "intents" | "sumU" | "l"> | undefined): string {
  return JSON.stringify(row ? [row.intents, row.sumU, ...row.l] : [0, 0, 0, 0, 0]);
}
