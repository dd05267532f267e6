import { DomainError } from "@yardlet/core/error";
import { hashBytes, parseSkill, SKILL_FILE, SkillName, type SkillFile } from "@yardlet/core/skill";
import {
  findDraft,
  findSkillById,
  insertDraft,
  loadDraftFiles,
  moveCandidateDraft,
  type Db,
  type DraftRow,
} from "@yardlet/db";
import type { Candidate } from "@yardlet/core/candidate";
import * as z from "zod";
import { recordCandidate, requireCandidate } from "../candidate/decide.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { readContent } from "../version/content.ts";
import { applyEdit, SkillEdit } from "../version/save.ts";

export const EditDraftInput = z.strictObject({
  /** The candidate that the draft waits with. */
  candidate: Asked,
  /** The draft that was edited. */
  base: Asked,
  edit: SkillEdit,
});

/**
 * Stores another draft, and lets the candidate wait with that one. The name in its frontmatter is the draft's own, unless it amends a
 * skill. Whoever edits an amendment works on the version in force.
 * @throws DomainError `invalid` with findings for what no client could load, and when nothing differs; `conflict` when the candidate
 * is decided, or waits with another draft by now
 */
export async function editDraft(
  ctx: ServiceContext,
  input: z.infer<typeof EditDraftInput>,
): Promise<{ draftId: string }> {
  requirePermission(ctx, "candidate.decide");
  return transact(ctx, async (tx) => {
    const candidate = await requireCandidate(tx, input.candidate);
    const base = candidate.draftId === null ? undefined : await findDraft(tx, candidate.draftId);
    if (!base) throw new DomainError("invalid", "this has no text of its own to edit; accept or reject it as it is");
    if (base.id !== input.base) throw overtaken(base);
    const files = applyEdit(await loadDraftFiles(tx, base.id), input.edit);
    const name = nameAfter(candidate, base, files);
    const draftId = await storeEdit(ctx, tx, base, { name, files });
    const move = { from: base.id, to: draftId, ...(await subjectAfter(tx, candidate, { base, name })) };
    if (!(await moveCandidateDraft(tx, candidate.id, move))) {
      const now = await requireCandidate(tx, candidate.id);
      throw now.state === "open" ? overtaken(base) : decided(now);
    }
    const details = { draft: draftId, parent: base.id };
    await recordCandidate(ctx, tx, candidate, { action: "candidate.edit-draft", reason: "edited by hand", details });
    return { draftId };
  });
}

async function storeEdit(
  ctx: ServiceContext,
  tx: Db,
  base: DraftRow,
  { name, files }: { name: string; files: SkillFile[] },
): Promise<string> {
  const { contentHash, description } = readContent(name, files);
  if (contentHash === base.contentHash && name === base.name) {
    throw new DomainError("invalid", "nothing differs from the draft that was edited; only its text makes another one");
  }
  const { home, source, rationale, sources } = base;
  return insertDraft(tx, {
    home,
    name,
    source,
    contentHash,
    description,
    rationale,
    sources,
    parentId: base.id,
    by: ctx.actor.name,
    createdAt: ctx.now(),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
}

/** A new skill is called as its frontmatter says, where that is a name at all; an amendment never gets another name. */
export function nameAfter({ skillId }: Candidate, { name: before }: DraftRow, files: readonly SkillFile[]): string {
  if (skillId !== null) return before;
  const file = files.find(({ path }) => path === SKILL_FILE);
  const said = SkillName.safeParse(file && parseSkill(file.bytes).data.name);
  return said.success ? said.data : before;
}

async function subjectAfter(
  tx: Db,
  { skillId, title, details }: Candidate,
  { base, name }: { base: DraftRow; name: string },
): Promise<Partial<Pick<Candidate, "title" | "versionId" | "details">>> {
  // What the distiller wrote into an older version stays a text of that one, until it is brought up to date.
  if (details["from"] === "distiller") return { details: withoutLines(details) };
  const skill = skillId === null ? undefined : await findSkillById(tx, skillId);
  if (!skill?.current) return { title: title.replace(base.name, name) };
  return { versionId: skill.current.id, details: { ...details, base: skill.current.number } };
}

const WithLessons = z.looseObject({ lessons: z.array(z.looseObject({})) });

/** An edit moves the lines that lessons made. */
function withoutLines(details: Candidate["details"]): Candidate["details"] {
  const parsed = WithLessons.safeParse(details);
  if (!parsed.success) return details;
  return { ...parsed.data, lessons: parsed.data.lessons.map((lesson) => ({ ...lesson, hunks: [] })) };
}

function overtaken({ by }: DraftRow): DomainError {
  return new DomainError("conflict", `${by} has edited this meanwhile; reload to see the text that waits now`);
}

function decided({ state }: Candidate): DomainError {
  return new DomainError("conflict", `somebody has decided this already; it is ${state}`, { state });
}
