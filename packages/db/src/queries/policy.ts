import { ScorePolicy } from "@yardlet/core/score";
import { clientOf, type Db } from "../client.ts";
import { fromJson } from "./rows.ts";

/** How scores are judged, as one version of the policy says. */
export interface PolicyRow {
  version: number;
  policy: ScorePolicy;
  note: string;
  by: string;
  at: Date;
}

/**
 * The policy in force: the newest version. The first is written by a migration, and nothing writes another yet. Values of tasks and
 * the sums made from them are stored as the policy in force made them, so whatever comes to write one settles every task and counts
 * every rollup again in the same go; the recount tells of what was left.
 */
export async function getPolicy(db: Db): Promise<PolicyRow> {
  const row = await clientOf(db).policy.findFirstOrThrow({ orderBy: { version: "desc" } });
  return { ...row, policy: fromJson(ScorePolicy, row.policy) };
}
