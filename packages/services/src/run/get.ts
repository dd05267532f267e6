import { DomainError } from "@yardlet/core/error";
import { describeFailureCode, envelopeOf, type FailureCode, type RunEnvelope, type RunRecord } from "@yardlet/core/run";
import { findRun, listRevisions, listVerdict, type ReadRun, type RunEntry, type RunVerdict } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { changesBetween, type RecordChange } from "./changes.ts";
import { faultOf } from "./faults.ts";
import { Asked } from "./input.ts";
import { notesOf } from "./rows.ts";
import { requireReadableRepo } from "./readable.ts";

export type { FailureCode, RunVerdict, RecordChange };

/** The most corrections of one run that are told. */
const REVISIONS = 20;

/** One correction: what came in the place of what was there. */
export interface Correction {
  revision: number;
  sender: string | null;
  receivedAt: Date;
  changes: RecordChange[];
  /** Changes beyond those told. */
  more: number;
}

/** An entry of a verdict; `fault` says what is wrong with it, in words. */
export interface JudgedEntry extends RunEntry {
  fault: string | null;
}

/** Everything of one run. */
export interface RunDetail extends Omit<ReadRun, "pk"> {
  record: RunRecord;
  /** Its SkillResult, or the one that was made for it; null where it has none. */
  envelope: RunEnvelope | null;
  /** Corrections, newest first. */
  corrections: Correction[];
  /** Of a review: what it came to on each task it judges, and its entries as they were read. */
  verdicts: RunVerdict[];
  entries: JudgedEntry[];
  /** What its failure codes say, and what to do about each. */
  failures: FailureCode[];
  /** What was kept without weight, and how to mend it. */
  notes: string[];
}

export const GetRunInput = z.strictObject({ repo: Asked, runId: Asked });

/** @throws DomainError `not_found` for an unknown repo or run */
export async function getRun(ctx: ServiceContext, input: z.infer<typeof GetRunInput>): Promise<RunDetail> {
  requirePermission(ctx, "run.read");
  const repo = await requireReadableRepo(ctx, input.repo);
  const found = await findRun(ctx.db, { repoId: repo.id, runId: input.runId });
  if (!found)
    throw new DomainError("not_found", `there is no run ${input.runId} in ${input.repo}; see the list of runs`);
  const { pk, ...run } = found;
  const [{ verdicts, entries }, before] = await Promise.all([
    listVerdict(ctx.db, pk),
    run.revision === 1 ? [] : listRevisions(ctx.db, pk, REVISIONS),
  ]);
  const told = [...before, run];
  const corrections = told.slice(1).map(({ revision, sender, receivedAt, record }, at) => ({
    revision,
    sender,
    receivedAt,
    ...changesBetween(told[at]?.record, record),
  }));
  const envelope = run.wrapped || run.record.skill_result !== undefined ? envelopeOf(run.record) : null;
  return {
    ...run,
    envelope,
    corrections: corrections.toReversed(),
    verdicts,
    entries: entries.map((entry) => ({ ...entry, fault: faultOf(entry.error) })),
    failures: run.codes.map(describeFailureCode),
    notes: notesOf({ skills: run.skills, actor: run.actorKnown ? "known" : null }),
  };
}
