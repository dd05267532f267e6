import { groupOfId, distilText, stateOf, type DistilLesson } from "@yardlet/core/distil";
import { hashBytes } from "@yardlet/core/skill";
import {
  archiveLessons,
  endDistillation,
  insertLedgerRow,
  linkPackets,
  listLedgerRows,
  lockLessons,
  lockRunningDistillation,
  recordAudit,
  recordEvent,
  storeBlob,
  storeLessons,
  storePacketRows,
  type Db,
  type DistilCounts,
  type DistillationRow,
  type DistilUpdate,
  type NewLesson,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { lockTargets, proposeLessons } from "./candidates.ts";
import type { Distilled } from "./distilled.ts";
import { candidateKeyOf } from "./outcome.ts";

/** Packets are written so many at a time. */
const PAGE = 1_000;

/**
 * Stores what a distillation came to, once: packets first, which are there or not, then everything else or nothing. Answers how many
 * candidates wait because of it; undefined when another distillation has changed the scope's state since this one read it.
 */
export async function storeDistillation(
  ctx: ServiceContext,
  distilled: Distilled,
  run: JobRun,
): Promise<{ candidates: number } | undefined> {
  const { packets } = distilled.gathered;
  for (let from = 0; from < packets.length; from += PAGE) {
    run.signal.throwIfAborted();
    const page = packets.slice(from, from + PAGE).map(({ row }) => row);
    await storePacketRows(
      ctx.db,
      page.filter(({ source }) => source === "derived"),
    );
  }
  return transact(ctx, async (tx) => {
    const { row, ok, result } = distilled;
    if (!(await lockRunningDistillation(tx, row.id))) return { candidates: 0 };
    await lockLessons(tx, row.scope);
    const [before] = await listLedgerRows(tx, { scope: row.scope, limit: 1 });
    const stands = (before?.state_after ?? stateOf([])).hash;
    if (ok && result.state_before?.hash !== stands) return undefined;
    const updates = ok ? await storeLessonsOf(ctx, tx, distilled) : [];
    await end(ctx, tx, distilled, updates);
    return { candidates: updates.filter(({ candidateId }) => candidateId !== null).length };
  });
}

async function storeLessonsOf(ctx: ServiceContext, tx: Db, distilled: Distilled): Promise<DistilUpdate[]> {
  const { row, gathered, result } = distilled;
  const at = ctx.now();
  await linkPackets(
    tx,
    row.id,
    gathered.packets.map((packet) => packet.row),
  );
  await storeLessons(
    tx,
    result.failure_lessons.map((lesson) => lessonRow(distilled, lesson, at)),
  );
  await archiveLessons(tx, row.scope, result.archived_ids, at);
  const { state_before: before, state_after: after, stored_ids, archived_ids } = result;
  if (before && after) {
    const step = { state_before: before, state_after: after, stored_ids, archived_ids };
    await insertLedgerRow(tx, { ...step, scope: row.scope, distillationId: row.id, at });
  }
  await lockTargets(tx, distilled);
  return proposeLessons(ctx, tx, distilled);
}

function lessonRow({ row, scope, gathered, targets }: Distilled, lesson: DistilLesson, at: Date): NewLesson {
  const [target] = lesson.target_skills;
  const skill = target === undefined ? undefined : targets.skills.get(target);
  const passed = new Set(lesson.counter_run_ids);
  const counterPackets = gathered.packets.filter(
    ({ packet, row: { simulated } }) =>
      packet.kind === "experience" &&
      packet.packet.outcome === "success" &&
      packet.packet.task_signature === lesson.task_signature &&
      passed.has(packet.packet.run_id) &&
      !simulated,
  );
  return {
    scope: row.scope,
    id: lesson.lesson_id,
    distillationId: row.id,
    targetId: skill?.id ?? null,
    targetName: target ?? null,
    targetVersion: lesson.skills.at(-1)?.version ?? null,
    groupKey: groupOfId(lesson.lesson_id),
    taskSignature: lesson.task_signature,
    failureMode: lesson.failure_mode,
    symptom: lesson.symptom,
    suspectedRootCause: lesson.suspected_root_cause,
    prevention: lesson.prevention,
    reasonCodes: lesson.reason_codes,
    missingActions: lesson.missing_actions,
    evidenceRefs: lesson.evidence_refs,
    severity: lesson.severity,
    recurrence: lesson.recurrence_count,
    counter: lesson.counter_count,
    packets: lesson.packet_hashes,
    counterPackets: counterPackets.map((packet) => packet.row.hash),
    candidateKey: candidateKeyOf(scope, lesson, targets.skills),
    at: at.toISOString(),
    archivedAt: lesson.archived ? at.toISOString() : null,
  };
}

async function end(ctx: ServiceContext, tx: Db, distilled: Distilled, updates: DistilUpdate[]): Promise<void> {
  const { row, scope, gathered, basisHash, input, ok, result } = distilled;
  const files = { inputBlob: input.text, resultBlob: distilText(result) };
  const encoder = new TextEncoder();
  const blobs = { inputBlob: "", resultBlob: "" };
  for (const name of ["inputBlob", "resultBlob"] as const) {
    const bytes = encoder.encode(files[name]);
    blobs[name] = hashBytes(bytes);
    await storeBlob(tx, blobs[name], bytes);
  }
  const state = ok ? "done" : "refused";
  const { counts } = gathered;
  await endDistillation(tx, row.id, {
    state,
    at: ctx.now(),
    counts,
    updates,
    inputHash: input.hash,
    basisHash,
    ...blobs,
  });
  await recordEnd(ctx, tx, row, { subject: scope.repo?.slug ?? scope.skill?.name ?? row.scope, state, counts });
}

/** Ends a distillation that has nothing new to read. */
export async function storeUnchanged(
  ctx: ServiceContext,
  row: DistillationRow,
  { counts, last }: { counts: DistilCounts; last: DistillationRow },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const { inputHash, basisHash } = last;
    const end = { state: "unchanged", at: ctx.now(), counts, inputHash, basisHash, sameAsId: last.id } as const;
    if (await endDistillation(tx, row.id, end)) await recordEvent(tx, "distil", row.id);
  });
}

async function recordEnd(
  ctx: ServiceContext,
  tx: Db,
  { id, repoId }: DistillationRow,
  { subject, state, counts }: { subject: string; state: string; counts: DistilCounts },
): Promise<void> {
  await recordAudit(tx, ctx.actor, {
    action: `distil.${state}`,
    repoId,
    subject,
    reason: `${counts.failure} failures and ${counts.experience} experiences`,
    details: { distillation: id, counts },
  });
  await recordEvent(tx, "distil", id);
}
