import { EvalState, RunRole } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson, timeText } from "./json.ts";

/** Lists in place of objects: a recount reads every run there is, and names would be half of what it reads. */
const Run = z.tuple([
  z.string(),
  RunRole,
  z.string().nullable(),
  z.string().nullable(),
  EvalState,
  z.array(z.string()),
  z.boolean(),
  z.string(),
  z.array(z.tuple([z.string(), z.number()])).nullable(),
]);
const Review = z.tuple([
  z.string(),
  z.number(),
  z.string().nullable(),
  z.array(z.string()),
  z.boolean(),
  z.string().nullable(),
  z.array(z.tuple([z.string(), z.boolean()])).nullable(),
]);
const Unit = z.tuple([
  z.string(),
  z.string().nullable(),
  z.boolean(),
  z.string().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.string(),
  z.array(z.tuple([z.string(), z.number(), z.string().nullable()])).nullable(),
]);

/**
 * A task as its rows have it. `runs`: id, role, actor, end, state, codes, simulated, kind, and the versions declared with their
 * epochs. `reviews`: id, revision, actor, codes, whether its verdict is complete, the reason it has no weight, and criteria with
 * their answers. `unit`: kind, end, included, reason, u, review, first try, retry, digest, and its shares.
 */
export const RecountTask = z.object({
  task: z.tuple([z.number(), z.string(), z.string(), z.string()]),
  runs: z.array(Run).nullable(),
  reviews: z.array(Review).nullable(),
  unit: Unit.nullable(),
});
export type RecountTask = z.infer<typeof RecountTask>;

/** The tasks from one number up to another, that one left out, each with its unit as it is stored; all at one moment. */
export function loadRecountTasks(db: Db, numbers: { from: number; below: number }): Promise<RecountTask[]> {
  return selectJson(
    db,
    RecountTask,
    Prisma.sql`
    select json_build_array(t.id, t.repo_id, t.intent, t.task) as task,
      (select json_agg(json_build_array(r.run_id, r.role, r.actor, ${timeText("r.ended_at")}, r.state, r.codes, r.simulated, r.kind,
        (select json_agg(json_build_array(s.version_id, s.epoch)) from run_skill s
          where s.run_pk = r.id and s.use = 'declared' and s.version_id is not null and s.epoch is not null)))
        from run r where r.task_pk = t.id) as runs,
      (select json_agg(json_build_array(r.run_id, r.revision, r.actor, r.codes, v.complete, v.reason,
        (select json_agg(json_build_array(c.criterion_id, c.pass)) from (
          select e.criterion_id, bool_and(e.pass) as pass from verdict_entry e
          where e.run_pk = v.run_pk and e.task_pk = t.id and (e.error is null or e.error = 'duplicate_criterion')
            and e.criterion_id is not null and e.pass is not null
          group by e.criterion_id order by min(e.seq)) c)))
        from verdict v join run r on r.id = v.run_pk where v.task_pk = t.id) as reviews,
      (select json_build_array(u.kind, ${timeText("u.ended_at")}, u.included, u.reason, u.u, u.review, u.first_try, u.retry, u.digest,
        (select json_agg(json_build_array(x.version_id, x.epoch, x.reason)) from unit_skill x where x.unit_id = t.id))
        from unit_value u where u.unit_id = t.id) as unit
    from task_outcome t where t.id >= ${numbers.from} and t.id < ${numbers.below}`,
  );
}

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
