import { DomainError } from "@yardlet/core/error";
import {
  actorOf,
  type BookRun,
  type BookTask,
  infraOf,
  isReview,
  judgedTasksOf,
  parseRun,
  runDigest,
  type Problem,
  type RunRecord,
  taskKeyOf,
  taskKeyText,
  type TaskKey,
} from "@yardlet/core/run";
import type { ScorePolicy } from "@yardlet/core/score";
import {
  type Db,
  findKnownRuns,
  findTasks,
  getPolicy,
  type KnownRun,
  listRepoNames,
  lockEvidence,
  recordEvent,
  storeRuns,
  storeRunSkills,
  takeRowNumbers,
} from "@yardlet/db";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueDecide } from "../job/enqueue.ts";
import { repoNames, type RepoNames } from "./repo-names.ts";
import { resolveSkills } from "./resolve.ts";
import { settleArrivals, storeSettlement, storeTasksOf } from "./settle.ts";

/** The most records of one report (contracts.md 5). */
export const REPORT_RECORDS = 1_000;

export type ReportStatus = "accepted" | "duplicate" | "corrected" | "rejected";

/** What became of one record. `notes` say what was kept without weight, and how to mend it. */
export interface ReportResult {
  index: number;
  status: ReportStatus;
  run_id: string | null;
  problems: Problem[];
  notes: string[];
}

export interface ReportAnswer extends Record<ReportStatus, number> {
  results: ReportResult[];
}

/** A record that parsed and whose repo is known. */
interface Incoming {
  index: number;
  repoId: string;
  record: RunRecord;
  digest: string;
}

/**
 * Stores run records: each is judged alone, and all that are good are stored in one transaction together with everything that
 * follows from them. A record that is there already changes nothing; the same id with other content is a correction.
 * @throws DomainError `forbidden` without the permission, `limit_reached` for more than 1,000 records
 */
export async function reportRuns(ctx: ServiceContext, records: readonly unknown[]): Promise<ReportAnswer> {
  requirePermission(ctx, "run.report");
  if (records.length > REPORT_RECORDS) {
    throw new DomainError(
      "limit_reached",
      `a report holds at most ${REPORT_RECORDS} records; send the rest in another`,
    );
  }
  const receivedAt = ctx.now().toISOString();
  const names = repoNames(await listRepoNames(ctx.db));
  const results: ReportResult[] = [];
  const incoming = records.flatMap((value, index) => {
    const read = readRecord(ctx, value, receivedAt, names);
    if ("problems" in read) {
      results[index] = { index, status: "rejected", run_id: read.runId, problems: read.problems, notes: [] };
      return [];
    }
    return [{ index, ...read }];
  });
  if (incoming.length > 0) {
    const stored = await transact(ctx, (tx) => storeIncoming(ctx, tx, incoming, receivedAt));
    for (const result of stored) results[result.index] = result;
  }
  const count = (status: ReportStatus) => results.filter((result) => result.status === status).length;
  return {
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    corrected: count("corrected"),
    rejected: count("rejected"),
    results,
  };
}

function readRecord(
  ctx: ServiceContext,
  value: unknown,
  receivedAt: string,
  names: RepoNames,
): Omit<Incoming, "index"> | { runId: string | null; problems: Problem[] } {
  const parsed = parseRun(value, receivedAt);
  if (!parsed.ok) return { runId: runIdOf(value), problems: parsed.problems };
  const { run } = parsed;
  const bound = ctx.actor.limits?.repoId ?? null;
  const named = run.repo === undefined ? bound : names.find(run.repo);
  const problem = repoProblem(run.repo, named, bound);
  if (problem !== undefined || named === null) {
    return { runId: run.run_id, problems: [{ path: "repo", message: problem ?? "the repo is unknown" }] };
  }
  return { repoId: named, record: run, digest: runDigest(run) };
}

function repoProblem(said: string | undefined, named: string | null, bound: string | null): string | undefined {
  if (named === null) {
    return said === undefined
      ? "name the repo, or report with a key that is bound to one"
      : `no repo of the team is called ${said.slice(0, 200)}; an admin adds it under Repos, or use its clone URL`;
  }
  return bound !== null && named !== bound ? "this key is bound to another repo" : undefined;
}

