import type { ScoreDecision } from "@yardlet/core/score";
import { decideHarm, decideRegression } from "@yardlet/core/version";
import {
  findLastCandidate,
  findSkillById,
  recordAnnouncement,
  recordAudit,
  recordDecision,
  supersedeCandidates,
  type Db,
} from "@yardlet/db";
import { findProposed, propose } from "../candidate/propose.ts";
import type { ServiceContext } from "../context.ts";
import { epochsOf } from "./brief.ts";
import { proposalKey, type Judged } from "./judged.ts";
import { proposePromotion } from "./promote.ts";
import { pruneOrPropose } from "./prune.ts";
import { writeReceipt } from "./write-receipt.ts";

/**
 * Does what follows from a decision, or asks a person: a prune, a proposal to prune, to roll back, to look at what makes work worse.
 * What does not follow any more is taken back. Answers what was done, in words.
 */
export async function actOnDecision(ctx: ServiceContext, tx: Db, judged: Judged): Promise<string[]> {
  const { key } = judged;
  const inForce = await isInForce(ctx, tx, judged);
  const notes = [
    inForce && isProved(judged.decision)
      ? await pruneOrPropose(ctx, tx, judged)
      : await supersede(ctx, tx, proposalKey("prune", key), "its evidence does not speak for pruning any more"),
    inForce
      ? await proposeRollBack(ctx, tx, judged)
      : await supersede(ctx, tx, proposalKey("rollback", key), "another version is in force"),
    inForce
      ? await proposeLook(ctx, tx, judged)
      : await supersede(ctx, tx, proposalKey("finding", key), "another version is in force"),
    await proposePromotion(ctx, tx, judged),
  ];
  return notes.filter((note) => note !== null);
}

function isProved({ action }: ScoreDecision): boolean {
  return action !== "keep";
}

/** Only what people are given now is worth a deed: the version in force of a skill that lies there, in its last epoch. */
async function isInForce(ctx: ServiceContext, tx: Db, { key, owner }: Judged): Promise<boolean> {
  const skill = await findSkillById(tx, owner.skillId);
  if (skill?.state !== "active" || skill.absentSince !== null || skill.current?.id !== key.versionId) return false;
  return (await epochsOf(tx, [skill.id], ctx.now()))(skill.id) === key.epoch;
}

async function supersede(ctx: ServiceContext, tx: Db, key: string, reason: string): Promise<null> {
  await supersedeCandidates(tx, key, reason, ctx.now());
  return null;
}

async function proposeRollBack(ctx: ServiceContext, tx: Db, judged: Judged): Promise<string | null> {
  const { key, owner, compared } = judged;
  const { against } = compared.comparison;
  const decided = against && {
    against,
    outcome: decideRegression({
      skill: owner.name,
      newer: owner.number,
      older: against.number,
      current: owner.number,
      regression: { ...against, rollback: against.state === "regressed" },
    }),
  };
  if (decided?.outcome.action !== "candidate") {
    return supersede(ctx, tx, proposalKey("rollback", key), "its evidence does not speak for rolling back any more");
  }
  const { from, to, proposal, evidence, reason } = decided.outcome;
  const inputs = `v${to} ${evidence.pairs} ${evidence.logE}`;
  const about = { key: proposalKey("rollback", key), inputs, title: proposal.title, why: proposal.why };
  if ((await findProposed(tx, about, ctx.now())) !== "new") return null;
  const receipt = await writeReceipt(ctx, tx, key, { purpose: "score.regressed", by: "Yardlet" });
  const details = { epoch: key.epoch, from, to, evidence, receipt };
  const candidate = await propose(tx, {
    ...about,
    kind: "rollback",
    repoId: owner.repoId,
    skillId: owner.skillId,
    versionId: key.versionId,
    details,
  });
  const subject = `${owner.name} v${from}`;
  const what = { repoId: owner.repoId, subject, reason: proposal.why };
  await recordDecision(tx, { ...what, kind: "score.regressed", by: "Yardlet", inputs: { ...details, reason } });
  await recordAudit(tx, ctx.actor, { ...what, action: "score.regressed", details: { ...details, candidate } });
  await recordAnnouncement(tx, {
    topic: "score",
    ref: owner.skillId,
    announces: "skill.regressed",
    repoId: owner.repoId,
    data: { skill: owner.name, version: from, better: to, reason: proposal.why, candidate },
  });
  return `${subject}: ${proposal.why}, so going back to v${to} is proposed`;
}

/** A person looks at what makes work worse, though it is above the floor. */
async function proposeLook(ctx: ServiceContext, tx: Db, judged: Judged): Promise<string | null> {
  const { key, owner, policy, decision, compared } = judged;
  const { uplift, comparison } = compared;
  const facts = { skill: owner.name, version: owner.number, decision, uplift, duels: comparison.duels, policy };
  const outcome = decideHarm(facts);
  if (outcome.action !== "candidate") {
    return supersede(
      ctx,
      tx,
      proposalKey("finding", key),
      "its evidence does not say any more that it makes work worse",
    );
  }
  const { proposal, evidence, reason } = outcome;
  const inputs = `${evidence.pairs} ${evidence.logE}`;
  const about = { key: proposalKey("finding", key), inputs, title: proposal.title, why: proposal.why };
  if ((await findProposed(tx, about, ctx.now())) !== "new") return null;
  const isOpen = (await findLastCandidate(tx, about.key))?.state === "open";
  const receipt = await writeReceipt(ctx, tx, key, { purpose: "score.harmful", by: "Yardlet" });
  const details = { from: "duel", epoch: key.epoch, evidence, receipt };
  const candidate = await propose(tx, {
    ...about,
    kind: "finding",
    repoId: owner.repoId,
    skillId: owner.skillId,
    versionId: key.versionId,
    details,
  });
  // One that waits is brought up to date, and says nothing new.
  if (isOpen) return null;
  const what = { repoId: owner.repoId, subject: `${owner.name} v${owner.number}`, reason: proposal.why };
  await recordDecision(tx, { ...what, kind: "score.harmful", by: "Yardlet", inputs: { ...details, reason } });
  await recordAudit(tx, ctx.actor, { ...what, action: "score.harmful", details: { ...details, candidate } });
  return `${what.subject}: ${proposal.why}, so a person looks at it`;
}
