import { recountUnit, type ReviewFact, type RunFact, versionKey } from "@yardlet/core/run";
import type { ScorePolicy } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import {
  type Db,
  endOfTasks,
  inSnapshot,
  loadRecountPage,
  loadSkillsOfVersions,
  type RecountPage,
  type RollupDifference,
} from "@yardlet/db";
import { setImmediate } from "node:timers/promises";
import type { ServiceContext } from "../context.ts";
import { tell } from "./recount-told.ts";
import type { JobRun } from "../job/run.ts";

/** How many task numbers are read at once. */
const PAGE = 4_000;

/** Settles every task again from its rows, page by page, and tells where the stored unit is another one. */
export function recountUnits(
  ctx: ServiceContext,
  run: Pick<JobRun, "signal">,
  policy: ScorePolicy,
): Promise<{ runs: number; differences: RollupDifference[] }> {
  return inSnapshot(ctx.db, async (tx) => {
    const end = await endOfTasks(tx);
    const skills = await loadSkillsOfVersions(tx);
    const differences: RollupDifference[] = [];
    let runs = 0;
    let next = loadPage(tx, 0, end);
    for (let from = 0; from < end; from += PAGE) {
      run.signal.throwIfAborted();
      const page = await next;
      next = loadPage(tx, from + PAGE, end);
      // Settling holds the thread: without a turn of its own the next page would not even be asked for.
      await setImmediate();
      runs += page.runs.length;
      tell(differences, differencesOf(page, skills, policy));
    }
    await next;
    return { runs, differences };
  });
}

/** The page behind is on its way while one is settled, and nobody waits for it when that fails; behind the last there is nothing. */
function loadPage(db: Db, from: number, end: number): Promise<RecountPage> {
  const page = loadRecountPage(db, { from: Math.min(from, end), below: Math.min(end, from + PAGE) });
  page.catch(() => undefined);
  return page;
}

/** Pure. */
export function differencesOf(
  page: RecountPage,
  skills: ReadonlyMap<string, string>,
  policy: ScorePolicy,
): RollupDifference[] {
  const versions = Map.groupBy(page.declared, ([run]) => run);
  const produced = Map.groupBy(page.produced, ([run]) => run);
  const runs = Map.groupBy(page.runs, ([task]) => task);
  const verdicts = Map.groupBy(page.verdicts, ([task]) => task);
  const answers = Map.groupBy(page.answers, ([task]) => task);
  const units = new Map(page.units.map((unit) => [unit[0], unit]));
  const shares = Map.groupBy(page.shares, ([task]) => task);
  return page.tasks.flatMap(([pk, repo, intent, task]) => {
    const facts = {
      repo,
      key: { intent, task },
      runs: (runs.get(pk) ?? []).map((row) =>
        runFact(row, { declared: versions.get(row[1]) ?? [], produced: produced.get(row[1]) ?? [], skills }),
      ),
      reviews: (verdicts.get(pk) ?? []).map((row) => reviewFact(row, answers.get(pk) ?? [])),
    };
    const counted = recountUnit(pk, facts, policy);
    const unit = units.get(pk);
    const own = shares.get(pk) ?? [];
    if (agrees(counted, unit, own)) return [];
    const stored = storedText(unit, own, { pk, repo, intent });
    return [{ table: "unit_value", key: `${repo} ${intent} ${task}`, stored, counted: textOf(counted) }];
  });
}

/** Compared field by field: texts are made of what differs only. */
function agrees(
  { kind, worker, value, shares, digest }: ReturnType<typeof recountUnit>,
  unit: Row<"units"> | undefined,
  own: readonly Row<"shares">[],
): boolean {
  if (unit === undefined || own.length !== shares.length) return false;
  const [, is, endedAt, included, reason, u, review, firstTry, retry, was, agent, model] = unit;
  return (
    was === digest &&
    is === kind &&
    agent === (worker?.agent ?? null) &&
    model === (worker?.model ?? null) &&
    included === value.included &&
    reason === value.reason &&
    u === value.u &&
    review === value.review &&
    firstTry === value.firstTry &&
    retry === value.retry &&
    timeOf(endedAt) === value.endedAt &&
    shares.every((share) =>
      own.some(([, id, epoch, why]) => id === share.versionId && epoch === share.epoch && why === share.reason),
    )
  );
}

type Row<Name extends keyof RecountPage> = RecountPage[Name][number];

function runFact(
  [, , run, role, actor, endedAt, state, codes, simulated, kind, agent, model]: Row<"runs">,
  {
    declared,
    produced,
    skills,
  }: {
    declared: readonly Row<"declared">[];
    produced: readonly Row<"produced">[];
    skills: ReadonlyMap<string, string>;
  },
): RunFact {
  const versions = declared.map(([, versionId, epoch]) => ({
    skill: skills.get(versionId) ?? "",
    version: versionKey(versionId, epoch),
  }));
  const made = produced.map(([, versionId]) => versionId);
  return {
    run,
    role,
    actor,
    endedAt: timeOf(endedAt),
    state,
    codes,
    simulated,
    kind,
    agent,
    model,
    versions,
    produced: made,
  };
}

function reviewFact(
  [, number, run, rev, actor, codes, complete, reason]: Row<"verdicts">,
  answers: readonly Row<"answers">[],
): ReviewFact {
  const passes = new Map<string, boolean>();
  for (const [, of, criterion, pass] of answers) {
    if (of === number) passes.set(criterion, (passes.get(criterion) ?? true) && pass);
  }
  const entries = [...passes].map(([criterion_id, pass]) => ({ criterion_id, pass }));
  const incomplete = reason === "incomplete_verdict" ? reason : null;
  return { run, rev, actor, codes, verdict: { complete, reason: incomplete, entries } };
}

const WHOLE_SECOND = "2026-11-21T08:00:00+00:00".length;

/** A time of the database, in UTC, as records write it; most are whole seconds, which need no calendar. */
function timeOf(time: string | null): string | null {
  if (time === null) return null;
  return time.length === WHOLE_SECOND ? `${time.slice(0, 19)}.000Z` : new Date(time).toISOString();
}

function storedText(
  unit: Row<"units"> | undefined,
  shares: readonly Row<"shares">[],
  { pk, repo, intent }: { pk: number; repo: string; intent: string },
): string {
  if (!unit) return "nothing";
  const [, kind, endedAt, included, reason, u, review, firstTry, retry, digest, agent, model] = unit;
  return textOf({
    pk,
    repoId: repo,
    kind,
    intent,
    worker: agent === null ? null : { agent, model },
    value: { included, reason, u, review, firstTry, retry, endedAt: timeOf(endedAt) },
    shares: shares
      .map(([, versionId, epoch, why]) => ({ versionId, epoch, reason: why }))
      .toSorted((a, b) => compareText(a.versionId, b.versionId) || a.epoch - b.epoch),
    digest,
  });
}

/** Members in one order, whoever made the object. */
function textOf({ pk, repoId, kind, intent, worker, value, shares, digest }: ReturnType<typeof recountUnit>): string {
  const { included, reason, u, review, firstTry, retry, endedAt } = value;
  const lines = shares.map((share) => `${share.versionId}@${share.epoch} ${share.reason ?? "counts"}`);
  const by = worker === null ? "nobody" : `${worker.agent}/${worker.model ?? ""}`;
  return [pk, repoId, kind, intent, by, included, reason, u, review, firstTry, retry, endedAt, digest, ...lines].join(
    " ",
  );
}