function runIdOf(value: unknown): string | null {
  const id: unknown = Reflect.get(Object(value), "run_id");
  return typeof id === "string" ? id.slice(0, 128) : null;
}

async function storeIncoming(
  ctx: ServiceContext,
  tx: Db,
  incoming: readonly Incoming[],
  receivedAt: string,
): Promise<ReportResult[]> {
  const repoIds = [...new Set(incoming.map((one) => one.repoId))].toSorted();
  await lockEvidence(tx, repoIds);
  const { policy } = await getPolicy(tx);
  const results: ReportResult[] = [];
  for (const wave of wavesOf(incoming)) results.push(...(await storeWave(ctx, tx, wave, { receivedAt, policy })));
  const changed = new Set(incoming.filter((one) => results.some(isStored(one.index))).map((one) => one.repoId));
  for (const repoId of [...changed].toSorted()) await recordEvent(tx, "run", repoId);
  if (changed.size > 0) await enqueueDecide(ctx, tx);
  return results;
}

function isStored(index: number): (result: ReportResult) => boolean {
  return (result) => result.index === index && (result.status === "accepted" || result.status === "corrected");
}

/** The n-th mention of each run in the n-th wave: within a wave every run is there once. */
function wavesOf(incoming: readonly Incoming[]): Incoming[][] {
  const seen = new Map<string, number>();
  const waves: Incoming[][] = [];
  for (const one of incoming) {
    const key = runKey(one.repoId, one.record.run_id);
    const n = seen.get(key) ?? 0;
    seen.set(key, n + 1);
    (waves[n] ??= []).push(one);
  }
  return waves;
}

async function storeWave(
  ctx: ServiceContext,
  tx: Db,
  wave: readonly Incoming[],
  { receivedAt, policy }: { receivedAt: string; policy: ScorePolicy },
): Promise<ReportResult[]> {
  const known = new Map(
    (
      await findKnownRuns(
        tx,
        wave.map((one) => ({ repoId: one.repoId, runId: one.record.run_id })),
      )
    ).map((run) => [runKey(run.repoId, run.runId), run]),
  );
  const before = (one: Incoming) => known.get(runKey(one.repoId, one.record.run_id));
  const arriving = wave.filter((one) => before(one)?.digest !== one.digest);
  const tasks = await placeTasks(tx, arriving, arriving.filter((one) => !before(one)).length);
  const skills = await resolveSkills(
    tx,
    arriving.map((one) => ({ repoId: one.repoId, record: one.record, receivedAt })),
  );
  const numbers = tasks.runNumbers.values();
  const runs = arriving.map((one, at) => {
    const old = before(one);
    return bookRun(ctx, one, {
      pk: old?.pk ?? numbers.next().value ?? 0,
      revision: (old?.revision ?? 0) + 1,
      skills: skills[at] ?? [],
      pkOf: tasks.pkOf,
    });
  });
  const replaced = arriving.flatMap((one) => before(one) ?? []);
  const corrected = new Set(replaced.map((run) => run.pk));
  const arrivals = {
    runs,
    newTasks: tasks.fresh,
    corrected,
    touched: new Set([...runs, ...replaced].flatMap((run) => [run.taskPk, ...run.judges])),
  };
  const settlement = await settleArrivals(tx, arrivals);
  await storeTasksOf(tx, settlement);
  const states = new Map(settlement.settled.reviews.map((review) => [review.pk, review]));
  await storeRuns(
    tx,
    runs.map((run, at) => runRow(ctx, run, { digest: arriving[at]?.digest ?? "", receivedAt, ...states.get(run.pk) })),
    [...corrected],
  );
  await storeRunSkills(
    tx,
    runs.flatMap((run) => skillRows(run, receivedAt)),
    [...corrected],
  );
  await storeSettlement(tx, settlement, arrivals, policy);
  return wave.map((one) => {
    const run = runs.find((candidate) => candidate.runId === one.record.run_id && candidate.repoId === one.repoId);
    return {
      index: one.index,
      run_id: one.record.run_id,
      status: statusOf(before(one), run),
      problems: [],
      notes: run ? notesOf(run) : [],
    };
  });
}

function statusOf(before: KnownRun | undefined, run: BookRun | undefined): ReportStatus {
  if (!run) return "duplicate";
  return before ? "corrected" : "accepted";
}

