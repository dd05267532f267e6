import { EvalState, RunRole } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";

/** A skill as a run names it, with the version it was taken for. */
export const NamedSkill = z.object({
  name: z.string(),
  use: z.enum(["declared", "activated"]),
  /** What the record said of the version: a hash, `v3`, or nothing. */
  reported: z.string(),
  how: z.enum(["hash", "number", "commit", "observed", "mapped", "unresolved"]),
  /** The version's own name, which a mapping may make another one; null for an unresolved one. */
  version: z.object({ home: z.string(), name: z.string(), number: z.number() }).nullable(),
});
export type NamedSkill = z.infer<typeof NamedSkill>;

/** What every page says of a run. */
export const RunFacts = z.object({
  repo: z.string(),
  runId: z.string(),
  key: z.object({ intent: z.string(), task: z.string() }),
  kind: z.string(),
  role: RunRole,
  agent: z.string().nullable(),
  model: z.string().nullable(),
  reportedState: EvalState,
  /** What the evaluation made of it. */
  state: EvalState,
  codes: z.array(z.string()),
  infra: z.string().nullable(),
  simulated: z.boolean(),
  /** Whether it returned no SkillResult, and one was made for it. */
  wrapped: z.boolean(),
  /** Of its task. */
  acceptance: z.enum(["accepted", "rejected", "unreviewed"]),
  /** Its place among the builder's attempts at the task, by (end, run id), and how many there are; null for other roles and crowded tasks. */
  attempt: z.object({ rank: z.number(), of: z.number() }).nullable(),
  wallSeconds: z.number().nullable(),
  startedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  /** When it ended, else started, else arrived. */
  at: z.coerce.date(),
  skills: z.array(NamedSkill),
});
export type RunFacts = z.infer<typeof RunFacts>;

/** Tasks with more attempts are not counted through for a place in a list. */
const RANKED = 200;

const SKILLS = Prisma.sql`coalesce((select json_agg(json_build_object('name', s.name, 'use', s.use, 'reported', s.reported, 'how', s.how,
    'version', case when v.id is null then null else
      json_build_object('home', coalesce(h.slug, k.home), 'name', k.name, 'number', v.number) end) order by s.ord)
  from run_skill s left join skill_version v on v.id = s.version_id left join skill k on k.id = v.skill_id left join repo h on h.id = k.repo_id
  where s.run_pk = r.id), '[]')`;

const ATTEMPT = Prisma.sql`case when r.role = 'builder' and t.attempts + t.infra_attempts <= ${RANKED} then (
  select json_build_object('rank', count(*) filter (where
      (coalesce(o.ended_at, 'infinity'), o.run_id collate "C") <= (coalesce(r.ended_at, 'infinity'), r.run_id collate "C")), 'of', count(*))
  from run o where o.task_pk = r.task_pk and o.role = 'builder') end`;

/** The columns of `RunFacts`; of a run `r`, its task `t` and its repo `p`. */
export const RUN_FACTS = Prisma.sql`p.slug as repo, r.run_id as "runId", json_build_object('intent', t.intent, 'task', t.task) as key,
  r.kind, r.role, r.agent, r.model, r.reported_state as "reportedState", r.state, r.codes, r.infra, r.simulated, r.wrapped, t.acceptance,
  ${ATTEMPT} as attempt, ${SKILLS} as skills, r.started_at as "startedAt", r.ended_at as "endedAt", r.at,
  coalesce((r.record->>'wall_seconds')::float8, extract(epoch from r.ended_at - r.started_at)::float8) as "wallSeconds"`;

export const RUN_TABLES = Prisma.sql`join task_outcome t on t.id = r.task_pk join repo p on p.id = r.repo_id`;

export interface RunQuery {
  repoId?: string;
  /** A name as runs say it. */
  skill?: string;
  /** Versions that runs were taken to have used; wins over `skill`. */
  versionIds?: readonly string[];
  state?: EvalState;
  role?: RunRole;
  agent?: string;
  /** Each stands in the run's id, its task, its intent or its agent; lower case. */
  words?: readonly string[];
  since?: Date;
  /** The last run of the page above. */
  before?: { at: Date; runPk: number };
}

/**
 * The next runs in order, before filters that no index serves. However rare a match is, no answer reads more than this many, so
 * its time does not grow with the history.
 */
