import type { ScoreAction, ScoreReason } from "@yardlet/core/score";
import type { SkillSource } from "@yardlet/core/skill";
import {
  firstRunAt,
  getPolicy,
  lastScoreAudit,
  listJobs,
  listRepos,
  listSkills,
  listTurned,
  type RollupDifference,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";
import { type PolicyBrief, policyBrief, type ScoreBrief } from "../score/brief.ts";
import { compareSkills, type Compared } from "../score/compare.ts";
import { loadEvidence, type VersionEvidence } from "../score/lines.ts";
import { hasVersion } from "../score/list.ts";
import { readTrend, type Trend } from "../score/trend.ts";

/** A version that the policy would do something about, and that waits for a person. */
export interface ScoreWaiting {
  home: string;
  name: string;
  version: number;
  source: SkillSource;
  action: Exclude<ScoreAction, "keep">;
  reason: ScoreReason;
  score: ScoreBrief;
  coins: number;
  since: Date;
}

/**
 * Whether the last recount of every score agreed. `failed` when one that was begun since came to no end, `stale` when for more than
 * two days none did although there are runs, `never` before that.
 */
export interface RecountState {
  state: "agrees" | "differs" | "failed" | "stale" | "never";
  /** When the last one that came to an end began. */
  at: Date | null;
  /** The job that failed. */
  jobId: string | null;
  rows: number;
  differences: RollupDifference[];
}

export interface ScoreOverview {
  policy: PolicyBrief;
  trend: Trend;
  /** Skills with evidence, those whose tasks ended this week first. */
  matrix: Pick<Compared, "repos" | "rows" | "total">;
  /** How many of the rows moved this week. */
  moved: number;
  waiting: ScoreWaiting[];
  recount: RecountState;
}

const ROWS = 10;
const COLUMNS = 8;
const DAY_MS = 86_400_000;
const STALE_DAYS = 2;

/** What the scores say this morning. */
export async function getScoreOverview(ctx: ServiceContext): Promise<ScoreOverview> {
  requirePermission(ctx, "score.read");
  const now = ctx.now();
  const [policyRow, skills, repos, turned] = await Promise.all([
    getPolicy(ctx.db),
    listSkills(ctx.db, { present: true }),
    listRepos(ctx.db),
    listTurned(ctx.db),
  ]);
  const { policy } = policyRow;
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const known = skills.filter(hasVersion);
  const evidence = await loadEvidence(
    ctx.db,
    known.map(({ id, current }) => ({ skillId: id, versionId: current.id })),
    { now, policy },
  );
  const lines = known.flatMap((skill): Line[] => {
    const found = evidence.get(skill.current.id);
    return found?.roll ? [{ skill, home: slugs.get(skill.home) ?? skill.home, found }] : [];
  });
  const scored = lines.filter(({ found }) => found.brief.tasks > 0);
  const shown = scored.toSorted(byMoved).slice(0, ROWS);
  const keys = shown.map(({ home, skill }) => `${home}/${skill.name}`);
  const [trend, recount, compared] = await Promise.all([
    readTrend(ctx.db, { now, policy }),
    readRecount(ctx),
    keys.length === 0 ? undefined : compareSkills(ctx, { skills: keys, columns: COLUMNS }),
  ]);
  const at = new Map(keys.map((key, index) => [key, index]));
  const rank = ({ home, name }: Compared["rows"][number]) => at.get(`${home}/${name}`) ?? ROWS;
  return {
    policy: policyBrief(policyRow),
    trend,
    matrix: {
      repos: (compared?.repos ?? []).slice(0, COLUMNS),
      rows: (compared?.rows ?? []).toSorted((a, b) => rank(a) - rank(b)),
      total: scored.length,
    },
    moved: scored.filter(({ found }) => found.tasksThisWeek > 0).length,
    waiting: waitingOf(lines, turned),
    recount,
  };
}

interface Line {
  skill: SkillRow & { current: VersionRow };
  home: string;
  found: VersionEvidence;
}

function byMoved(a: Line, b: Line): number {
  return b.found.tasksThisWeek - a.found.tasksThisWeek || b.found.brief.intents - a.found.brief.intents;
}

/** Most coins against it first. */
function waitingOf(lines: readonly Line[], turned: Awaited<ReturnType<typeof listTurned>>): ScoreWaiting[] {
  const standing = new Map(turned.map((one) => [`${one.versionId}@${one.epoch}`, one]));
  return lines
    .flatMap(({ skill, home, found }): ScoreWaiting[] => {
      const turn = standing.get(`${found.key.versionId}@${found.key.epoch}`);
      if (!turn) return [];
      const { name, source, current } = skill;
      const { action, reason, since } = turn;
      return [
        { home, name, version: current.number, source, action, reason, since, score: found.brief, coins: found.coins },
      ];
    })
    .toSorted((a, b) => b.coins - a.coins);
}

async function readRecount(ctx: ServiceContext): Promise<RecountState> {
  const [last, [ended], since] = await Promise.all([
    lastScoreAudit(ctx.db),
    listJobs(ctx.db, { kinds: ["score.audit"], states: ["done", "failed"], limit: 1 }),
    firstRunAt(ctx.db),
  ]);
  const { rows, differences } = last ?? { rows: 0, differences: [] };
  const at = last?.startedAt ?? null;
  const found = { at, jobId: null, rows, differences };
  if (differences.length > 0) return { ...found, state: "differs" };
  if (ended?.state === "failed") return { ...found, state: "failed", jobId: ended.id };
  const from = at ?? since;
  if (from && ctx.now().getTime() - from.getTime() > STALE_DAYS * DAY_MS) return { ...found, state: "stale" };
  return { ...found, state: at ? "agrees" : "never" };
}
