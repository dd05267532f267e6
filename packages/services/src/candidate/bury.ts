import type { Candidate } from "@yardlet/core/candidate";
import { Sha256 } from "@yardlet/core/skill";
import { insertTombstone, type Db } from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";

/** What a proposal's details say of the text that it proposes. */
const Proposed = z.object({ home: z.string(), name: z.string(), contentHash: Sha256 });

/** A rejected proposal leaves the fingerprint of its text, so that it does not come back by itself; other kinds leave none. */
export async function buryRejected(ctx: ServiceContext, tx: Db, candidate: Candidate, reason: string): Promise<void> {
  if (candidate.kind !== "proposal") return;
  const proposed = Proposed.safeParse(candidate.details);
  if (!proposed.success) return;
  await insertTombstone(tx, {
    ...proposed.data,
    skillId: null,
    version: null,
    kind: "rejection",
    reason,
    by: ctx.actor.name,
    at: ctx.now(),
  });
}
