import { DomainError } from "@yardlet/core/error";
import { countCandidates } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { withChanges, type CandidateWithChanges } from "./changes.ts";
import { requireCandidate } from "./decide.ts";

export const GetCandidateInput = z.strictObject({ id: Asked });

/**
 * One candidate, whatever became of it.
 * @throws DomainError `not_found` for an id that was never given
 */
export async function getCandidate(
  ctx: ServiceContext,
  input: z.infer<typeof GetCandidateInput>,
): Promise<CandidateWithChanges> {
  requirePermission(ctx, "candidate.read");
  const [found] = await withChanges(ctx.db, [await requireCandidate(ctx.db, input.id)]);
  if (found) return found;
  throw new DomainError("not_found", "there is no such candidate; reload the list");
}

/** How many wait for a person now. */
export async function countWaiting(ctx: ServiceContext): Promise<number> {
  requirePermission(ctx, "candidate.read");
  return countCandidates(ctx.db, { state: "open", asleep: { is: false, now: ctx.now() } });
}
