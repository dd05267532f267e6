import type { Candidate } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { diffFiles } from "@yardlet/core/version";
import { findRepo, openCandidate, recordAudit, recordEvent, type Db } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { ForkInput, requireFork } from "./fork.ts";
import { asLibrarys } from "./merge.ts";
import { lockForChange } from "./place.ts";
import { filesOf, Reason, saveContent, type SavedVersion } from "./save.ts";

export const ProposeToLibraryInput = ForkInput.extend({ reason: Reason });

/** What a proposal of a fork to the library rests on. */
export const ProposalDetails = z.looseObject({
  repo: z.string(),
  name: z.string(),
  /** The versions that were compared: the library's, and the fork's. */
  library: z.int().positive(),
  own: z.int().positive(),
  by: z.string(),
});

/** Proposes a fork's text as the library's next version: a candidate with what it would change. */
export async function proposeToLibrary(
  ctx: ServiceContext,
  input: z.infer<typeof ProposeToLibraryInput>,
): Promise<{ candidateId: string }> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const { repo, fork, library } = await requireFork(tx, input);
    const theirs = await filesOf(tx, library.current.id);
    const mine = asLibrarys(await filesOf(tx, fork.current.id), theirs);
    const changes = diffFiles(theirs, mine).filter(({ state }) => state !== "same");
    const lines = changes.map(({ content }) => (content.kind === "text" ? content : { added: 0, removed: 0 }));
    const details = {
      repo: repo.slug,
      name: fork.name,
      library: library.current.number,
      own: fork.current.number,
      by: ctx.actor.name,
      files: changes.map(({ path, state }) => ({ path, state })),
      added: lines.reduce((sum, { added }) => sum + added, 0),
      removed: lines.reduce((sum, { removed }) => sum + removed, 0),
    };
    const candidateId = await openCandidate(tx, {
      kind: "proposal",
      key: `proposal:${fork.id}`,
      repoId: repo.id,
      planId: null,
      skillId: fork.id,
      versionId: fork.current.id,
      title: `make ${repo.slug}'s ${fork.name} v${fork.current.number} the library's`,
      why: input.reason,
      details,
    });
    await recordAudit(tx, ctx.actor, {
      action: "skill.propose",
      repoId: repo.id,
      subject: `${fork.name} v${fork.current.number}`,
      reason: input.reason,
      details: { ...details, skill: fork.id, candidate: candidateId },
    });
    await recordEvent(tx, "candidate", candidateId);
    return { candidateId };
  });
}

/**
 * Does what an accepted proposal asks for: the fork's text, as it was proposed, becomes the library's next version.
 * @throws DomainError `conflict` when the library has moved on since, `not_found` when the version is gone
 */
export async function acceptProposal(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<SavedVersion> {
  const details = ProposalDetails.safeParse(candidate.details);
  const repo = candidate.repoId === null ? undefined : await findRepo(tx, candidate.repoId);
  if (!details.success || candidate.versionId === null || !repo) {
    throw new DomainError("not_found", "what was proposed is gone; propose it again");
  }
  const { name, library: base } = details.data;
  const skill = await lockForChange(ctx, tx, { home: "library", name }, { base });
  const theirs = await filesOf(tx, skill.current.id);
  const files = asLibrarys(await filesOf(tx, candidate.versionId), theirs);
  const reason = `from ${repo.slug}: ${candidate.why}`;
  return saveContent(ctx, tx, skill, { kind: "edit", origin: "edited", files, reason });
}
