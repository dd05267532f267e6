import { knobsOf, type PolicyKnobs } from "@yardlet/core/score";
import { listPolicies } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";

/** A policy that was saved. */
export interface SavedPolicy {
  version: number;
  knobs: PolicyKnobs;
  note: string;
  by: string;
  at: Date;
}

const LISTED = 50;

/** The policies that were saved, newest first: the first one is in force. */
export async function listSavedPolicies(ctx: ServiceContext): Promise<SavedPolicy[]> {
  requirePermission(ctx, "score.read");
  const rows = await listPolicies(ctx.db, LISTED);
  return rows.map(({ version, policy, note, by, at }) => ({ version, knobs: knobsOf(policy), note, by, at }));
}
