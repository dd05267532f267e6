import { DomainError } from "@yardlet/core/error";
import type { Candidate } from "@yardlet/core/candidate";
import {
  findLastCandidate,
  findSkill,
  findSkillById,
  findVersion,
  getPolicy,
  recordAudit,
  setCandidateChange,
  type Db,
  type SkillRow,
} from "@yardlet/db";
import type * as z from "zod";
import type { Accepted } from "../candidate/accept.ts";
import { propose } from "../candidate/propose.ts";
import type { PromotionEvidence } from "../candidate/subject.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { liftObstacles } from "../draft/accept.ts";
import { evidenceOfText, promotionKey } from "../score/promote.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { homeSlugOf } from "../skill/home.ts";
import { installSkill, NAME_TAKEN } from "../skill/install.ts";
import type { SkillInForce } from "./place.ts";
import { isLying, judgeText } from "./promotion.ts";
import { filesOf, Reason } from "./save.ts";

/** What the capped rule says of a repo's own skill, and whether it waits for a person already. */
export interface PromotionView {
  evidence: Omit<PromotionEvidence, "kind" | "from" | "by">;
  candidateId: string | null;
}

/** How a repo's own skill stands to the rule by which it would be promoted. */
export async function getPromotion(ctx: ServiceContext, input: z.infer<typeof GetSkillInput>): Promise<PromotionView> {
  requirePermission(ctx, "score.read");
  const skill = requireOwn(await requireSkill(ctx.db, input));
  const { policy } = await getPolicy(ctx.db);
  const { contentHash } = skill.current;
  const text = await judgeText(ctx.db, { name: skill.name, contentHash }, { policy, now: ctx.now() });
  const last = await findLastCandidate(ctx.db, promotionKey(contentHash));
  return { evidence: evidenceOfText(text), candidateId: last?.state === "open" ? last.id : null };
}

export const PromoteSkillInput = GetSkillInput.extend({ reason: Reason });

/**
 * Asks for a repo's own skill to become the library's, whatever its evidence: a candidate with what every repo that has it says.
 * @throws DomainError `refused` for one of the library, a fork, or one that does not lie there; `conflict` where the name is taken
 */
export async function promoteSkill(
  ctx: ServiceContext,
  input: z.infer<typeof PromoteSkillInput>,
): Promise<{ candidateId: string }> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const skill = requireOwn(await requireSkill(tx, input));
    const { name, current } = skill;
    const { policy } = await getPolicy(tx);
    const text = await judgeText(tx, { name, contentHash: current.contentHash }, { policy, now: ctx.now() });
    const home = text.homes.find((one) => one.repoId === skill.home && isLying(one));
    if (!home) {
      throw new DomainError("refused", `${name} does not lie in ${input.home} now; restore it there first`, { name });
    }
    await requireFreeInLibrary(tx, name);
    const evidence = evidenceOfText(text);
    const candidateId = await propose(tx, {
      key: promotionKey(current.contentHash),
      inputs: `by hand, ${input.reason}`,
      kind: "promotion",
      title: `promote ${name} to the library`,
      why: input.reason,
      repoId: skill.home,
      skillId: skill.id,
      versionId: current.id,
      details: { from: "hand", by: ctx.actor.name, ...evidence },
    });
    await recordAudit(tx, ctx.actor, {
      action: "skill.promote",
      repoId: skill.home,
      subject: `${name} v${current.number}`,
      reason: input.reason,
      details: { skill: skill.id, candidate: candidateId, total: evidence.total, needed: evidence.needed },
    });
    return { candidateId };
  });
}

/**
 * Does what an accepted promotion asks for: the text that was proposed becomes version 1 of a skill of the library. Its evidence
 * stays with the repos' own.
 */
export async function acceptPromotion(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  const { skillId, versionId } = candidate;
  const [skill, version] = [
    skillId === null ? undefined : await findSkillById(tx, skillId),
    versionId === null ? undefined : await findVersion(tx, versionId),
  ];
  if (!skill || !version) throw new DomainError("not_found", "the text of this is gone; reject it");
  const { name } = skill;
  await requireFreeInLibrary(tx, name);
  const files = await filesOf(tx, version.id);
  const lifted = await liftObstacles(ctx, tx, { home: "library", name, files });
  const from = { home: await homeSlugOf(tx, skill), name, version: version.number };
  const installed = await installSkill(ctx, tx, {
    home: "library",
    name,
    source: "created",
    files,
    reason: `from ${from.home} v${from.version}: ${candidate.why}`.slice(0, REASON_CHARACTERS),
    promotedFromId: version.id,
    details: { candidate: candidate.id, promotedFrom: from, ...lifted },
  });
  await setCandidateChange(tx, candidate.id, installed.changeId);
  return { jobId: installed.jobId };
}

const REASON_CHARACTERS = 500;

function requireOwn(skill: SkillInForce): SkillInForce {
  if (skill.home === "library") {
    throw new DomainError("refused", `${skill.name} is the library's already`, { name: skill.name });
  }
  if (skill.forkedFromId === null) return skill;
  const message = `${skill.name} is a fork of the library's; propose it as the library's next version instead`;
  throw new DomainError("refused", message, { name: skill.name });
}

/** Nothing of the library is written over. */
async function requireFreeInLibrary(tx: Db, name: string): Promise<void> {
  const taken: SkillRow | undefined = await findSkill(tx, "library", name);
  if (!taken?.current) return;
  throw new DomainError("conflict", `${name} in the library ${NAME_TAKEN[taken.state]}`, { name, state: taken.state });
}
