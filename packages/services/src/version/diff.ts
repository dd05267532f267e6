import { DomainError } from "@yardlet/core/error";
import { parseSkill, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { diffFiles, type FileDiff } from "@yardlet/core/version";
import { findSkillChange, findWaitingChange, loadChangeFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { filesOf, VersionNumber } from "./save.ts";
import type { SkillInForce } from "./place.ts";

export const DiffVersionsInput = GetSkillInput.extend({
  from: VersionNumber,
  /** A number, the change that is being written, or one that could not be. */
  to: z.union([VersionNumber, z.literal("waiting"), z.strictObject({ change: Asked })]),
});

/** What differs between two versions, file by file. Untrusted: somebody else's words. */
export interface VersionDiff {
  from: number;
  /** Null for a change that is no version. */
  to: number | null;
  files: FileDiff[];
  /** Lines of text that came and went, over all files. */
  added: number;
  removed: number;
  /** The Markdown of SKILL.md without frontmatter, to be compared as it reads. */
  bodies: { before: string; after: string };
}

export async function diffVersions(
  ctx: ServiceContext,
  input: z.infer<typeof DiffVersionsInput>,
): Promise<VersionDiff> {
  requirePermission(ctx, "skill.read");
  const skill = await requireSkill(ctx.db, input);
  const from = await requireVersion(ctx.db, skill, input.from);
  const before = await filesOf(ctx.db, from.id);
  if (typeof input.to !== "number") {
    const id = input.to === "waiting" ? undefined : input.to.change;
    return { from: from.number, to: null, ...differences(before, await changedFiles(ctx, skill, id)) };
  }
  const to = await requireVersion(ctx.db, skill, input.to);
  return { from: from.number, to: to.number, ...differences(before, await filesOf(ctx.db, to.id)) };
}

/** The content of a change of the skill; without an id of the one that is being written. */
async function changedFiles(ctx: ServiceContext, skill: SkillInForce, id: string | undefined): Promise<SkillFile[]> {
  const change = await (id === undefined ? findWaitingChange(ctx.db, skill.id) : findSkillChange(ctx.db, id));
  if (change?.skillId === skill.id) return loadChangeFiles(ctx.db, change.id);
  throw new DomainError("not_found", `${skill.name} has no such change, or it is written by now; reload the page`);
}

export function differences(
  before: readonly SkillFile[],
  after: readonly SkillFile[],
): Pick<VersionDiff, "files" | "added" | "removed" | "bodies"> {
  const files = diffFiles(before, after);
  const count = (of: "added" | "removed") =>
    files.reduce((sum, { content }) => sum + (content.kind === "text" ? content[of] : 0), 0);
  return {
    files,
    added: count("added"),
    removed: count("removed"),
    bodies: { before: bodyOf(before), after: bodyOf(after) },
  };
}

export function bodyOf(files: readonly SkillFile[]): string {
  return parseSkill(files.find((file) => file.path === SKILL_FILE)?.bytes ?? new Uint8Array()).body;
}
