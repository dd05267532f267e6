import { DomainError } from "@yardlet/core/error";
import { contentHash, hashBytes, SkillName } from "@yardlet/core/skill";
import {
  findOpenDraft,
  findSkill,
  insertDraft,
  listFound,
  loadFoundText,
  openCandidate,
  recordAudit,
  recordEvent,
  type Db,
  type FoundRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { compareWithLibrary, type InventoryRow } from "../repo/inventory.ts";
import { Reason } from "../version/save.ts";
import { installSkill, NAME_TAKEN } from "./install.ts";

export const AdoptSkillInput = z.strictObject({
  slug: z.string().min(1).max(128),
  /** The folder that it lies in, such as `.claude/skills/measure-first`. */
  path: z.string().min(1).max(1_000),
  /** The text that the person saw. */
  treeHash: z.string().min(1).max(128),
  /** repo: one of the repo's own under `.agents/skills` · library: a candidate, reviewed before it is written there. */
  to: z.enum(["repo", "library"]),
  reason: Reason,
});

/** What an adoption led to: a job that writes, or a candidate that waits. */
export interface Adopted {
  name: string;
  jobId: string | null;
  candidateId: string | null;
}

const MOST_FOUND = 2_000;

/**
 * Takes a skill over that lies in another client's folder, or is the user's own: into the repo's skills, or, after a review, into the
 * library. The folder it came from stays as it is.
 * @throws DomainError `not_found` when it lies there no more, `conflict` when another text does or the name is taken, `refused` for
 * what the library has already, and everything that `installSkill` refuses
 */
export async function adoptSkill(ctx: ServiceContext, input: z.infer<typeof AdoptSkillInput>): Promise<Adopted> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    const found = await requireFound(tx, repo.id, input);
    const { name } = found;
    const standing = (await compareWithLibrary(tx, [found]))[0];
    const files = await loadFoundText(tx, input.treeHash);
    if (standing === undefined || files.length === 0) {
      throw new DomainError("not_found", `the text of ${input.path} is not kept; sync ${repo.slug}, then try again`);
    }
    requireAnother(standing);
    if (input.to === "library") return proposeFound(ctx, tx, found, { files, reason: input.reason, standing });
    if (standing.isOwn) {
      const message = `${name} lies in .agents/skills of ${repo.slug} already, as your own; take it into the library, or leave it`;
      throw new DomainError("refused", message, { name });
    }
    const { jobId } = await installSkill(ctx, tx, {
      home: repo.id,
      name,
      source: "created",
      files,
      reason: input.reason,
      details: { found: input.path },
    });
    return { name, jobId, candidateId: null };
  });
}

async function requireFound(
  tx: Db,
  repoId: string,
  { slug, path, treeHash }: Pick<z.infer<typeof AdoptSkillInput>, "slug" | "path" | "treeHash">,
): Promise<FoundRow> {
  const found = (await listFound(tx, { repoId, limit: MOST_FOUND })).find((one) => one.path === path);
  if (!found) {
    throw new DomainError(
      "not_found",
      `nothing lies at ${path} in ${slug} as of its last sync; see what was found there`,
    );
  }
  if (found.treeHash !== treeHash) {
    throw new DomainError("conflict", `${path} in ${slug} has another text by now; look at it, then adopt that one`, {
      path,
    });
  }
  if (SkillName.safeParse(found.name).success) return found;
  const message = `"${found.name}" is no name for a skill: rename the folder ${path} to lower-case letters, digits and single hyphens`;
  throw new DomainError("invalid", message, { path });
}

/** The library's own text is equipped, not adopted: then it follows the library. */
function requireAnother({ standing, like, name }: InventoryRow): void {
  if (like === null || (standing !== "same" && standing !== "older")) return;
  const message = `${name} is the library's ${like.name} v${like.number}; equip that instead, and it stays up to date`;
  throw new DomainError("refused", message, { name: like.name, version: like.number });
}

async function proposeFound(
  ctx: ServiceContext,
  tx: Db,
  { repoId, repoSlug, name, path, description }: FoundRow,
  {
    files,
    reason,
    standing,
  }: { files: Awaited<ReturnType<typeof loadFoundText>>; reason: string; standing: InventoryRow },
): Promise<Adopted> {
  const taken = await findSkill(tx, "library", name);
  if (taken?.current) throw new DomainError("conflict", `${name} in the library ${NAME_TAKEN[taken.state]}`, { name });
  const waiting = await findOpenDraft(tx, "library", name);
  if (waiting) {
    throw new DomainError(
      "conflict",
      `a draft of ${name} for the library waits for review; decide on it first`,
      waiting,
    );
  }
  const hash = contentHash(files);
  const draftId = await insertDraft(tx, {
    home: "library",
    name,
    source: "created",
    contentHash: hash,
    description,
    rationale: reason,
    sources: [{ ref: path, note: `found in ${repoSlug}` }],
    parentId: null,
    by: ctx.actor.name,
    createdAt: ctx.now(),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  const candidateId = await openCandidate(tx, {
    kind: "proposal",
    key: `proposal:library:${hash}`,
    repoId,
    planId: null,
    skillId: null,
    versionId: null,
    draftId,
    title: `take ${name} of ${repoSlug} into the library`,
    why: reason,
    details: { from: "found", repo: repoSlug, path, by: ctx.actor.name, like: standing.like },
  });
  await recordAudit(tx, ctx.actor, {
    action: "skill.propose",
    repoId,
    subject: name,
    reason,
    details: { candidate: candidateId, draft: draftId, found: path },
  });
  await recordEvent(tx, "candidate", candidateId);
  return { name, jobId: null, candidateId };
}
