import type { Candidate, CandidateKind } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { findDraft, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { requireCandidate } from "./decide.ts";

/**
 * Sees to it that a key which is bound to a repo decides on nothing but what stays in that repo; who is not bound may go on.
 * @throws DomainError `forbidden` for another repo's candidate and for what changes the library, `not_found` for an unknown id
 */
export async function requireBoundCandidate(ctx: ServiceContext, id: string): Promise<void> {
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound === null) return;
  const candidate = await requireCandidate(ctx.db, id);
  if (candidate.repoId !== bound) throw new DomainError("forbidden", "this key is bound to another repo");
  if (await staysInRepo(ctx.db, candidate)) return;
  throw new DomainError("forbidden", "this key is bound to a repo, and the library is every repo's; use another");
}

const TO_LIBRARY: ReadonlySet<CandidateKind> = new Set(["proposal", "promotion"]);

/** A fork that is proposed goes into the library; a draft goes where it says. */
async function staysInRepo(db: Db, { kind, repoId, draftId }: Candidate): Promise<boolean> {
  if (draftId === null) return !TO_LIBRARY.has(kind);
  return (await findDraft(db, draftId))?.home === repoId;
}
