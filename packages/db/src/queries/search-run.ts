import { JobKind, JobState } from "@yardlet/core/job";
import type { RunWord } from "@yardlet/core/search";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson, timeText } from "./json.ts";
import type { HitPage } from "./search.ts";

/** Up to this many runs that match are counted, and put in order; of more the newest are taken as they come. */
export const MOST_COUNTED_RUNS = 10_000;

const FoundRun = z.object({
  repo: z.string(),
  runId: z.string(),
  intent: z.string(),
  task: z.string(),
  state: z.string(),
  agent: z.string().nullable(),
  model: z.string().nullable(),
  codes: z.array(z.string()),
  at: z.iso.datetime().transform((text) => new Date(text)),
});

/** A run that matches. Its texts are what records said. */
export type FoundRun = z.infer<typeof FoundRun>;

const WORDS = Prisma.sql`search_run(r.run_id, r.agent, r.model, r.commit, r.codes, r.record)`;

/** How many runs have every word, counted up to one more than `MOST_COUNTED_RUNS`. */
export async function countFoundRuns(
  db: Db,
  { words, repoId }: { words: readonly RunWord[]; repoId?: string | undefined },
): Promise<number> {
  if (words.length === 0) return 0;
  const [counted] = await selectJson(
    db,
    z.object({ total: z.int() }),
    Prisma.sql`
    select count(*)::int as total from (select 1 from run r where ${matches(words, repoId)} limit ${MOST_COUNTED_RUNS + 1}) f`,
  );
  return counted?.total ?? 0;
}

/** Runs that have every word: first those that are called `name`, then the newest. `total` is what `countFoundRuns` said. */
export async function findRuns(
  db: Db,
  { words, name, total, repoId, offset, limit }: HitPage & { words: readonly RunWord[]; name: string; total: number },
): Promise<FoundRun[]> {
  const order = Prisma.sql`order by r.at desc, r.id desc limit ${offset + limit}`;
  const matching = matches(words, repoId);
  const others =
    total > MOST_COUNTED_RUNS
      ? Prisma.sql`select r.id from run r where ${matching} and r.run_id <> ${name} ${order}`
      : Prisma.sql`
        select r.id from (select r.id, r.at from run r where ${matching} and r.run_id <> ${name} offset 0) r ${order}`;
  return selectJson(
    db,
    FoundRun,
    Prisma.sql`
    with others as materialized (${others}), same as materialized (
      select r.id from repo o join run r on r.repo_id = o.id and r.run_id = ${name} where ${inRepo(repoId)} ${order})
    select p.slug as repo, r.run_id as "runId", t.intent, t.task, r.state, r.agent, r.model, r.codes, ${timeText("r.at")} as at
    from (select id, 0 as tier from same union all select id, 1 from others) f
    join run r on r.id = f.id join repo p on p.id = r.repo_id join task_outcome t on t.id = r.task_pk
    order by f.tier, r.at desc, r.id desc offset ${offset} limit ${limit}`,
  );
}

function matches(words: readonly RunWord[], repoId: string | undefined): Prisma.Sql {
  return Prisma.sql`${WORDS} @@ ${runQuery(words)}::tsquery and ${inRepo(repoId)}`;
}

function inRepo(repoId: string | undefined): Prisma.Sql {
  return repoId === undefined ? Prisma.sql`true` : Prisma.sql`r.repo_id = ${repoId}`;
}

function runQuery(words: readonly RunWord[]): string {
  return words
    .map(({ word, prefix, codes }) => [`${quoted(word)}${prefix ? ":*" : ""}`, ...codes.map(quoted)].join(" | "))
    .map((either) => `(${either})`)
    .join(" & ");
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll(/['\\]/g, (character) => character.repeat(2))}'`;
}

/** How many of the newest jobs are looked through. */
const JOBS_LOOKED_AT = 500;

/** A word that a job has to have: in the name of its repo, as the beginning of its id, as its state, or as one of these kinds. */
export interface JobWord {
  word: string;
  kinds: readonly JobKind[];
}

const FoundJob = z.object({
  id: z.string(),
  kind: JobKind,
  state: JobState,
  repo: z.string().nullable(),
  at: z.iso.datetime().transform((text) => new Date(text)),
});
export type FoundJob = z.infer<typeof FoundJob>;

/** The newest jobs that have every word, newest first. */
export async function findJobsByWords(
  db: Db,
  { words, repoId }: { words: readonly JobWord[]; repoId?: string | undefined },
): Promise<FoundJob[]> {
  if (words.length === 0) return [];
  const each = words.map(
    ({
      word,
      kinds,
    }) => Prisma.sql`(j.kind = any(${[...kinds]}::text[]) or starts_with(j.id, ${word}) or j.state = ${word}
      or strpos(lower(coalesce(p.slug, '')), ${word}) > 0)`,
  );
  const place = repoId === undefined ? Prisma.empty : Prisma.sql`where repo_id = ${repoId}`;
  return selectJson(
    db,
    FoundJob,
    Prisma.sql`
    select j.id, j.kind, j.state, p.slug as repo, ${timeText("j.created_at")} as at
    from (select * from job ${place} order by created_at desc, id desc limit ${JOBS_LOOKED_AT}) j
    left join repo p on p.id = j.repo_id where ${Prisma.join(each, " and ")} order by j.created_at desc, j.id desc`,
  );
}
