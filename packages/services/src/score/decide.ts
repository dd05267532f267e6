import { canonicalJson, decide, digestText, receiptOfRows, type ScoreDecision, scoreOfRoll } from "@yardlet/core/score";
import {
  findVersionOwner,
  getPolicy,
  listStandings,
  loadReceiptRows,
  loadRolls,
  newestScoreDue,
  recordAudit,
  recordDecision,
  recordEvent,
  type RollRow,
  storeReceipt,
  storeStanding,
  takeScoreDue,
  type Db,
  type VersionOwner,
} from "@yardlet/db";
import type { VersionKey } from "@yardlet/core/score";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueDecide } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { baselineFrom, type Compared, compareNow, isComparisonDue } from "./comparison.ts";

/**
 * The job `score.decide`: says what the policy makes of every version whose evidence has changed when it starts. What changes
 * meanwhile is the next job's, so that this one ends however fast runs arrive. One transaction a version.
 */
export async function runScoreDecide(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  const until = await newestScoreDue(ctx.db);
  let versions = 0;
  let decisions = 0;
  while (until !== null) {
    run.signal.throwIfAborted();
    const done = await transact(ctx, async (tx) => {
      const [due] = await takeScoreDue(tx, { until, limit: 1 });
      return due && (await decideVersion(ctx, tx, due));
    });
    if (done === undefined) break;
    versions += 1;
    if (!done.decided) continue;
    decisions += 1;
    await run.log("score", `${done.subject}: ${done.decision.action}, ${done.decision.reason}`);
  }
  await transact(ctx, async (tx) => {
    if ((await newestScoreDue(tx)) !== null) await enqueueDecide(ctx, tx);
  });
  return { versions, decisions };
}

interface Outcome {
  decided: boolean;
  subject: string;
  decision: ScoreDecision;
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
  const decision = judge(fresh);
  const subject = `${owner.name} v${owner.number}`;
  const decided = isTurn(before?.decision, decision);
  const receiptId = decided
    ? await writeReceipt(ctx, tx, key, { purpose: `score.${decision.action}`, by: "Yardlet" })
    : null;
  const { versionId: _versionId, repoId: _repoId, excluded, ...sums } = roll;
  await storeStanding(tx, {
    ...key,
    policy: policyVersion,
    decision,
    uplift: fresh.uplift,
    comparison: fresh.comparison,
    comparedIntents: fresh.comparedIntents,
    comparedAt: fresh.comparedAt,
    inputsHash: digestText(canonicalJson({ policy: policyVersion, sums, excluded })).sha256,
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
  return { decided, subject, decision };
}

/** Makes a receipt of a version as it stands, and stores it. Answers its id. */
export async function writeReceipt(
  ctx: ServiceContext,
  tx: Db,
  key: VersionKey,
  why: { purpose: string; by: string },
): Promise<string | null> {
  const owner = await findVersionOwner(tx, key.versionId);
  if (!owner) return null;
  const { version: policyVersion, policy } = await getPolicy(tx);
  const from = await baselineFrom(tx, key);
  const rows = await loadReceiptRows(tx, { ...key, skillId: owner.skillId, from });
  const receipt = receiptOfRows(
    {
      version: `${owner.home}/${owner.name}@${owner.number}`,
      asOf: newestOf(rows.units.map((row) => row[4])),
      from,
      meta: metaOf(owner),
      ...rows,
    },
    policy,
  );
  return storeReceipt(tx, {
    ...key,
    policy: policyVersion,
    formula: receipt.formula,
    inputsHash: receipt.inputsSha256,
    inputs: new Uint8Array(await promisify(gzip)(receipt.inputs)),
    result: receipt.result,
    at: ctx.now(),
    ...why,
  });
}

async function readRoll(tx: Db, key: VersionKey): Promise<RollRow> {
  const rolls = await loadRolls(tx, { versionIds: [key.versionId], by: "version" });
  return rolls.find((row) => row.epoch === key.epoch) ?? emptyRow(key);
}

function emptyRow(key: VersionKey): RollRow {
  const sums = { units: 0, intents: 0, sumU: 0, l: [0, 0, 0], nReview: 0, sumReview: 0, sumFirst: 0, sumRetry: 0 };
  return { ...key, repoId: null, excluded: {}, ...sums };
}

function metaOf(owner: VersionOwner) {
  return { source: owner.source, pinned: owner.pinned };
}

/** A receipt is as of the last thing it knows, so that the same evidence gives the same receipt at any hour. */
function newestOf(times: readonly string[]): string {
  return times.reduce((newest, time) => (time > newest ? time : newest), "");
}

/** Standings that change nothing and say nothing new about a skill. */
const QUIET = new Set(["no_evidence", "not_below_floor"]);

function isTurn(before: ScoreDecision | undefined, now: ScoreDecision): boolean {
  if (before?.action === now.action && before.reason === now.reason) return false;
  return !QUIET.has(now.reason) || (before !== undefined && !QUIET.has(before.reason));
}
