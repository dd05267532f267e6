import {
  findReposOfRuns,
  findTasksDeclaring,
  getPolicy,
  insertSourceRuns,
  lockEvidence,
  recordEvents,
  type Db,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { enqueueDecide } from "../job/enqueue.ts";
import { settleArrivals, storeSettlement, storeTasksOf } from "./settle.ts";

/**
 * Stores which runs a version was made from: their tasks are no evidence for it. Only a version that there was before can have been
 * declared by now; its tasks are settled anew.
 */
export async function recordSourceRuns(
  ctx: ServiceContext,
  tx: Db,
  versionId: string,
  { runs, isNew }: { runs: readonly number[]; isNew: boolean },
): Promise<void> {
  if (runs.length === 0) return;
  if (isNew) return insertSourceRuns(tx, versionId, runs);
  await lockEvidence(tx, await findReposOfRuns(tx, runs));
  await insertSourceRuns(tx, versionId, runs);
  const tasks = await findTasksDeclaring(tx, versionId, runs);
  if (tasks.length === 0) return;
  const { policy } = await getPolicy(tx);
  const touched = new Set(tasks.map(({ pk }) => pk));
  const settlement = await settleArrivals(tx, { runs: [], newTasks: [], corrected: new Set(), touched }, policy);
  await storeTasksOf(tx, settlement);
  await storeSettlement(tx, settlement, { runs: [], corrected: new Set() }, policy);
  await recordEvents(tx, "run", [...new Set(tasks.map(({ repoId }) => repoId))].toSorted());
  await enqueueDecide(ctx, tx);
}
