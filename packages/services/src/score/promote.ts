import { canonicalJson, digestText } from "@yardlet/core/score";
import type { PromotionDecision } from "@yardlet/core/version";
import { findLastCandidate, findVersion, recordAudit, recordDecision, supersedeCandidates, type Db } from "@yardlet/db";
import { findProposed, propose } from "../candidate/propose.ts";
import { PromotionEvidence } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { isLying, judgeText, type EvidenceHome, type JudgedText } from "../version/promotion.ts";
import type { Judged } from "./judged.ts";
import { writeReceipt } from "./write-receipt.ts";

/** One candidate a text: whoever of the repos it is at home in has new evidence. */
export function promotionKey(contentHash: string): string {
  return `promotion:${contentHash}`;
}

/**
 * Proposes a repo's own text for the library where the capped rule says so, and takes that back where it does not any more. What a
 * person has asked for stays. Answers what was done, in words.
 */
export async function proposePromotion(ctx: ServiceContext, tx: Db, judged: Judged): Promise<string | null> {
  const { key: decided, owner, policy } = judged;
  const version = owner.repoId === null ? undefined : await findVersion(tx, owner.versionId);
  if (!version) return null;
  const key = promotionKey(version.contentHash);
  const last = await findLastCandidate(tx, key);
  if (last?.state === "open" && last.details.from === "hand") return null;
  const text = await judgeText(tx, { name: owner.name, contentHash: version.contentHash }, { policy, now: ctx.now() });
  const { decision } = text;
  const subject = text.homes.find(isLying);
  if (!decision.proposal || !subject) {
    await supersedeCandidates(tx, key, "its evidence does not speak for the library any more", ctx.now());
    return null;
  }
  const { title, why } = decision.proposal;
  const about = { key, inputs: inputsOf(decision), title, why };
  if ((await findProposed(tx, about, ctx.now())) !== "new") return null;
  const known =
    last?.state === "open" ? PromotionEvidence.safeParse({ ...last.details, kind: "promotion" }).data : undefined;
  const kept = new Map(known?.repos.map(({ repo, receipt }) => [repo, receipt]));
  const receipts = new Map<string, string | null>();
  for (const home of text.homes) {
    const isOld = home.versionId !== decided.versionId ? kept.get(home.repo) : undefined;
    receipts.set(home.repo, isOld ?? (await receiptOf(ctx, tx, home)));
  }
  const details = { from: "rule", ...evidenceOfText(text, receipts) };
  const candidate = await propose(tx, {
    ...about,
    kind: "promotion",
    repoId: subject.repoId,
    skillId: subject.skillId,
    versionId: subject.versionId,
    details,
  });
  if (last?.state === "open") return null;
  const what = { repoId: subject.repoId, subject: `${owner.name} v${subject.number}`, reason: why };
  await recordDecision(tx, { ...what, kind: "score.promote", by: "Yardlet", inputs: details });
  await recordAudit(tx, ctx.actor, { ...what, action: "score.promote", details: { ...details, candidate } });
  return `${owner.name}: ${why}, so it is proposed for the library`;
}

/** What a candidate rests on, repo by repo; receipts by the repo's slug. */
export function evidenceOfText(
  { decision, homes }: JudgedText,
  receipts: ReadonlyMap<string, string | null> = new Map(),
): Omit<PromotionEvidence, "kind" | "from" | "by"> {
  const { proposal: _proposal, action: _action, repos, ...rule } = decision;
  return {
    ...rule,
    name: homes[0]?.name ?? "",
    reach: { intents: repos.reduce((sum, { intents }) => sum + intents, 0), repos: repos.length },
    repos: repos.map(({ repo, version, duel, used, intents, units, reviewed, sumU, effect }) => ({
      repo,
      version,
      pairs: duel?.pairs ?? 0,
      logE: duel?.logE ?? 0,
      used,
      intents,
      tasks: units,
      reviewed,
      score: intents === 0 ? null : sumU / (MICRO * intents),
      effect: effect && {
        comparable: effect.comparable,
        reason: effect.reason,
        rd: effect.rd,
        lo: effect.lo,
        hi: effect.hi,
      },
      receipt: receipts.get(repo) ?? null,
    })),
  };
}

const MICRO = 1_000_000;

/** The evidence, as it is told from all other. */
function inputsOf({ repos }: PromotionDecision): string {
  const rows = repos.map(({ repo, version, duel, intents }) => [
    repo,
    version,
    duel?.pairs ?? 0,
    intents,
    String(duel?.logE ?? 0),
  ]);
  return digestText(canonicalJson(rows)).sha256;
}

function receiptOf(ctx: ServiceContext, tx: Db, { versionId, epoch }: EvidenceHome): Promise<string | null> {
  return writeReceipt(ctx, tx, { versionId, epoch }, { purpose: "score.promote", by: "Yardlet" });
}
