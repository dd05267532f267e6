import { DistilResult, verifyLedger, type DistilBudget, type LedgerRow } from "@yardlet/core/distil";
import type { CandidateState } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { describeFailureCode } from "@yardlet/core/run";
import {
  findCandidates,
  findDistillation,
  findJob,
  listDistillations as queryDistillations,
  listLedgerRows,
  loadBlob,
  type Db,
  type DistilCounts,
  type DistillationRow,
  type DistillationState,
  type DistilUpdate,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { hasStopped } from "../equip/stopped.ts";
import { Asked } from "../run/input.ts";
import { findReadableRepo } from "../run/readable.ts";
import { scopeOf, viewOfScope, type ScopeView } from "./scope.ts";

/** One run of the distiller, as lists show it. */
export interface DistillationLine {
  id: string;
  /** What its lessons are kept under. */
  scopeId: string;
  scope: ScopeView;
  state: DistillationState;
  /** Its job has failed or was cancelled before it ended. */
  stopped: boolean;
  by: string;
  at: Date;
  finishedAt: Date | null;
  jobId: string | null;
  counts: DistilCounts;
  /** How many proposals wait, or waited, for a person. */
  candidates: number;
}

/** Something that is wrong with an input, and what helps. */
export interface DistilRefusal {
  path: string;
  code: string;
  message: string;
  meaning: string;
  missingActions: readonly string[];
}

/** What became of a proposal; `state` is that of its candidate now. */
export interface DistilUpdateView extends DistilUpdate {
  state: CandidateState | null;
}

/** One run of the distiller with all that came of it. Its texts come from runs: untrusted. */
export interface DistillationDetail extends DistillationLine {
  budget: DistilBudget;
  inputHash: string | null;
  /** The one before, since when nothing was new. */
  sameAs: string | null;
  result: DistilResult | null;
  refusal: DistilRefusal[];
  ledger: LedgerRow | null;
  /** The step of the ledger, computed again, adds up; true where there is none. */
  balanced: boolean;
  updates: DistilUpdateView[];
}

export const GetDistillationInput = z.strictObject({ id: Asked });

/** @throws DomainError `not_found` for an id that was never given */
export async function getDistillation(
  ctx: ServiceContext,
  input: z.infer<typeof GetDistillationInput>,
): Promise<DistillationDetail> {
  requirePermission(ctx, "run.read");
  const row = await requireDistillation(ctx, input.id);
  const [line, result, [ledger = null], updates] = await Promise.all([
    lineOf(ctx.db, row),
    loadResult(ctx.db, row),
    listLedgerRows(ctx.db, { distillationId: row.id, limit: 1 }),
    viewUpdates(ctx.db, row.updates),
  ]);
  return {
    ...line,
    budget: row.budget,
    inputHash: row.inputHash,
    sameAs: row.sameAsId,
    result,
    refusal: (result?.problems ?? []).map(({ path, code, message }) => {
      const { meaning, missingActions } = describeFailureCode(code);
      return { path, code, message, meaning, missingActions };
    }),
    ledger,
    balanced: ledger === null || verifyLedger(ledger).balanced,
    updates,
  };
}

export const ListDistillationsInput = z.strictObject({
  repo: Asked.optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Newest first. */
export async function listDistillations(
  ctx: ServiceContext,
  input: z.input<typeof ListDistillationsInput> = {},
): Promise<DistillationLine[]> {
  requirePermission(ctx, "run.read");
  const { repo: slug, limit } = ListDistillationsInput.parse(input);
  const repo = await findReadableRepo(ctx, slug);
  const rows = await queryDistillations(ctx.db, { limit, ...(repo ? { repoId: repo.id } : {}) });
  return Promise.all(rows.map((row) => lineOf(ctx.db, row)));
}

export const ReadDistilFileInput = z.strictObject({ id: Asked, file: z.enum(["input", "result"]) });

/**
 * A file of a distillation, byte for byte: `yardlet distil` makes the result's from the input's.
 * @throws DomainError `not_found` for one that has none, as it waits, runs, or had nothing new to distil
 */
export async function readDistilFile(
  ctx: ServiceContext,
  { id, file }: z.infer<typeof ReadDistilFileInput>,
): Promise<{ name: string; bytes: Uint8Array }> {
  requirePermission(ctx, "run.read");
  const { inputBlob, resultBlob, sameAsId, state } = await requireDistillation(ctx, id);
  const hash = file === "input" ? inputBlob : resultBlob;
  const bytes = hash === null ? undefined : await loadBlob(ctx.db, hash);
  if (bytes) return { name: `${id.slice(0, 8)}-${file}.json`, bytes };
  const where = sameAsId === null ? "wait until it has ended" : `nothing was new since ${sameAsId}; take that one's`;
  throw new DomainError("not_found", `this distillation is ${state} and has no ${file}; ${where}`);
}

/** @throws DomainError `not_found` for an id that was never given, `forbidden` for a key that is bound to another repo */
async function requireDistillation(ctx: ServiceContext, id: string): Promise<DistillationRow> {
  const row = await findDistillation(ctx.db, id);
  if (!row) throw new DomainError("not_found", "there is no such distillation; see the list of them");
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound === null || bound === row.repoId) return row;
  throw new DomainError("forbidden", "this key is bound to another repo");
}

async function lineOf(db: Db, row: DistillationRow): Promise<DistillationLine> {
  const { id, state, by, at, finishedAt, jobId, counts, updates } = row;
  const [scope, job] = await Promise.all([
    scopeOf(db, row).then((found) => viewOfScope(db, found)),
    jobId === null ? undefined : findJob(db, jobId),
  ]);
  const stopped = finishedAt === null && hasStopped(job);
  const candidates = updates.filter(({ candidateId }) => candidateId !== null).length;
  return { id, scopeId: row.scope, scope, state, stopped, by, at, finishedAt, jobId, counts, candidates };
}

async function loadResult(db: Db, { resultBlob }: DistillationRow): Promise<DistilResult | null> {
  const bytes = resultBlob === null ? undefined : await loadBlob(db, resultBlob);
  return bytes ? DistilResult.parse(JSON.parse(new TextDecoder().decode(bytes))) : null;
}

async function viewUpdates(db: Db, updates: readonly DistilUpdate[]): Promise<DistilUpdateView[]> {
  const ids = updates.flatMap(({ candidateId }) => candidateId ?? []);
  const states = new Map((await findCandidates(db, ids)).map(({ id, state }) => [id, state]));
  return updates.map((update) => ({ ...update, state: states.get(update.candidateId ?? "") ?? null }));
}
