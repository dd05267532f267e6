import { isHeard } from "@yardlet/core/candidate";
import { countUnreadRuns, findRepo, findRevertedRuns, takeUnreadRun, type Db, type UnreadRun } from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueProposalRead } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { takeNote } from "./note.ts";
import { takeBack } from "./revert.ts";
import { takeSuggestion, type Suggesting } from "./suggest.ts";

/**
 * The job `proposal.read`: reads what runs suggest and take back, that nobody has read when it starts. Skills are recorded as learned
 * where everything is clear and the repo lets it be, else they wait as candidates; rules wait as notes. One transaction a run.
 */
export async function runProposalRead(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  const most = await countUnreadRuns(ctx.db);
  let runs = 0;
  let suggestions = 0;
  while (runs < most) {
    run.signal.throwIfAborted();
    const notes = await transact(ctx, async (tx) => {
      const unread = await takeUnreadRun(tx);
      return unread && (await readRun(ctx, tx, unread));
    });
    if (notes === undefined) break;
    runs += 1;
    suggestions += notes.length;
    for (const note of notes) await run.log("proposal", note);
  }
  await transact(ctx, async (tx) => {
    if ((await countUnreadRuns(tx)) > 0) await enqueueProposalRead(ctx, tx);
  });
  return { runs, suggestions };
}

/** Answers what was done, a line for each suggestion. */
async function readRun(ctx: ServiceContext, tx: Db, unread: UnreadRun): Promise<string[]> {
  const repo = await findRepo(tx, unread.repoId);
  if (!repo || repo.archivedAt !== null) return [];
  if (!unread.simulated) await takeBack(ctx, tx, repo, unread.reverts);
  const { run, state, simulated } = unread;
  const reverted = await findRevertedRuns(tx, repo.id, [run]);
  if (!isHeard({ run_id: run, eval_state: state, simulated }, reverted)) return [];
  const suggesting: Suggesting = {
    repo,
    run: { run, task: unread.task, intent: unread.intent, endedAt: unread.endedAt },
  };
  const notes: string[] = [];
  for (const { kind, ...suggestion } of unread.suggestions) {
    const take = kind === "skill" ? takeSuggestion : takeNote;
    notes.push(`${run}: ${await take(ctx, tx, suggesting, suggestion)}`);
  }
  return notes;
}