/** Finds the tasks that records belong to and judge, and numbers those that are not there yet. */
async function placeTasks(
  tx: Db,
  arriving: readonly Incoming[],
  newRuns: number,
): Promise<{ pkOf: (repoId: string, key: TaskKey) => number; fresh: BookTask[]; runNumbers: number[] }> {
  const wanted = new Map(
    arriving
      .flatMap((one) =>
        [taskKeyOf(one.record), ...judgedTasksOf(one.record)].map((key) => ({ repoId: one.repoId, ...key })),
      )
      .map((key) => [placeKey(key.repoId, key), key]),
  );
  const stored = wanted.size === 0 ? [] : await findTasks(tx, [...wanted.values()]);
  const placed = new Map(stored.map((task) => [placeKey(task.repoId, task.key), task.pk]));
  const missing = [...wanted].filter(([place]) => !placed.has(place));
  const numbers = await takeRowNumbers(tx, { tasks: missing.length, runs: newRuns });
  const fresh = missing.map(([place, { repoId, intent, task }], at): BookTask => {
    const pk = numbers.tasks[at] ?? 0;
    placed.set(place, pk);
    return { pk, repoId, key: { intent, task }, criteria: [] };
  });
  return { pkOf: (repoId, key) => placed.get(placeKey(repoId, key)) ?? 0, fresh, runNumbers: numbers.runs };
}

function placeKey(repoId: string, key: TaskKey): string {
  return `${repoId} ${taskKeyText(key)}`;
}

function runKey(repoId: string, runId: string): string {
  return `${repoId} ${runId}`;
}

function bookRun(
  ctx: ServiceContext,
  { repoId, record }: Incoming,
  row: Pick<BookRun, "pk" | "revision" | "skills"> & { pkOf: (repoId: string, key: TaskKey) => number },
): BookRun {
  const { pk, revision, skills, pkOf } = row;
  return {
    pk,
    repoId,
    runId: record.run_id,
    taskPk: pkOf(repoId, taskKeyOf(record)),
    actor: actorOf(ctx.actor.id, record.agent),
    revision,
    record,
    skills,
    judges: isReview({ record }) ? [...new Set(judgedTasksOf(record).map((key) => pkOf(repoId, key)))] : [],
    state: record.eval_state,
    codes: record.failure_codes,
  };
}

function runRow(
  ctx: ServiceContext,
  run: BookRun,
  row: { digest: string; receivedAt: string; state?: string; codes?: string[] },
) {
  const { record } = run;
  const codes = row.codes ?? run.codes;
  return {
    id: run.pk,
    repo_id: run.repoId,
    run_id: run.runId,
    task_pk: run.taskPk,
    revision: run.revision,
    digest: row.digest,
    key_id: ctx.actor.id,
    actor: run.actor,
    role: record.role,
    kind: record.kind,
    agent: record.agent?.name ?? null,
    model: record.agent?.model ?? null,
    commit: record.commit ?? null,
    reported_state: record.eval_state,
    state: row.state ?? run.state,
    codes,
    infra: infraOf(codes),
    simulated: record.simulated,
    started_at: record.started_at ?? null,
    ended_at: record.ended_at ?? null,
    at: timeOf(record, row.receivedAt),
    received_at: row.receivedAt,
    record,
  };
}

/** When a run happened, as lists order it. */
function timeOf({ ended_at, started_at }: RunRecord, receivedAt: string): string {
  return ended_at ?? started_at ?? receivedAt;
}

function skillRows(run: BookRun, receivedAt: string) {
  return run.skills.map(({ name, use, reported, versionId, epoch, how }, ord) => ({
    run_pk: run.pk,
    ord,
    name,
    use,
    reported,
    version_id: versionId,
    epoch,
    how,
    at: timeOf(run.record, receivedAt),
  }));
}

/** What was kept and has no weight, and how to mend it. */
function notesOf(run: BookRun): string[] {
  const unresolved = run.skills.filter((skill) => skill.how === "unresolved").map((skill) => skill.name);
  return [
    ...unresolved.map(
      (name) =>
        `skill ${name} could not be resolved to a version; send its version or hash, or map it on the runs page`,
    ),
    ...(run.actor === null
      ? ["without agent.name and agent.session nobody can tell who judged whom: verdicts on this task have no weight"]
      : []),
  ];
}
