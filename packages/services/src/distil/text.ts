import { lessonSection } from "@yardlet/core/distil";
import { hashBytes, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { insertDraft, type Db, type DraftSource, type SkillRow, type VersionRow } from "@yardlet/db";
import type { DistilledLesson } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { readContent } from "../version/content.ts";
import { filesOf } from "../version/save.ts";

/** Who writes what nobody has edited. */
export const AUTHOR = "Yardlet";

/** The text of a skill with lessons in it. */
export interface LessonText {
  files: SkillFile[];
  contentHash: string;
  description: string;
  /** Each with the lines that it made. */
  lessons: DistilledLesson[];
}

/**
 * Writes lessons into the version of a skill that is in force.
 * @throws DomainError `invalid` for a text that breaks a limit
 */
export async function writeLessons(
  db: Db,
  skill: SkillRow & { current: VersionRow },
  lessons: readonly DistilledLesson[],
): Promise<LessonText> {
  const before = await filesOf(db, skill.current.id);
  const prose = before.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
  const { text, hunks } = lessonSection(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(prose),
    lessons.map(({ id, taskSignature, failureMode, symptom, prevention }) => ({
      lesson_id: id,
      task_signature: taskSignature,
      failure_mode: failureMode,
      symptom,
      prevention,
    })),
  );
  const bytes = new TextEncoder().encode(text);
  const files = before.map((file) => (file.path === SKILL_FILE ? { ...file, bytes } : file));
  const { contentHash, description } = readContent(skill.name, files);
  const linesOf = (id: string) =>
    hunks.flatMap(({ lessonId, fromLine, toLine }) => (lessonId === id ? [{ fromLine, toLine }] : []));
  return {
    files,
    contentHash,
    description,
    lessons: lessons.map((lesson) => ({ ...lesson, hunks: linesOf(lesson.id) })),
  };
}

/** Stores such a text as a draft, and answers its id. */
export function insertLessonDraft(
  ctx: ServiceContext,
  tx: Db,
  { home, name, source }: SkillRow,
  { text, rationale, sources }: { text: LessonText; rationale: string; sources: DraftSource[] },
): Promise<string> {
  const { files, contentHash, description } = text;
  return insertDraft(tx, {
    home,
    name,
    source,
    contentHash,
    description,
    rationale,
    sources,
    parentId: null,
    by: AUTHOR,
    createdAt: ctx.now(),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
}
