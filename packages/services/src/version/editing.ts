import { DomainError } from "@yardlet/core/error";
import { hashBytes, type FileMode, type SkillFile } from "@yardlet/core/skill";
import { applyResolutions, mergeThree, Resolution, type Conflict } from "@yardlet/core/version";
import { findSkillChange, findVersion, loadChangeFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { textOf } from "../skill/read.ts";
import { applyEdit, filesOf, SkillEdit, VersionNumber, type EditedFile } from "./save.ts";

export const OpenEditInput = GetSkillInput.extend({
  /** The version to work on; the one in force where none is named. */
  number: VersionNumber.optional(),
});

/** A file of the version; its text is null where it is not text, or too long to be edited. */
export interface EditableFile {
  path: string;
  mode: FileMode;
  size: number;
  text: string | null;
}

export interface OpenedEdit {
  version: number;
  files: EditableFile[];
}

/** Every file of a version, with what of it can be edited. */
export async function openEdit(ctx: ServiceContext, input: z.infer<typeof OpenEditInput>): Promise<OpenedEdit> {
  requirePermission(ctx, "skill.read");
  const skill = await requireSkill(ctx.db, input);
  const version = await requireVersion(ctx.db, skill, input.number);
  const files = await filesOf(ctx.db, version.id);
  return {
    version: version.number,
    files: files.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length, text: textOf(bytes) })),
  };
}

export const OpenChangeInput = GetSkillInput.extend({ change: Asked });

/** A change of the skill, as an edit of the version that it was made from. */
export interface OpenedChange {
  base: number;
  reason: string;
  files: EditedFile[];
}

/** Opens what was saved and not written, so that somebody can go on from it. */
export async function openChange(ctx: ServiceContext, input: z.infer<typeof OpenChangeInput>): Promise<OpenedChange> {
  requirePermission(ctx, "skill.write");
  const skill = await requireSkill(ctx.db, input);
  const change = await findSkillChange(ctx.db, input.change);
  const base = change?.baseId ? await findVersion(ctx.db, change.baseId) : undefined;
  if (change?.skillId !== skill.id || base === undefined) {
    throw new DomainError("not_found", `${skill.name} has no such change; edit the version in force instead`);
  }
  const [files, before] = await Promise.all([loadChangeFiles(ctx.db, change.id), filesOf(ctx.db, base.id)]);
  return { base: base.number, reason: change.reason, files: files.map((file) => editedFile(file, before)) };
}

export const MergeEditInput = GetSkillInput.extend({
  /** The number of the version that was edited. */
  base: VersionNumber,
  edit: SkillEdit,
  /** Answers to what an earlier call asked. */
  resolutions: z.array(Resolution).max(1_000).default([]),
});

/** Work on an older version put together with the one in force. */
export interface MergedEdit {
  /** The version in force, which the result is an edit of. */
  version: number;
  /** What both changed, in the order of the files. */
  conflicts: Conflict[];
  /** The result; null while a conflict has no answer. */
  files: EditedFile[] | null;
}

/**
 * Merges an edit with what others made of the skill meanwhile. Nothing is stored.
 * @throws DomainError `conflict` for an answer to a conflict that is no more
 */
export async function mergeEdit(ctx: ServiceContext, input: z.input<typeof MergeEditInput>): Promise<MergedEdit> {
  requirePermission(ctx, "skill.write");
  const skill = await requireSkill(ctx.db, input);
  const version = await requireVersion(ctx.db, skill, input.base);
  const [base, theirs] = await Promise.all([filesOf(ctx.db, version.id), filesOf(ctx.db, skill.current.id)]);
  const merge = mergeThree({ base, mine: applyEdit(base, input.edit), theirs });
  const resolved = applyResolutions(merge, input.resolutions ?? []);
  return {
    version: skill.current.number,
    conflicts: merge.conflicts,
    files: resolved.done ? resolved.files.map((file) => editedFile(file, theirs)) : null,
  };
}

/** A file as an edit of a version has it: text as text, bytes by the name of a file that has them there. */
function editedFile({ path, mode, bytes }: SkillFile, version: readonly SkillFile[]): EditedFile {
  const text = textOf(bytes);
  if (text !== null) return { path, mode, text };
  const hash = hashBytes(bytes);
  const same = version.find((file) => hashBytes(file.bytes) === hash);
  return same ? { path, mode, from: same.path } : { path, mode, base64: Buffer.from(bytes).toString("base64") };
}
