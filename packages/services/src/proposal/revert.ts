import type { Repo } from "@yardlet/core/repo";
import { closeCandidate, findRevertedRuns, recordEvent, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { listSuggested, setRuns } from "./evidence.ts";

/**
 * Runs that were taken back speak for nothing any more: a candidate that no other run speaks for is superseded. A skill that was
 * recorded stays, and its own evidence says what it is worth.
 */
export async function takeBack(ctx: ServiceContext, tx: Db, repo: Repo, reverts: readonly string[]): Promise<void> {
  if (reverts.length === 0) return;
  for (const { candidate, evidence } of await listSuggested(tx, repo.id)) {
    const { runs } = evidence;
    const reverted = await findRevertedRuns(
      tx,
      repo.id,
      runs.map(({ run }) => run),
    );
    const left = runs.filter(({ run }) => !reverted.has(run));
    if (left.length === runs.length) continue;
    if (left.length > 0) await setRuns(tx, candidate, left);
    else {
      const reason = "every run that suggested it was taken back";
      await closeCandidate(tx, candidate.id, { state: "superseded", by: "yardlet", reason, at: ctx.now() });
      await recordEvent(tx, "candidate", candidate.id);
    }
  }
}
