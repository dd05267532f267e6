import { DomainError } from "@yardlet/core/error";
import { closeCandidate, findSkillById, lockSkill, moveCandidateDraft, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { recordCandidate, requireCandidate } from "../candidate/decide.ts";
import { evidenceOf } from "../candidate/subject.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { isAlive } from "./targets.ts";
import { insertLessonDraft, writeLessons } from "./text.ts";

export const RefreshUpdateInput = z.strictObject({ candidate: Asked });

/**
 * Writes the lessons of a candidate into the version that is in force now: what was edited by hand, or by an agent, begins anew. Null
 * when that version says so already: then nothing waits any more.
 * @throws DomainError `invalid` for a candidate of another kind, `conflict` when it is decided, `refused` when the skill is not in force
 */
export async function refreshUpdate(
  ctx: ServiceContext,
  input: z.infer<typeof RefreshUpdateInput>,
): Promise<{ draftId: string | null }> {
  requirePermission(ctx, "candidate.decide");
  return transact(ctx, async (tx) => {
    const { skillId } = await requireCandidate(tx, input.candidate);
    if (skillId !== null) await lockSkill(tx, skillId);
    const candidate = await requireCandidate(tx, input.candidate);
    const evidence = evidenceOf(candidate);
    if (evidence?.kind !== "update" || evidence.from !== "distiller" || candidate.draftId === null) {
      throw new DomainError("invalid", "only a text that the distiller wrote is brought up to date");
    }
    if (candidate.state !== "open") {
      throw new DomainError("conflict", `this is ${candidate.state} already; see what waits now`, {
        state: candidate.state,
      });
    }
    const skill = skillId === null ? undefined : await findSkillById(tx, skillId);
    if (!skill || !isAlive(skill)) throw new DomainError("refused", "the skill is not in force any more; reject this");
    const { current } = skill;
    const text = await writeLessons(tx, skill, evidence.lessons);
    if (text.contentHash === current.contentHash) {
      const reason = `v${current.number} says so already`;
      await closeCandidate(tx, candidate.id, { state: "superseded", by: ctx.actor.name, reason, at: ctx.now() });
      await recordCandidate(ctx, tx, candidate, { action: "candidate.refresh", reason });
      return { draftId: null };
    }
    const sources = evidence.runs.slice(0, 1).map(({ run }) => ({ ref: `run:${run}`, note: evidence.title }));
    const draftId = await insertLessonDraft(ctx, tx, skill, { text, rationale: candidate.why, sources });
    const details = { ...candidate.details, base: current.number, agent: null, lessons: text.lessons };
    const move = { from: candidate.draftId, to: draftId, versionId: current.id, details };
    if (!(await moveCandidateDraft(tx, candidate.id, move))) {
      throw new DomainError("conflict", "somebody has changed this meanwhile; reload to see what waits now");
    }
    const reason = `written into v${current.number}`;
    await recordCandidate(ctx, tx, candidate, { action: "candidate.refresh", reason, details: { draft: draftId } });
    await recordEvent(tx, "skill", skill.id);
    return { draftId };
  });
}
