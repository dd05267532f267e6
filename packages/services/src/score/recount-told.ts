import type { RollupDifference } from "@yardlet/db";

/** Differences that are kept of one table: enough to see what is wrong, and no more when everything is. */
const TOLD = 20;

/** Adds differences of one table to those that are told, up to as many as are kept. */
export function tell(told: RollupDifference[], found: readonly RollupDifference[]): void {
  told.push(...found.slice(0, Math.max(0, TOLD - told.length)));
}
