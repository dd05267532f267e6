import { WEBHOOK_EVENT_DAYS } from "@yardlet/core/webhook";
import {
  deleteDeliveriesBefore,
  deleteEventsBefore,
  getLibrary,
  getTeam,
  listRepos,
  markAllScoresDue,
  markCooledOffDue,
} from "@yardlet/db";
import { wakeCandidates } from "./candidate/snooze.ts";
import { transact, type ServiceContext } from "./context.ts";
import { enqueueDecide, enqueueGapFind, enqueueJob, enqueueSyncs } from "./job/enqueue.ts";

/** Live pages resume from memory or start anew; older events serve nobody. */
const EVENT_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * What happens every day by itself: the library and every repo are read again, scores are recounted, lessons are distilled where tasks
 * have ended, old events and what was sent to webhooks are cleared.
 */
export async function runDaily(ctx: ServiceContext): Promise<{ repos: number }> {
  return transact(ctx, async (tx) => {
    await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
    await enqueueJob(ctx, tx, "score.audit", {});
    await enqueueJob(ctx, tx, "distil.schedule", {});
    await markAllScoresDue(tx);
    const repos = await listRepos(tx);
    await enqueueSyncs(
      ctx,
      tx,
      repos.map(({ id }) => id),
    );
    const before = (days: number) => new Date(ctx.now().getTime() - days * DAY_MS);
    await deleteEventsBefore(tx, before(EVENT_DAYS), before(WEBHOOK_EVENT_DAYS));
    await deleteDeliveriesBefore(tx, before(WEBHOOK_EVENT_DAYS));
    await enqueueDecide(ctx, tx);
    return { repos: repos.length };
  });
}

/**
 * What happens every hour: skills whose evidence has cooled off since are decided on again, candidates wake that slept on runs, and
 * gaps that time has made or ended are found.
 */
export async function runHourly(ctx: ServiceContext): Promise<{ due: number }> {
  return transact(ctx, async (tx) => {
    const due = await markCooledOffDue(tx, ctx.now());
    await wakeCandidates(tx);
    if (due > 0) await enqueueDecide(ctx, tx);
    await enqueueGapFind(ctx, tx);
    return { due };
  });
}

/** An installation that is set up, and whose library was never read, reads it. Before that the set-up page asks which one. */
export async function ensureLibrary(ctx: ServiceContext): Promise<void> {
  const { setUpAt } = await getTeam(ctx.db);
  const { syncedAt } = await getLibrary(ctx.db);
  if (setUpAt === null || syncedAt !== null) return;
  await transact(ctx, (tx) => enqueueJob(ctx, tx, "library.sync", { libraryId: "library" }));
}
