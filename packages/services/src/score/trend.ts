import type { ScorePolicy } from "@yardlet/core/score";
import { getPolicy, loadRepoWeeks, type Db, type RepoWeek } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Asked } from "../run/input.ts";
import { type Share, shareOf, TREND_WEEKS } from "./brief.ts";
import { weeksAgo } from "./lines.ts";

/** One week, by its Monday; a share of nothing has the rate null. */
export interface TrendWeek {
  week: string;
  /** Of the tasks that ended: those Done at the first attempt. */
  firstTry: Share;
  /** Of the tasks that somebody independent reviewed: the share of criteria passed. */
  passThrough: Share;
}

export interface Trend {
  /** Every week, oldest first, those without tasks too. */
  weeks: TrendWeek[];
  /** The last four weeks together, the present one among them. */
  recent: Omit<TrendWeek, "week">;
}

export const GetTrendInput = z.strictObject({ repo: Asked.optional() });

const RECENT_WEEKS = 4;

/** How work went week by week, in one repo or in all. */
export async function getTrend(ctx: ServiceContext, input: z.infer<typeof GetTrendInput> = {}): Promise<Trend> {
  requirePermission(ctx, "score.read");
  const { policy } = await getPolicy(ctx.db);
  const repoId = input.repo === undefined ? undefined : (await requireRepo(ctx.db, input.repo)).id;
  return readTrend(ctx.db, { now: ctx.now(), policy, ...(repoId === undefined ? {} : { repoId }) });
}

export async function readTrend(
  db: Db,
  { now, policy, repoId }: { now: Date; policy: ScorePolicy; repoId?: string },
): Promise<Trend> {
  const mondays = Array.from({ length: TREND_WEEKS }, (_, at) => weeksAgo(now, TREND_WEEKS - 1 - at));
  const rows = await loadRepoWeeks(db, {
    since: mondays[0] ?? weeksAgo(now, 0),
    ...(repoId === undefined ? {} : { repoId }),
  });
  const byWeek = new Map(rows.map((row) => [row.week, row]));
  const recent = mondays.slice(-RECENT_WEEKS).flatMap((week) => byWeek.get(week) ?? []);
  return {
    weeks: mondays.map((week) => ({ week, ...sharesOf([byWeek.get(week) ?? NO_TASKS], policy) })),
    recent: sharesOf(recent, policy),
  };
}

const NO_TASKS = { units: 0, firstTry: 0, reviewed: 0, sumReview: 0 };

function sharesOf(rows: readonly Omit<RepoWeek, "week">[], policy: ScorePolicy): Omit<TrendWeek, "week"> {
  const sum = (of: keyof Omit<RepoWeek, "week">) => rows.reduce((all, row) => all + row[of], 0);
  return {
    firstTry: shareOf(sum("firstTry") * 1_000_000, sum("units"), policy),
    passThrough: shareOf(sum("sumReview"), sum("reviewed"), policy),
  };
}
