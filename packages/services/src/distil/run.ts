import {
  canonicalInput,
  DISTIL_SCHEMA,
  distilDocument,
  distilText,
  stateOf,
  type DistilInput,
} from "@yardlet/core/distil";
import { DomainError } from "@yardlet/core/error";
import { hashBytes } from "@yardlet/core/skill";
import {
  findDistillation,
  findLastDistillation,
  listLedgerRows,
  startDistillation,
  type Db,
  type DistillationRow,
} from "@yardlet/db";
import { requirePermission, WORKER, type ServiceContext } from "../context.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { gatherPackets, type Gathered } from "./gather.ts";
import { scopeOf } from "./scope.ts";
import { storeDistillation, storeUnchanged } from "./store.ts";
import { findTargets, type Targets } from "./targets.ts";

/** How often it is distilled anew when another distillation of the scope has ended meanwhile. */
const TRIES = 5;

/**
 * The job `distil.run`: derives the packets of the scope, distils them, and stores result, lessons, ledger and candidates in one
 * transaction. Where nothing is new since the last one, nothing is written.
 */
export async function runDistil(ctx: ServiceContext, id: string, run: JobRun): Promise<JobResult> {
  requirePermission(ctx, "distil.run");
  const row = await findDistillation(ctx.db, id);
  if (!row || !(await startDistillation(ctx.db, id))) return { state: row?.state ?? "gone" };
  const scope = await scopeOf(ctx.db, row);
  await run.step("Reading tasks", 0.1);
  const gathered = await gatherPackets(ctx, scope, run);
  const targets = await findTargets(ctx.db, scope, gathered);
  const basisHash = basisOf(row, gathered, targets);
  const last = await findLastDistillation(ctx.db, row.scope);
  if (last?.basisHash === basisHash) {
    await storeUnchanged(ctx, row, { counts: gathered.counts, last });
    return { state: "unchanged", ...gathered.counts };
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    run.signal.throwIfAborted();
    await run.step("Distilling", 0.5);
    const input = await inputOf(ctx.db, row, gathered, targets);
    const canonical = canonicalInput(input);
    const { ok, result } = distilDocument(input);
    await run.step("Storing what it came to", 0.8);
    const distilled = { row, scope, gathered, targets, basisHash, input: canonical, ok, result };
    const stored = await storeDistillation(ctx, distilled, run);
    if (stored) {
      const { proposals, failure_lessons: lessons, deferred } = result;
      const sizes = { proposals: proposals.length, lessons: lessons.length, deferred: deferred.length };
      return { state: ok ? "done" : "refused", ...gathered.counts, ...sizes, candidates: stored.candidates };
    }
  }
  throw new DomainError("unavailable", "other distillations of this end all the time; it is tried again");
}

/** What tells whether anything is new: packets, budget, whether a person asks, and what is in force or becomes so, whatever is said of this one run. */
function basisOf({ budget, by }: DistillationRow, { packets }: Gathered, { baseVersions, changing }: Targets): string {
  const hashes = packets.map(({ row }) => row.hash).toSorted();
  return hashBytes(distilText({ budget, byItself: by === WORKER.name, hashes, baseVersions, changing }));
}

async function inputOf(
  db: Db,
  { id, scope, budget }: DistillationRow,
  { packets }: Gathered,
  { baseVersions }: Targets,
): Promise<DistilInput> {
  const [before] = await listLedgerRows(db, { scope, limit: 1 });
  return {
    schema: DISTIL_SCHEMA,
    run_id: id,
    skill_evolution_queue: [],
    experience_packets: packets.flatMap(({ packet }) => (packet.kind === "experience" ? [packet.packet] : [])),
    failure_packets: packets.flatMap(({ packet }) => (packet.kind === "failure" ? [packet.packet] : [])),
    budget,
    state: before?.state_after ?? stateOf([]),
    base_versions: baseVersions,
  };
}