function windowOf({ repoId, skill, versionIds, since, before }: RunQuery, size: number): Prisma.Sql {
  const place = (at: Prisma.Sql, pk: Prisma.Sql) => Prisma.sql`
    ${since ? Prisma.sql`and ${at} >= ${since.toISOString()}::timestamptz` : Prisma.empty}
    ${before ? Prisma.sql`and (${at}, ${pk}) < (${before.at.toISOString()}::timestamptz, ${before.runPk}::bigint)` : Prisma.empty}
    order by ${at} desc, ${pk} desc limit ${size}`;
  if (versionIds !== undefined || skill !== undefined) {
    const named = versionIds
      ? Prisma.sql`s.version_id in (${Prisma.join(versionIds.length > 0 ? [...versionIds] : [""])})`
      : Prisma.sql`s.name = ${skill}`;
    return Prisma.sql`select distinct s.at, s.run_pk as id from run_skill s where ${named} ${place(Prisma.sql`s.at`, Prisma.sql`s.run_pk`)}`;
  }
  const ofRepo = repoId === undefined ? Prisma.sql`true` : Prisma.sql`r.repo_id = ${repoId}`;
  return Prisma.sql`select r.at, r.id from run r where ${ofRepo} ${place(Prisma.sql`r.at`, Prisma.sql`r.id`)}`;
}

function filtersOf({ repoId, skill, versionIds, state, role, agent, words = [] }: RunQuery): Prisma.Sql {
  const bySkill = versionIds !== undefined || skill !== undefined;
  const text = Prisma.sql`lower(concat_ws(' ', r.run_id, t.task, t.intent, r.agent))`;
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(bySkill && repoId !== undefined ? [Prisma.sql`r.repo_id = ${repoId}`] : []),
      ...(state === undefined ? [] : [Prisma.sql`r.state = ${state}`]),
      ...(role === undefined ? [] : [Prisma.sql`r.role = ${role}`]),
      ...(agent === undefined ? [] : [Prisma.sql`r.agent = ${agent}`]),
      ...words.map((word) => Prisma.sql`strpos(${text}, ${word}) > 0`),
    ],
    " and ",
  );
}

/** Runs that match within the window, newest first. `offset 0` keeps the database at looking up row by row until the page is full. */
export function listRunRows(db: Db, query: RunQuery, page: { limit: number; window: number }): Promise<RunFacts[]> {
  return selectJson(
    db,
    RunFacts,
    Prisma.sql`
    select ${RUN_FACTS} from (${windowOf(query, page.window)}) w
    cross join lateral (select * from run where run.id = w.id offset 0) r
    cross join lateral (select * from task_outcome where task_outcome.id = r.task_pk offset 0) t
    join repo p on p.id = r.repo_id
    where ${filtersOf(query)} order by w.at desc, w.id desc limit ${page.limit}`,
  );
}

/** Where a window ends, when there may be more behind it. */
export async function findWindowEnd(
  db: Db,
  query: RunQuery,
  window: number,
): Promise<{ repo: string; runId: string; at: Date } | undefined> {
  const [end] = await selectJson(
    db,
    z.object({ repo: z.string(), runId: z.string(), at: z.coerce.date() }),
    Prisma.sql`
    select p.slug as repo, r.run_id as "runId", r.at
    from (select count(*) as n, (array_agg(w.id order by w.at, w.id))[1] as id from (${windowOf(query, window)}) w) e
    join run r on r.id = e.id join repo p on p.id = r.repo_id where e.n = ${window}`,
  );
  return end;
}

/** The row number of a run, for a list that goes on after it. */
export async function findRunPk(db: Db, run: { repo: string; runId: string }): Promise<number | undefined> {
  const [row] = await selectJson(
    db,
    z.object({ pk: z.number() }),
    Prisma.sql`select r.id as pk from run r join repo p on p.id = r.repo_id where p.slug = ${run.repo} and r.run_id = ${run.runId}`,
  );
  return row?.pk;
}

/** The tasks that are called so, or whose intent is, in any repo. */
export async function findTasksCalled(
  db: Db,
  text: string,
  limit: number,
): Promise<{ repo: string; intent: string; task: string }[]> {
  return selectJson(
    db,
    z.object({ repo: z.string(), intent: z.string(), task: z.string() }),
    Prisma.sql`
    select p.slug as repo, t.intent, t.task from repo p
    join task_outcome t on t.repo_id = p.id and t.intent in (${text}, ${`task:${text}`}) order by p.slug, t.intent, t.task limit ${limit}`,
  );
}
