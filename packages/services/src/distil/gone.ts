import { groupOfId } from "@yardlet/core/distil";
import { closeCandidate, listDistilledCandidates, recordEvent, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { WINDOW_DAYS } from "./gather.ts";
import type { Distilled } from "./distilled.ts";

/** What waits because of a scope's lessons, and no proposal speaks for any more, is out of date. What the budget defers stays. */
export async function supersedeWithout(ctx: ServiceContext, tx: Db, { row, result }: Distilled): Promise<void> {
  const standing = new Set([
    ...result.proposals.map(({ proposal_id }) => groupOfId(proposal_id)),
    ...result.deferred.map(({ id }) => groupOfId(id)),
  ]);
  const reason = `nothing of the last ${WINDOW_DAYS} days speaks for it any more`;
  for (const { id, key } of await listDistilledCandidates(tx, row.scope)) {
    if (standing.has(key.slice(key.lastIndexOf(":") + 1))) continue;
    await closeCandidate(tx, id, { state: "superseded", by: "yardlet", reason, at: ctx.now() });
    await recordEvent(tx, "candidate", id);
  }
}
