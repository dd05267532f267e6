import { gapCodesOf } from "@yardlet/core/candidate";
import {
  type BookRun,
  type BookTask,
  judgedTasksOf,
  type ReportResult,
  type ReportStatus,
  taskKeyOf,
  taskKeyText,
  type TaskKey,
  wrapWarning,
} from "@yardlet/core/run";
import type { ScorePolicy } from "@yardlet/core/score";
import {
  type Db,
  findCrowdedTasks,
  findKnownRuns,
  findTasks,
  getPolicy,
  type KnownRun,
  lockEvidence,
  recordEvents,
  storeNews,
  storeRuns,
  storeRunSkills,
  takeRowNumbers,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { enqueueDecide, enqueueGapFind, enqueueProposalRead } from "../job/enqueue.ts";
import type { Incoming } from "./report.ts";
import { resolveSkills } from "./resolve.ts";
import { bookRun, notesOf, runRow, skillRows } from "./rows.ts";
import { type Arrivals, settleArrivals, storeSettlement, storeTasksOf } from "./settle.ts";

/** The most runs of one task, and the most reviews that judge it: every new one settles all of them again. */
export const TASK_RUNS = 1_000;
const CROWDED = [
  { path: "task_id", message: `this task has ${TASK_RUNS} runs or reviews already; give every task an id of its own` },
];

/** Stores records of some repos, and everything that follows from them, in the caller's transaction. */
export async function storeIncoming(
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
  const kept = incoming.filter((one) => results.some(isStored(one.index)));
  const changed = new Set(kept.map((one) => one.repoId));
  await recordEvents(tx, "run", [...changed].toSorted());
  if (changed.size > 0) await enqueueDecide(ctx, tx);
  if (kept.some(mayBeGap)) await enqueueGapFind(ctx, tx);
  if (kept.some(isNews)) await enqueueProposalRead(ctx, tx);
  return results;
}

function isStored(index: number): (result: ReportResult) => boolean {
  return (result) => result.index === index && (result.status === "accepted" || result.status === "corrected");
}

function mayBeGap({ record }: Incoming): boolean {
  const { role, eval_state: state, simulated, failure_codes: codes } = record;
  return gapCodesOf({ role, state, simulated, codes }).length > 0;
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
  const keys = wave.map((one) => ({ repoId: one.repoId, runId: one.record.run_id }));
  const known = new Map((await findKnownRuns(tx, keys)).map((run) => [runKey(run.repoId, run.runId), run]));
  const before = (one: Incoming) => known.get(runKey(one.repoId, one.record.run_id));
  const isRefused = (one: Incoming) => one.refusal.length > 0 && before(one)?.digest !== one.digest;
  const changing = wave.filter((one) => before(one)?.digest !== one.digest && !isRefused(one));
  const stored = await findTasks(tx, [...placesOf(changing).values()]);
  const crowded = new Set(stored.length === 0 ? [] : await findCrowdedTasks(tx, pksOf(stored), TASK_RUNS));
  const places = new Map(stored.map((task) => [placeKey(task.repoId, task.key), task.pk]));
  const isCrowded = (one: Incoming) =>
    !before(one) && [...placesOf([one]).keys()].some((place) => crowded.has(places.get(place) ?? 0));
  const arriving = changing.filter((one) => !isCrowded(one));
  const tasks = await placeTasks(tx, arriving, { places, newRuns: arriving.filter((one) => !before(one)).length });
  const skills = await resolveSkills(
    tx,
    arriving.map(({ repoId, record }) => ({ repoId, record, receivedAt })),
  );
  const numbers = tasks.runNumbers.values();
  const runs = arriving.map((one, at) => {
    const old = before(one);
    const pk = old?.pk ?? numbers.next().value ?? 0;
    const [revision, produced] = [(old?.revision ?? 0) + 1, old?.produced ?? []];
    return bookRun(ctx, one, { pk, revision, skills: skills[at] ?? [], produced, pkOf: tasks.pkOf });
  });
  const replaced = arriving.flatMap((one) => before(one) ?? []);
  const arrivals: Arrivals = {
    runs,
    newTasks: tasks.fresh,
    corrected: new Set(pksOf(replaced)),
    touched: new Set([...runs, ...replaced].flatMap((run) => [run.taskPk, ...run.judges])),
  };
  const settlement = await settleArrivals(tx, arrivals, policy);
  await storeTasksOf(tx, settlement);
  const states = new Map(settlement.settled.reviews.map((review) => [review.pk, review]));
  const rows = runs.map((run, at) =>
    runRow(ctx, run, { ...storedOf(arriving[at]), receivedAt, ...states.get(run.pk) }),
  );
  const corrected = [...arrivals.corrected];
  await storeRuns(tx, rows, corrected);
  await storeRunSkills(
    tx,
    runs.flatMap((run) => skillRows(run, receivedAt)),
    corrected,
  );
  await storeSettlement(tx, settlement, arrivals, policy);
  await storeNews(tx, runs.filter(isNews), corrected);
  const byName = new Map(runs.map((run) => [runKey(run.repoId, run.runId), run]));
  return wave.map((one) => {
    const base = { index: one.index, run_id: one.record.run_id };
    if (isRefused(one)) return { ...base, status: "rejected", problems: one.refusal, notes: [] };
    if (changing.includes(one) && isCrowded(one)) return { ...base, status: "rejected", problems: CROWDED, notes: [] };
    const run = byName.get(runKey(one.repoId, one.record.run_id));
    return {
      ...base,
      status: statusOf(before(one), run),
      problems: [],
      notes: run ? [...notesOf(run), ...warningsOf(one)] : [],
    };
  });
}

function storedOf(one: Incoming | undefined): { digest: string; wrapped: boolean } {
  return { digest: one?.digest ?? "", wrapped: (one?.resultProblems.length ?? 0) > 0 };
}

/** What is said of a run that was wrapped. */
function warningsOf({ record, resultProblems }: Incoming): string[] {
  const warning = wrapWarning(record, resultProblems);
  return warning === null ? [] : [warning];
}

/** Whether somebody has to read what a run suggests or takes back. */
function isNews({ record }: Pick<Incoming, "record">): boolean {
  return record.harness_suggestions.length > 0 || record.reverts.length > 0;
}

function pksOf(rows: readonly { pk: number }[]): number[] {
  return rows.map((row) => row.pk);
}

function statusOf(before: KnownRun | undefined, run: BookRun | undefined): ReportStatus {
  if (!run) return "duplicate";
  return before ? "corrected" : "accepted";
}

/** The tasks that records belong to and judge. */
function placesOf(records: readonly Incoming[]): Map<string, { repoId: string } & TaskKey> {
  return new Map(
    records.flatMap(({ repoId, record }) =>
      [taskKeyOf(record), ...judgedTasksOf(record)].map((key) => [placeKey(repoId, key), { repoId, ...key }] as const),
    ),
  );
}

/** Numbers the tasks that are not there yet, and the new runs. */
async function placeTasks(
  tx: Db,
  arriving: readonly Incoming[],
  { places, newRuns }: { places: ReadonlyMap<string, number>; newRuns: number },
): Promise<{ pkOf: (repoId: string, key: TaskKey) => number; fresh: BookTask[]; runNumbers: number[] }> {
  const missing = [...placesOf(arriving)].filter(([place]) => !places.has(place));
  const numbers = await takeRowNumbers(tx, { tasks: missing.length, runs: newRuns });
  const placed = new Map(places);
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
