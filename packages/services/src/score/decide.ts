import { USE_DAYS } from "@yardlet/core/equip";
import { canonicalJson, decide, digestText, type ScoreDecision, scoreOfRoll } from "@yardlet/core/score";
import {
  findVersionOwner,
  getPolicy,
  listStandings,
  loadRolls,
  newestScoreDue,
  recordAudit,
  recordDecision,
  recordEvent,
  recountUses,
  type RollRow,
  storeStanding,
  takeScoreDue,
  type Db,
} from "@yardlet/db";
import type { VersionKey } from "@yardlet/core/score";
import { wakeCandidates } from "../candidate/snooze.ts";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueDecide } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { actOnDecision } from "./act.ts";
import { type Compared, compareNow, isComparisonDue } from "./comparison.ts";
import { metaOf, writeReceipt } from "./write-receipt.ts";

const DAY_MS = 86_400_000;

/**
 * The job `score.decide`: says what the policy makes of every version whose evidence has changed when it starts. What changes
 * meanwhile is the next job's, so that this one ends however fast runs arrive. One transaction a version.
 */
export async function runScoreDecide(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  const until = await newestScoreDue(ctx.db);
  let versions = 0;
  let decisions = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const done = await transact(ctx, async (tx) => {
      const [due] = until === null ? [] : await takeScoreDue(tx, { until, limit: 1 });
      return due && (await decideVersion(ctx, tx, due));
    });
    if (done === undefined) break;
    versions += 1;
    for (const note of done.notes) await run.log("score", note);
    if (!done.decided) continue;
    decisions += 1;
    await run.log("score", `${done.subject}: ${done.decision.action}, ${done.decision.reason}`);
  }
  await transact(ctx, async (tx) => {
    await wakeCandidates(tx);
    if ((await newestScoreDue(tx)) !== null) await enqueueDecide(ctx, tx);
  });
  return { versions, decisions };
}

interface Outcome {
  decided: boolean;
  subject: string;
  decision: ScoreDecision;
  /** What followed from it. */
  notes: string[];
}

/**
 * Decides on one version now. What is worth a person's look, and the way back from it, is a decision with a receipt; else only
 * the standing is brought up to date.
 */
export async function decideVersion(ctx: ServiceContext, tx: Db, key: VersionKey): Promise<Outcome | undefined> {
  const owner = await findVersionOwner(tx, key.versionId);
  if (!owner) return undefined;
  const { version: policyVersion, policy } = await getPolicy(tx);
  const roll = await readRoll(tx, key);
  const score = scoreOfRoll(roll, roll.excluded, policy);
  const [before] = (await listStandings(tx, [key.versionId])).filter((standing) => standing.epoch === key.epoch);
  const compared =
    before !== undefined && !isComparisonDue(before, { intents: score.intents, policyVersion, now: ctx.now() })
      ? before
      : await compareNow(ctx, tx, key, { owner, roll, policy });
  const judge = (by: Compared) => decide(score, by.uplift, metaOf(owner), policy);
  const fresh =
    judge(compared).below && compared === before ? await compareNow(ctx, tx, key, { owner, roll, policy }) : compared;
  if (fresh !== before) await recountUses(tx, key.versionId, new Date(ctx.now().getTime() - USE_DAYS * DAY_MS));
  const decision = judge(fresh);
  const subject = `${owner.name} v${owner.number}`;
  const decided = isTurn(before?.decision, decision);
  const receiptId = decided
    ? await writeReceipt(ctx, tx, key, { purpose: `score.${decision.action}`, by: "Yardlet" })
    : null;
  const { versionId: _versionId, repoId: _repoId, excluded, ...sums } = roll;
  const inputsHash = digestText(canonicalJson({ policy: policyVersion, sums, excluded })).sha256;
  await storeStanding(tx, {
    ...key,
    policy: policyVersion,
    decision,
    uplift: fresh.uplift,
    comparison: fresh.comparison,
    comparedIntents: fresh.comparedIntents,
    comparedAt: fresh.comparedAt,
    inputsHash,
    decidedAt: ctx.now(),
    receiptId,
  });
  if (decided) {
    await recordDecision(tx, {
      kind: `score.${decision.action}`,
      repoId: owner.repoId,
      subject,
      reason: decision.reason,
      by: "Yardlet",
      inputs: { version: key.versionId, epoch: key.epoch, policy: policyVersion, receipt: receiptId, decision },
    });
    await recordAudit(tx, ctx.actor, {
      action: `score.${decision.action}`,
      repoId: owner.repoId,
      subject,
      reason: decision.reason,
      details: { receipt: receiptId, decision },
    });
  }
  await recordEvent(tx, "score", owner.skillId);
  const { intents } = score;
  const notes = await actOnDecision(ctx, tx, { key, owner, policy, decision, compared: fresh, intents, inputsHash });
  return { decided, subject, decision, notes };
}

async function readRoll(tx: Db, key: VersionKey): Promise<RollRow> {
  const rolls = await loadRolls(tx, { versionIds: [key.versionId], by: "version" });
  return rolls.find((row) => row.epoch === key.epoch) ?? emptyRow(key);
}

function emptyRow(key: VersionKey): RollRow {
  const sums = { units: 0, intents: 0, sumU: 0, l: [0, 0, 0], nReview: 0, sumReview: 0, sumFirst: 0, sumRetry: 0 };
  return { ...key, repoId: null, excluded: {}, ...sums };
}

/** Standings that change nothing and say nothing new about a skill. */
const QUIET = new Set(["no_evidence", "not_below_floor"]);

function isTurn(before: ScoreDecision | undefined, now: ScoreDecision): boolean {
  if (before?.action === now.action && before.reason === now.reason) return false;
  return !QUIET.has(now.reason) || (before !== undefined && !QUIET.has(before.reason));
}
