import { DomainError } from "@yardlet/core/error";
import { findPlan } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

export const GetPatchInput = z.strictObject({ planId: z.string().min(1).max(128) });

/** The plan as a patch for `git am`, for repos that Yardlet may not write to; null while there is none. */
export async function getPatch(
  ctx: ServiceContext,
  input: z.infer<typeof GetPatchInput>,
): Promise<{ patch: string | null; note: string | null }> {
  requirePermission(ctx, "repo.read");
  const plan = await findPlan(ctx.db, input.planId);
  if (!plan) throw new DomainError("not_found", "there is no such plan; sync the repo to plan again");
  return { patch: plan.patch, note: plan.note };
}
