import { defaultRepoConfig, effectiveSettings, parseRepoConfig, type EffectiveSetting } from "@yardlet/core/config";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { decidePrune, type PruneDecision, type PruneEvidence } from "@yardlet/core/version";
import {
  findPlan,
  findRepo,
  findSkillById,
  findSnapshot,
  lockSkill,
  getTeam,
  listPlans,
  loadPruneEvidence,
  setStandingReceipt,
  supersedeCandidates,
  type Db,
  type PlanRow,
} from "@yardlet/db";
import { findProposed, propose } from "../candidate/propose.ts";
import type { ServiceContext } from "../context.ts";
import { giveUpStopped } from "../equip/stopped.ts";
import { placePrune } from "../skill/prune.ts";
import { coinsOf } from "./brief.ts";
import { proposalKey, type Judged } from "./judged.ts";
import { writeReceipt } from "./write-receipt.ts";

const HOUR_MS = 3_600_000;

/** A repo's plans that are looked through for one about the skill. */
const LOOKED_THROUGH = 200;

/**
 * Prunes a version whose evidence proves that it is not worth its place, where everything allows it; else a person is asked.
 * Nothing is done twice on the same evidence: what a person turned down, put away, or a repo refused, rests until there is more.
 */
export async function pruneOrPropose(ctx: ServiceContext, tx: Db, judged: Judged): Promise<string | null> {
  const { key, owner, inputsHash } = judged;
  const repo = owner.repoId === null ? undefined : await findRepo(tx, owner.repoId);
  if (repo && repo.archivedAt !== null) {
    await supersedeCandidates(tx, proposalKey("prune", key), `${repo.slug} is off the list`, ctx.now());
    return null;
  }
  const evidence = await loadPruneEvidence(tx, key);
  const outcome = await decide(ctx, tx, judged, { repo, evidence });
  const about = { key: proposalKey("prune", key), inputs: inputsHash };
  if (outcome.action === "keep") {
    await supersedeCandidates(tx, about.key, `kept: ${outcome.refusals[0]?.reason ?? ""}`, ctx.now());
    return null;
  }
  const plans = repo ? await prunePlans(ctx, tx, repo, owner.name) : [];
  if (plans.some(({ state }) => UNDER_WAY.has(state))) return null;
  const failed = plans.find((plan) => plan.state === "refused" && !isOlderThan(plan, evidence));
  const words = wordsOf(judged, outcome, { repo, failed });
  const proposed = await findProposed(tx, { ...about, ...words }, ctx.now());
  if (proposed === "decided") return null;
  if (repo && outcome.action === "prune" && !failed) return pruneNow(ctx, tx, judged, outcome);
  if (proposed === "known") return null;
  const receipt = await keepReceipt(ctx, tx, judged);
  await propose(tx, {
    ...about,
    ...words,
    kind: "prune",
    repoId: owner.repoId,
    skillId: owner.skillId,
    versionId: key.versionId,
    details: { ...restsOn(judged, outcome), receipt },
  });
  return `${owner.name} v${owner.number}: ${words.why}`;
}

async function decide(
  ctx: ServiceContext,
  tx: Db,
  { owner, compared, policy }: Judged,
  { repo, evidence }: { repo: Repo | undefined; evidence: readonly PruneEvidence[] },
): Promise<PruneDecision> {
  const { coolOffHours } = await getTeam(tx);
  const { name, number: version, source, pinned } = owner;
  return decidePrune({
    skill: { name, version, source, pinned },
    evidence,
    uplift: compared.uplift,
    autoPrune: await autoPruneOf(tx, repo),
    delivery: repo?.delivery ?? "none",
    now: ctx.now(),
    coolOffMs: coolOffHours * HOUR_MS,
    policy,
  });
}

/** The switch as it holds where the skill is at home; for the library the team's. */
async function autoPruneOf(tx: Db, repo: Repo | undefined): Promise<EffectiveSetting> {
  const { switches } = await getTeam(tx);
  if (!repo) return { value: switches.autoPrune, from: "team" };
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(tx, repo.snapshotId);
  const text = snapshot?.configText ?? null;
  const config = text === null ? defaultRepoConfig() : parseRepoConfig(text).config;
  return effectiveSettings({ config, repoSettings: repo.switches, teamDefaults: switches }).autoPrune;
}

