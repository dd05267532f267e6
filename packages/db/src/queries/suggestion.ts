import { EvalState, type RunRecord } from "@yardlet/core/run";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, readJson, selectJson, timeText } from "./json.ts";

interface NewsRow {
  pk: number;
  repoId: string;
  record: Pick<RunRecord, "reverts">;
}

/** Marks runs whose suggestions or reverts wait to be read. `corrected` are runs that may have said something else before. */
export async function storeNews(db: Db, runs: readonly NewsRow[], corrected: readonly number[]): Promise<void> {
  if (corrected.length > 0) {
    await execute(db, Prisma.sql`delete from run_revert where run_pk = any(${[...corrected]}::bigint[])`);
  }
  if (runs.length === 0) return;
  const marks = runs.map(({ pk }) => ({ pk }));
  await execute(
    db,
    Prisma.sql`insert into unread_run (run_pk) select pk from json_to_recordset(${jsonRows(marks)}) as t(pk bigint)
      on conflict do nothing`,
  );
  const reverts = runs.flatMap(({ pk, repoId, record }) =>
    [...new Set(record.reverts)].map((run) => ({ pk, repo: repoId, run })),
  );
  if (reverts.length === 0) return;
  await execute(
    db,
    Prisma.sql`insert into run_revert (run_pk, repo_id, run_id)
      select pk, repo, run from json_to_recordset(${jsonRows(reverts)}) as t(pk bigint, repo text, run text)`,
  );
}

export function countUnreadRuns(db: Db): Promise<number> {
  return clientOf(db).unreadRun.count();
}

const UnreadRun = z.object({
  repoId: z.string(),
  run: z.string(),
  task: z.string(),
  intent: z.string(),
  state: EvalState,
  simulated: z.boolean(),
  endedAt: z.iso.datetime().nullable(),
  suggestions: z.array(z.object({ kind: z.enum(["skill", "rule"]), title: z.string(), content: z.string() })),
  reverts: z.array(z.string()),
});
/** A run as far as what it suggests and takes back. */
export type UnreadRun = z.infer<typeof UnreadRun>;

/** Takes the mark off one run that nobody has read yet; undefined when there is none. */
export async function takeUnreadRun(db: Db): Promise<UnreadRun | undefined> {
  const [run] = await readJson(
    db,
    UnreadRun,
    Prisma.sql`
    with taken as (
      delete from unread_run where run_pk = (select run_pk from unread_run order by run_pk limit 1 for update skip locked)
      returning run_pk)
    select coalesce(json_agg(u), '[]')::text as rows from (
      select r.repo_id as "repoId", r.run_id as run, t.task, t.intent, r.state, r.simulated, ${timeText("r.ended_at")} as "endedAt",
        coalesce(r.record -> 'harness_suggestions', '[]') as suggestions, coalesce(r.record -> 'reverts', '[]') as reverts
      from taken join run r on r.id = taken.run_pk join task_outcome t on t.id = r.task_pk) u`,
  );
  return run;
}

const Reverted = z.object({ run: z.string() });

/** Which of these runs of a repo another one takes back. A simulated one takes nothing back. */
export async function findRevertedRuns(db: Db, repoId: string, runs: readonly string[]): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const rows = await selectJson(
    db,
    Reverted,
    Prisma.sql`select distinct v.run_id as run from run_revert v join run r on r.id = v.run_pk
      where v.repo_id = ${repoId} and v.run_id in (${Prisma.join([...runs])}) and not r.simulated`,
  );
  return new Set(rows.map(({ run }) => run));
}
