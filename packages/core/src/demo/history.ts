import { drawOf } from "./draw.ts";
import { intentsOf } from "./intents.ts";
import { DEMO_REPOS } from "./repos.ts";
import { type DemoRecord, recordsOf } from "./records.ts";
import { suggestionsOf } from "./suggestions.ts";
import { type IsGone, WEEKS } from "./types.ts";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const SEED = 1;

/** Three months of a team's work up to the beginning of a day. */
export interface DemoHistory {
  /** When a week begins and the one before it ends; `weekStart(WEEKS)` is the end of all. */
  weekStart(week: number): Date;
  /** A week's records in order of their ends. What is gone from a repo is not at hand there any more. */
  recordsOf(week: number, isGone: IsGone): DemoRecord[];
}

/**
 * The history that ends at midnight (UTC) before `now`. The same seed gives the same history: of two days' only the times differ,
 * by whole days.
 */
export function demoHistory(now: Date, seed = SEED): DemoHistory {
  const draw = drawOf(seed);
  const end = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const startOf = (week: number) => end - (WEEKS - week) * WEEK_MS;
  return {
    weekStart: (week) => new Date(startOf(week)),
    recordsOf(week, isGone) {
      const records = DEMO_REPOS.flatMap((repo) =>
        intentsOf(draw, repo, week, isGone).flatMap((intent) => recordsOf(draw, intent, startOf(week))),
      );
      return suggestionsOf(week, records).toSorted((a, b) => compareEnds(a, b));
    },
  };
}

/** Records of the same end keep their order: a correction follows what it corrects. */
function compareEnds(a: DemoRecord, b: DemoRecord): number {
  return a.ended_at < b.ended_at ? -1 : Number(a.ended_at > b.ended_at);
}