const UNDER_WAY: ReadonlySet<PlanRow["state"]> = new Set(["waiting", "delivered", "proposed"]);

/** Newest first. One that nobody carries out any more is given up here, and counts as refused. */
async function prunePlans(ctx: ServiceContext, tx: Db, repo: Repo, skill: string): Promise<PlanRow[]> {
  const listed = await listPlans(tx, { repoId: repo.id, limit: LOOKED_THROUGH });
  const plans: PlanRow[] = [];
  for (const plan of listed) {
    if (plan.purpose !== "prune" || !plan.entries.some((entry) => entry.skill === skill)) continue;
    const givenUp = await giveUpStopped(ctx, tx, plan);
    plans.push((givenUp ? await findPlan(tx, plan.id) : undefined) ?? plan);
  }
  return plans;
}

function isOlderThan({ createdAt }: PlanRow, evidence: readonly PruneEvidence[]): boolean {
  return evidence.some(({ arrivedAt }) => arrivedAt > createdAt);
}

function wordsOf(
  { owner, intents }: Judged,
  { decision, proposal }: PruneDecision,
  { repo, failed }: { repo: Repo | undefined; failed: PlanRow | undefined },
): { title: string; why: string } {
  const what = `${owner.name} v${owner.number}`;
  const below = `below the floor in ${intents} intents`;
  if (!repo) return { title: `deprecate ${what}`, why: `${below}; it is the library's, so a person decides` };
  if (failed)
    return { title: `prune ${what}`, why: `${below}; the repo refused it: ${failed.note ?? decision.reason}` };
  return { title: `prune ${what}`, why: proposal?.why ?? below };
}

async function pruneNow(ctx: ServiceContext, tx: Db, judged: Judged, outcome: PruneDecision): Promise<string> {
  const { key, owner } = judged;
  await lockSkill(tx, owner.skillId);
  const now = await findSkillById(tx, owner.skillId);
  if (!now || now.pinnedAt !== null || now.current?.id !== key.versionId) {
    return `${owner.name} v${owner.number}: somebody pinned or changed it at this moment, so it is decided on again`;
  }
  const receipt = await keepReceipt(ctx, tx, judged);
  const reason = `below the floor in ${outcome.settled.intents} intents`;
  const skill = { id: owner.skillId, home: owner.home, name: owner.name };
  const details = { ...restsOn(judged, outcome), receipt };
  const hindrance = await placePrune(ctx, tx, skill, { reason, details }).then(() => undefined, hindranceOf);
  if (hindrance) return `${owner.name} v${owner.number}: ${reason}, and not pruned now: ${hindrance.message}`;
  await supersedeCandidates(tx, proposalKey("prune", key), "Yardlet prunes it by itself now", ctx.now());
  return `${owner.name} v${owner.number}: ${reason}, so it is pruned`;
}

/** A change that is on its way, or a repo that was never read, holds nobody else's decision up: the night decides again. */
function hindranceOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}

/** The receipt of what is done now, which the standing keeps. */
async function keepReceipt(ctx: ServiceContext, tx: Db, { key, decision }: Judged): Promise<string | null> {
  const receipt = await writeReceipt(ctx, tx, key, { purpose: `score.${decision.action}`, by: "Yardlet" });
  if (receipt !== null) await setStandingReceipt(tx, key, receipt);
  return receipt;
}

/** The evidence in a few numbers; `until` is when what is too fresh now has cooled off. */
function restsOn({ key, decision }: Judged, { settled, refusals }: PruneDecision): Record<string, unknown> {
  const fresh = refusals.find((refusal) => refusal.reason === "cooling_off");
  return {
    epoch: key.epoch,
    coins: coinsOf(decision),
    settled: { intents: settled.intents, coins: coinsOf(settled) },
    refusals,
    ...(fresh ? { until: fresh.until.toISOString() } : {}),
  };
}
