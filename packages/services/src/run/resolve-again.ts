import { getPolicy, type Db, type Mention, recordEvent, updateMentions } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { enqueueDecide } from "../job/enqueue.ts";
import { resolveSkills } from "./resolve.ts";
import { settleArrivals, storeSettlement, storeTasksOf } from "./settle.ts";

/**
 * Resolves stored mentions of one repo again with what is known now, and settles the tasks they stand in. To be called under the
 * repo's evidence lock.
 */
export async function resolveAgain(
  ctx: ServiceContext,
  tx: Db,
  repoId: string,
  mentions: readonly Mention[],
): Promise<void> {
  if (mentions.length === 0) return;
  const resolved = await resolveSkills(
    tx,
    mentions.map(({ said, commit, startedAt, endedAt, receivedAt }) => ({
      repoId,
      record: {
        skills: [said],
        ...(commit === null ? {} : { commit }),
        ...(startedAt === null ? {} : { started_at: startedAt.toISOString() }),
        ...(endedAt === null ? {} : { ended_at: endedAt.toISOString() }),
      },
      receivedAt: receivedAt.toISOString(),
    })),
  );
  await updateMentions(
    tx,
    mentions.flatMap(({ runPk, ord }, at) =>
      (resolved[at] ?? []).map(({ versionId, epoch, how }) => ({
        run_pk: runPk,
        ord,
        version_id: versionId,
        epoch,
        how,
      })),
    ),
  );
  const touched = new Set(mentions.map((mention) => mention.taskPk));
  const { policy } = await getPolicy(tx);
  const settlement = await settleArrivals(tx, { runs: [], newTasks: [], corrected: new Set(), touched }, policy);
  await storeTasksOf(tx, settlement);
  await storeSettlement(tx, settlement, { runs: [], corrected: new Set() }, policy);
  await recordEvent(tx, "run", repoId);
  await enqueueDecide(ctx, tx);
}
