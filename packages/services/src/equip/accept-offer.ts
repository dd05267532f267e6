import type { Candidate } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { setCandidatePlan, type Db } from "@yardlet/db";
import { evidenceOf } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { takeLibrary } from "../version/fork.ts";
import { equipSkills, type EquipRequest } from "./request.ts";

/** Does what an accepted offer asks for, as if it were asked for by hand. */
export async function acceptOffer(
  ctx: ServiceContext,
  tx: Db,
  candidate: Candidate,
): Promise<Pick<EquipRequest, "jobId">> {
  const evidence = evidenceOf(candidate);
  const { repoSlug: repo, why: reason } = candidate;
  if (evidence?.kind !== "equip" || repo === null) {
    throw new DomainError("not_found", "what was offered is gone; reject this");
  }
  const { offer, skill: name, version: latest } = evidence;
  const request: EquipRequest =
    offer === "take"
      ? await takeLibrary(ctx, { repo, name, latest, reason })
      : await equipSkills(ctx, { slug: repo, names: [name] });
  if (request.planId !== null) await setCandidatePlan(tx, candidate.id, request.planId);
  return { jobId: request.jobId };
}
