import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ids } from "./evidence.ts";
import { selectJson } from "./json.ts";
import { type Table, writeRows } from "./table.ts";

const SOURCE_RUN: Table<{ versionId: string; runPk: number }> = {
  name: "version_source_run",
  key: ["versionId", "runPk"],
  columns: { versionId: "text", runPk: "bigint" },
};

/** Says that a version was made from these runs. */
export function insertSourceRuns(db: Db, versionId: string, runPks: readonly number[]): Promise<void> {
  return writeRows(
    db,
    SOURCE_RUN,
    runPks.map((runPk) => ({ versionId, runPk })),
    "keep",
  );
}

/** The repos of these runs, in order. */
export async function findReposOfRuns(db: Db, runPks: readonly number[]): Promise<string[]> {
  const rows = await selectJson(
    db,
    z.object({ id: z.string() }),
    Prisma.sql`select distinct r.repo_id as id from run r where r.id in (${ids(runPks)}) order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** The tasks of these runs that declare a version. */
export function findTasksDeclaring(
  db: Db,
  versionId: string,
  runPks: readonly number[],
): Promise<{ pk: number; repoId: string }[]> {
  return selectJson(
    db,
    z.object({ pk: z.number(), repoId: z.string() }),
    Prisma.sql`
    select distinct r.task_pk as pk, r.repo_id as "repoId" from run r
    where r.id in (${ids(runPks)})
      and exists (select 1 from unit_skill s where s.unit_id = r.task_pk and s.version_id = ${versionId}) order by 1`,
  );
}
