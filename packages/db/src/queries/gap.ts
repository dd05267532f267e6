import { type CodeGap, type FailureCount, GAP_INTENTS, GAP_TASKS, GapTask } from "@yardlet/core/candidate";
import { FAILURE_CODES } from "@yardlet/core/run";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { jsonRows, selectJson, timeText } from "./json.ts";

/** The most pairs of repo and code that are counted at once, those of the most frequent codes first. */
const MOST_COUNTS = 5_000;
const QUESTION_CHARACTERS = 300;

const INFRASTRUCTURE = [...FAILURE_CODES.values()].filter((code) => code.infrastructure).map(({ code }) => code);

/** Runs `r` of builders that ended without being done: what `gapCodesOf` says of a record. */
const FAILED = Prisma.sql`r.role = 'builder' and not r.simulated and r.codes <> '{}'
  and r.state in ('Partial', 'Failed', 'Blocked', 'NeedsUser')`;

const Counted = z.object({ repo: z.string(), code: z.string(), intents: z.number() });

/** How many distinct intents of each repo ended with each code since then; only codes that reach the threshold over all repos. */
export function countFailures(db: Db, since: Date): Promise<FailureCount[]> {
  return selectJson(
    db,
    Counted,
    Prisma.sql`
    with failed as (
      select distinct r.repo_id, c.code, t.intent from run r join repo p on p.id = r.repo_id and p.archived_at is null
      join task_outcome t on t.id = r.task_pk cross join lateral unnest(r.codes) as c(code)
      where ${FAILED} and r.at >= ${since.toISOString()}::timestamptz and c.code not in (${Prisma.join(INFRASTRUCTURE)})),
    counted as (select repo_id, code, count(*)::int as intents from failed group by 1, 2)
    select repo_id as repo, code, intents from (select *, sum(intents) over (partition by code) as total from counted) c
    where total >= ${GAP_INTENTS} order by total desc, code, intents desc, repo_id limit ${MOST_COUNTS}`,
  );
}

const Mark = z.object({ key: z.string(), intents: z.number() });

/** For each gap that was decided on: how many distinct intents have ended with its code after that. By key; without any it is left out. */
export async function countFailuresAfter(
  db: Db,
  marks: readonly (Pick<CodeGap, "key" | "code" | "repo"> & { after: Date })[],
): Promise<Map<string, number>> {
  if (marks.length === 0) return new Map();
  const rows = await selectJson(
    db,
    Mark,
    Prisma.sql`
    with mark as materialized (
      select * from json_to_recordset(${jsonRows(marks)}) as m(key text, code text, repo text, after timestamptz)),
    failed as materialized (
      select r.repo_id, c.code, t.intent, max(r.at) as at from run r join repo p on p.id = r.repo_id and p.archived_at is null
      join task_outcome t on t.id = r.task_pk cross join lateral unnest(r.codes) as c(code)
      where ${FAILED} and r.at > (select min(after) from mark) and c.code in (select code from mark) group by 1, 2, 3)
    select m.key, count(*)::int as intents from mark m join failed f on f.code = m.code and f.repo_id = m.repo
    where f.at > m.after group by 1
    union all
    select m.key, count(*)::int from mark m join failed f on f.code = m.code
    where m.repo is null and f.at > m.after group by 1`,
  );
  return new Map(rows.map(({ key, intents }) => [key, intents]));
}

const Failure = GapTask.extend({ repoId: z.string(), code: z.string() });

/** The newest tasks of each repo that ended with each code since then, at most `GAP_TASKS` of them, by repo and code. */
export async function listFailedTasks(
  db: Db,
  failures: readonly Pick<FailureCount, "repo" | "code">[],
  since: Date,
): Promise<Map<string, GapTask[]>> {
  const rows = await selectJson(
    db,
    Failure,
    Prisma.sql`
    with place as materialized (select * from json_to_recordset(${jsonRows(failures)}) as f(repo text, code text)),
    newest as (
      select distinct on (r.repo_id, c.code, r.task_pk) r.repo_id, c.code, r.at, r.id
      from run r cross join lateral unnest(r.codes) as c(code)
      where ${FAILED} and r.at >= ${since.toISOString()}::timestamptz and c.code in (select code from place)
      order by r.repo_id, c.code, r.task_pk, r.at desc, r.id desc),
    ranked as (
      select *, row_number() over (partition by repo_id, code order by at desc, id desc) as rank from newest
      where (repo_id, code) in (select repo, code from place))
    select f.repo_id as "repoId", f.code, p.slug as repo, t.intent, t.task, t.kind, n.state, n.run_id as run,
      ${timeText("n.at")} as at, left(n.record->>'question', ${QUESTION_CHARACTERS}) as question
    from ranked f join run n on n.id = f.id join task_outcome t on t.id = n.task_pk join repo p on p.id = f.repo_id
    where f.rank <= ${GAP_TASKS}
    order by n.at desc, n.id desc`,
  );
  const byPlace = Map.groupBy(rows, ({ repoId, code }) => failureKey({ repo: repoId, code }));
  return new Map(
    [...byPlace].map(([key, tasks]) => [key, tasks.map(({ repoId: _repoId, code: _code, ...task }) => task)]),
  );
}

export function failureKey({ repo, code }: Pick<FailureCount, "repo" | "code">): string {
  return `${repo} ${code}`;
}

const LastGap = z.object({
  id: z.string(),
  key: z.string(),
  state: z.enum(["open", "accepted", "rejected", "superseded"]),
  decidedAt: z.coerce.date().nullable(),
  why: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** What a gap's newest candidate says. */
export type LastGap = z.infer<typeof LastGap>;

/** Whether a gap is open; if so nobody decides on it until the transaction ends. */
export async function lockOpenGap(db: Db, key: string): Promise<boolean> {
  const rows = await clientOf(db).$queryRaw<unknown[]>`
    select 1 from candidate where key = ${key} and state = 'open' for update`;
  return rows.length > 0;
}

/** The newest candidate of each of these gaps, and every open one; those of lessons are the distiller's. By key. */
export async function findLastGaps(db: Db, keys: readonly string[]): Promise<Map<string, LastGap>> {
  const rows = await selectJson(
    db,
    LastGap,
    Prisma.sql`
    with wanted as (select key from json_to_recordset(${jsonRows(keys.map((key) => ({ key })))}) as k(key text)
      union select key from candidate where kind = 'gap' and state = 'open' and details->'gap'->>'about' <> 'lesson')
    select c.id, c.key, c.state, c.decided_at as "decidedAt", c.why, c.details from wanted w cross join lateral (
      select * from candidate where candidate.key = w.key order by (candidate.state = 'open') desc, created_at desc, id desc limit 1) c`,
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** The missing skills that gaps, open or decided on, know a repo to ask for. */
export async function listGapSkills(db: Db, slug: string): Promise<{ skill: string; open: boolean }[]> {
  return selectJson(
    db,
    z.object({ skill: z.string(), open: z.boolean() }),
    Prisma.sql`
    select details->'gap'->>'skill' as skill, bool_or(state = 'open') as open from candidate
    where kind = 'gap' and state <> 'superseded' and details->'gap'->'asks' @> jsonb_build_array(jsonb_build_object('repo', ${slug}::text))
    group by 1`,
  );
}
