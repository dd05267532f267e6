import { compareText } from "@yardlet/core/skill";
import { recountUnit, versionKey, type ReviewFact, type RunFact } from "@yardlet/core/run";
import {
  endOfTasks,
  loadRecountTasks,
  loadSkillsOfVersions,
  type Db,
  type RecountTask,
  type RollupDifference,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";

/** How many task numbers are read at once. */
const PAGE = 4_000;

export interface RecountedUnits {
  runs: number;
  differences: RollupDifference[];
}

/**
 * Settles every task again from its rows, page by page, and tells where the stored unit is another one. Each page is read at one
 * moment, so that a task which changes meanwhile is seen before or after, never in between.
 */
export async function recountUnits(ctx: ServiceContext, run: Pick<JobRun, "signal">): Promise<RecountedUnits> {
  const [end, skills] = await Promise.all([endOfTasks(ctx.db), loadSkillsOfVersions(ctx.db)]);
  const differences: RollupDifference[] = [];
  let runs = 0;
  let next = loadPage(ctx.db, 0, end);
  for (let from = 0; from < end; from += PAGE) {
    run.signal.throwIfAborted();
    const tasks = await next;
    next = loadPage(ctx.db, from + PAGE, end);
    for (const task of tasks) {
      runs += task.runs?.length ?? 0;
      differences.push(...differenceOf(task, skills));
    }
  }
  await next;
  return { runs, differences };
}

/** The page behind is on its way while one is settled. */
async function loadPage(db: Db, from: number, end: number): Promise<RecountTask[]> {
  return from >= end ? [] : loadRecountTasks(db, { from, below: Math.min(end, from + PAGE) });
}

function differenceOf(row: RecountTask, skills: ReadonlyMap<string, string>): RollupDifference[] {
  const [pk, repo, intent, name] = row.task;
  const { digest, ...counted } = recountUnit(pk, {
    repo,
    key: { intent, task: name },
    runs: (row.runs ?? []).map((run) => runFact(run, skills)),
    reviews: (row.reviews ?? []).map(reviewFact),
  });
  const should = JSON.stringify({ ...counted, digest });
  const is = storedText(row);
  return is === should ? [] : [{ table: "unit_value", key: `${repo} ${intent} ${name}`, stored: is, counted: should }];
}

function runFact(
  [run, role, actor, endedAt, state, codes, simulated, kind, declared]: NonNullable<RecountTask["runs"]>[number],
  skills: ReadonlyMap<string, string>,
): RunFact {
  const versions = (declared ?? []).map(([versionId, epoch]) => ({
    skill: skills.get(versionId) ?? "",
    version: versionKey(versionId, epoch),
  }));
  return { run, role, actor, endedAt, state, codes, simulated, kind, versions };
}

function reviewFact([run, rev, actor, codes, complete, reason, answers]: NonNullable<
  RecountTask["reviews"]
>[number]): ReviewFact {
  const entries = (answers ?? []).map(([criterion_id, pass]) => ({ criterion_id, pass }));
  const incomplete = reason === "incomplete_verdict" ? reason : null;
  return { run, rev, actor, codes, verdict: { complete, reason: incomplete, entries } };
}

function storedText({ task: [pk, repoId, intent], unit }: RecountTask): string {
  if (!unit) return "nothing";
  const [kind, endedAt, included, reason, u, review, firstTry, retry, digest, shares] = unit;
  const value = { included, reason, u, review, firstTry, retry, endedAt };
  const sorted = (shares ?? [])
    .map(([versionId, epoch, why]) => ({ versionId, epoch, reason: why }))
    .toSorted((a, b) => compareText(a.versionId, b.versionId) || a.epoch - b.epoch);
  return JSON.stringify({ pk, repoId, kind, intent, value, shares: sorted, digest });
}
