import { DomainError } from "@yardlet/core/error";
import { FileMode, SKILL_FILE, SKILL_LIMITS, type SkillFile } from "@yardlet/core/skill";
import { listVersions, loadVersionFiles, type Db } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { plainText } from "../run/input.ts";
import { GetSkillInput } from "../skill/get.ts";
import { numberFiles, readContent } from "./content.ts";
import { lockForChange, placeSkillChange, type NewChange, type PlacedChange, type SkillInForce } from "./place.ts";

const FilePath = plainText(1024).min(1);

/** A file of an edited skill: its text, its bytes, or those of a file of the version that was edited. */
export const EditedFile = z.union([
  z.strictObject({ path: FilePath, mode: FileMode, text: plainText(SKILL_LIMITS.folderBytes) }),
  z.strictObject({ path: FilePath, mode: FileMode, base64: z.base64().max(SKILL_LIMITS.folderBytes * 2) }),
  z.strictObject({ path: FilePath, mode: FileMode, from: FilePath }),
]);
export type EditedFile = z.infer<typeof EditedFile>;

export const Reason = plainText(500).trim().min(1, "say why, for those who come after you");
export const VersionNumber = z.int().min(1).max(1_000_000);

/** What a person changed: SKILL.md alone, or the whole folder as it shall be. */
export const SkillEdit = z.union([
  z.strictObject({ text: plainText(SKILL_LIMITS.skillFileBytes) }),
  z.strictObject({ files: z.array(EditedFile).min(1).max(SKILL_LIMITS.folderFiles) }),
]);
export type SkillEdit = z.infer<typeof SkillEdit>;

export const SaveSkillVersionInput = GetSkillInput.extend({
  /** The number of the version that was edited. */
  base: VersionNumber,
  edit: SkillEdit,
  reason: Reason,
});

/** What saving led to: a new version, or an older one whose content it was, once a job has written it. */
export interface SavedVersion extends PlacedChange {
  isNew: boolean;
}

/** Saves an edited skill: stores its content, and lets a job commit it where the skill is at home. */
export async function saveSkillVersion(
  ctx: ServiceContext,
  input: z.infer<typeof SaveSkillVersionInput>,
): Promise<SavedVersion> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const skill = await lockForChange(ctx, tx, input, { base: input.base });
    const files = applyEdit(await filesOf(tx, skill.current.id), input.edit);
    return saveContent(ctx, tx, skill, { kind: "edit", origin: "edited", files, reason: input.reason });
  });
}

/**
 * Places new content of a locked skill. Content that it had before is that version again: it comes back into force.
 * @throws DomainError `invalid` with findings for what no client could load, and when nothing differs; `refused` with the scan's findings for what
 *   is critical
 */
export async function saveContent(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillInForce,
  change: Pick<NewChange, "origin" | "files" | "reason" | "sourceRuns"> & { kind: "edit" | "merge" },
): Promise<SavedVersion> {
  const { kind, origin, reason, sourceRuns = [] } = change;
  const content = readContent(skill.name, change.files);
  if (content.contentHash === skill.current.contentHash) {
    throw new DomainError("invalid", `nothing differs from v${skill.current.number}; only its text makes a version`);
  }
  const versions = await listVersions(tx, skill.id);
  const same = versions.find((version) => version.contentHash === content.contentHash);
  if (same) {
    const files = await filesOf(tx, same.id);
    const again = { kind: "roll-back", files, result: same, number: same.number } as const;
    const { contentHash } = content;
    const placed = await placeSkillChange(ctx, tx, skill, { ...again, contentHash, origin, reason, sourceRuns });
    return { ...placed, isNew: false };
  }
  const number = (versions[0]?.number ?? 0) + 1;
  const files = numberFiles(content.files, { version: number, source: skill.source });
  const { contentHash } = content;
  const placed = await placeSkillChange(ctx, tx, skill, {
    kind,
    files,
    contentHash,
    origin,
    reason,
    number,
    result: null,
    sourceRuns,
  });
  return { ...placed, isNew: true };
}

export async function filesOf(db: Db, versionId: string): Promise<SkillFile[]> {
  return (await loadVersionFiles(db, [versionId])).get(versionId) ?? [];
}

/**
 * The folder after an edit.
 * @throws DomainError `invalid` for a file that stands for one the version lacks
 */
export function applyEdit(before: readonly SkillFile[], edit: SkillEdit): SkillFile[] {
  if ("text" in edit) {
    const mode = before.find((file) => file.path === SKILL_FILE)?.mode ?? "100644";
    const rest = before.filter((file) => file.path !== SKILL_FILE);
    return [{ path: SKILL_FILE, mode, bytes: new TextEncoder().encode(edit.text) }, ...rest];
  }
  return edit.files.map((file) => ({ path: file.path, mode: file.mode, bytes: bytesOf(before, file) }));
}

function bytesOf(before: readonly SkillFile[], file: EditedFile): Uint8Array {
  if ("text" in file) return new TextEncoder().encode(file.text);
  if ("base64" in file) return new Uint8Array(Buffer.from(file.base64, "base64"));
  const found = before.find((one) => one.path === file.from);
  if (found) return found.bytes;
  throw new DomainError("invalid", `the version that was edited has no file ${file.from}; send its content`);
}
