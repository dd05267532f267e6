import { EvalState, RunRole } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { readJson, selectJson } from "./json.ts";

/**
 * Rows as lists in place of objects: a recount reads every row there is, and names would be half of what it reads. All rows of a list
 * come from one expression, so its first row speaks for them.
 */
function rowsOf<const T extends readonly [z.ZodType, ...z.ZodType[]]>(...columns: T) {
  const row = z.tuple(columns);
  return z.custom<z.output<typeof row>[]>(
    (value) => Array.isArray(value) && (value.length === 0 || row.safeParse(value[0]).success),
  );
}

const pk = z.number();
const text = z.string();
const count = z.number().nullable();
const Page = z.object({
  /** Number, repo, intent, task. */
  tasks: rowsOf(pk, text, text, text),
  /** Task, number, run, role, actor, end, state, codes, simulated, kind, agent, model. */
  runs: rowsOf(
    pk,
    pk,
    text,
    RunRole,
    text.nullable(),
    text.nullable(),
    EvalState,
    z.array(text),
    z.boolean(),
    text,
    text.nullable(),
    text.nullable(),
  ),
  /** Run, version, epoch: what was declared. */
  declared: rowsOf(pk, text, z.number()),
  /** Run, version that was made from it. */
  produced: rowsOf(pk, text),
  /** Task, number of the review, run, revision, actor, codes, whether the verdict is complete, why it has no weight. */
  verdicts: rowsOf(pk, pk, text, z.number(), text.nullable(), z.array(text), z.boolean(), text.nullable()),
  /** Task, number of the review, criterion, answer. */
  answers: rowsOf(pk, pk, text, z.boolean()),
  /** Task, kind, end, included, reason, u, review, first try, retry, digest, agent, model. */
  units: rowsOf(
    pk,
    text,
    text.nullable(),
    z.boolean(),
    text.nullable(),
    count,
    count,
    count,
    count,
    text,
    text.nullable(),
    text.nullable(),
  ),
  /** Task, version, epoch, why it does not count. */
  shares: rowsOf(pk, text, z.number(), text.nullable()),
});

/** Rows about a range of tasks, each kind of row in a list of its own; times are as the database writes them. */
export type RecountPage = z.infer<typeof Page>;

/**
 * Everything that says what the tasks come to, from one number up to another, that one left out, and the units that are stored of
 * them; all at one moment.
 */
export async function loadRecountPage(db: Db, { from, below }: { from: number; below: number }): Promise<RecountPage> {
  const within = (column: string) => {
    const name = Prisma.raw(column);
    return Prisma.sql`${name} >= ${from} and ${name} < ${below}`;
  };
  const list = (row: string, rows: Prisma.Sql) =>
    Prisma.sql`(select coalesce(json_agg(json_build_array(${Prisma.raw(row)})), '[]') from ${rows})`;
  const [page] = await readJson(
    db,
    Page,
    Prisma.sql`select json_build_array(json_build_object(
      'tasks', ${list("id, repo_id, intent, task", Prisma.sql`task_outcome where ${within("id")}`)},
      'runs', ${list(
        "r.task_pk, r.id, r.run_id, r.role, r.actor, r.ended_at, r.state, r.codes, r.simulated, r.kind, r.agent, r.model",
        Prisma.sql`run r where ${within("r.task_pk")}`,
      )},
      'declared', ${list(
        "s.run_pk, s.version_id, s.epoch",
        Prisma.sql`run r join run_skill s on s.run_pk = r.id
          where ${within("r.task_pk")} and s.use = 'declared' and s.version_id is not null and s.epoch is not null`,
      )},
      'produced', ${list(
        "p.run_pk, p.version_id",
        Prisma.sql`version_source_run p join run r on r.id = p.run_pk where ${within("r.task_pk")}`,
      )},
      'verdicts', ${list(
        "v.task_pk, v.run_pk, r.run_id, r.revision, r.actor, r.codes, v.complete, v.reason",
        Prisma.sql`verdict v join run r on r.id = v.run_pk where ${within("v.task_pk")}`,
      )},
      'answers', ${list(
        "v.task_pk, v.run_pk, e.criterion_id, e.pass",
        Prisma.sql`verdict v join verdict_entry e on e.run_pk = v.run_pk and e.task_pk = v.task_pk
          where ${within("v.task_pk")} and (e.error is null or e.error = 'duplicate_criterion')
            and e.criterion_id is not null and e.pass is not null`,
      )},
      'units', ${list(
        "unit_id, kind, ended_at, included, reason, u, review, first_try, retry, digest, agent, model",
        Prisma.sql`unit_value where ${within("unit_id")}`,
      )},
      'shares', ${list("unit_id, version_id, epoch, reason", Prisma.sql`unit_skill where ${within("unit_id")}`)}
    ))::text as rows`,
  );
  return page ?? EMPTY;
}

const EMPTY: RecountPage = {
  tasks: [],
  runs: [],
  declared: [],
  produced: [],
  verdicts: [],
  answers: [],
  units: [],
  shares: [],
};

/** The first number of a task that is behind all others; 0 without tasks. */
export async function endOfTasks(db: Db): Promise<number> {
  const [row] = await selectJson(
    db,
    z.object({ end: z.number() }),
    Prisma.sql`select coalesce(max(id) + 1, 0) as end from task_outcome`,
  );
  return row?.end ?? 0;
}

/** The skill of every version that a unit may declare. */
export async function loadSkillsOfVersions(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await selectJson(
    db,
    z.object({ id: z.string(), skill: z.string() }),
    Prisma.sql`select id, skill_id as skill from skill_version`,
  );
  return new Map(rows.map(({ id, skill }) => [id, skill]));
}
