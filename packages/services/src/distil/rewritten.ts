import type { AuthoredDraft } from "@yardlet/agents";
import { lessonMark } from "@yardlet/core/distil";
import { hashBytes, parseSkill, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import {
  findCandidate,
  findDraft,
  insertDraft,
  loadDraftFiles,
  moveCandidateDraft,
  recordEvent,
  type AuthoringRow,
  type Db,
} from "@yardlet/db";
import { evidenceOf, type DistilledLesson, type DistilledUpdate } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { readContent } from "../version/content.ts";

/** What an agent is told of the text that it writes anew; undefined for an authoring of another kind. */
export async function loadRewrite(
  db: Db,
  { updateId, baseDraftId }: Pick<AuthoringRow, "updateId" | "baseDraftId">,
): Promise<{ description: string; body: string; marks: string[] } | undefined> {
  if (updateId === null || baseDraftId === null) return undefined;
  const lessons = (await findDistilled(db, updateId))?.lessons ?? [];
  const { body } = parseSkill(proseOf(await loadDraftFiles(db, baseDraftId)));
  const description = (await findDraft(db, baseDraftId))?.description ?? "";
  return { description, body, marks: marksOf(lessons) };
}

/**
 * Stores an agent's prose in the text that it began with: frontmatter and other files stay as they were. The candidate goes on with it
 * unless the agent broke a rule, a lesson is missing, or somebody has changed the text meanwhile: then it is kept, and nothing waits with it. Answers the draft,
 * and why the candidate did not go on.
 */
export async function storeRewritten(
  ctx: ServiceContext,
  tx: Db,
  authoring: AuthoringRow,
  { skill, held }: Pick<AuthoredDraft, "skill" | "held">,
): Promise<{ draftId: string; left: string | null }> {
  const base = await findDraft(tx, authoring.baseDraftId ?? "");
  if (!base) throw new Error(`authoring ${authoring.id} has no draft to begin with`);
  const by = `${authoring.agent ?? "an agent"}, for ${authoring.by}`;
  const files = withBody(await loadDraftFiles(tx, base.id), skill.body);
  const { contentHash, description } = readContent(base.name, files);
  const { home, name, source, sources } = base;
  const draftId = await insertDraft(tx, {
    home,
    name,
    source,
    contentHash,
    description,
    rationale: skill.rationale,
    sources,
    parentId: base.id,
    by,
    createdAt: ctx.now(),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  const candidate = await findCandidate(tx, authoring.updateId ?? "");
  const evidence = candidate && (await findDistilled(tx, candidate.id));
  if (!candidate || !evidence) return { draftId, left: "what it was written for is gone" };
  if (held) return { draftId, left: held.message };
  const missing = marksOf(evidence.lessons).filter((mark) => !skill.body.includes(mark));
  if (missing.length > 0) return { draftId, left: `it leaves out ${missing.join(", ")}` };
  const lines = new TextDecoder().decode(proseOf(files)).split("\n");
  const lessons = evidence.lessons.map((lesson) => ({ ...lesson, hunks: linesOf(lesson, lines) }));
  const details = { ...candidate.details, agent: authoring.agent, lessons };
  const moved = await moveCandidateDraft(tx, candidate.id, { from: base.id, to: draftId, details });
  if (moved) await recordEvent(tx, "candidate", candidate.id);
  return { draftId, left: moved ? null : "somebody has changed the text meanwhile" };
}

async function findDistilled(db: Db, id: string): Promise<DistilledUpdate | undefined> {
  const candidate = await findCandidate(db, id);
  const evidence = candidate && evidenceOf(candidate);
  return evidence?.kind === "update" && evidence.from === "distiller" ? evidence : undefined;
}

function marksOf(lessons: readonly DistilledLesson[]): string[] {
  return [...new Set(lessons.map(({ id }) => lessonMark(id)))];
}

function linesOf({ id }: DistilledLesson, lines: readonly string[]): DistilledLesson["hunks"] {
  const mark = lessonMark(id);
  return lines.flatMap((line, index) => (line.includes(mark) ? [{ fromLine: index + 1, toLine: index + 1 }] : []));
}

function proseOf(files: readonly SkillFile[]): Uint8Array {
  return files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
}

function withBody(files: readonly SkillFile[], body: string): SkillFile[] {
  return files.map((file) => {
    if (file.path !== SKILL_FILE) return file;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
    const head = text.slice(0, text.length - parseSkill(file.bytes).body.length);
    return { ...file, bytes: new TextEncoder().encode(`${head}\n${body.trim()}\n`) };
  });
}
