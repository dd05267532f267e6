import { DomainError } from "@yardlet/core/error";
import { parseSkill, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { diffFiles, type FileDiff } from "@yardlet/core/version";
import { findWaitingChange, loadChangeFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { filesOf, VersionNumber } from "./save.ts";
import type { SkillInForce } from "./place.ts";

export const DiffVersionsInput = GetSkillInput.extend({
  from: VersionNumber,
  /** A number, or the change that is being written. */
  to: z.union([VersionNumber, z.literal("waiting")]),
});

/** What differs between two versions, file by file. Untrusted: somebody else's words. */
export interface VersionDiff {
  from: number;
  /** Null for a change that is being written. */
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
  if (input.to === "waiting") {
    return { from: from.number, to: null, ...differences(before, await waitingFiles(ctx, skill)) };
  }
  const to = await requireVersion(ctx.db, skill, input.to);
  return { from: from.number, to: to.number, ...differences(before, await filesOf(ctx.db, to.id)) };
}

async function waitingFiles(ctx: ServiceContext, skill: SkillInForce): Promise<SkillFile[]> {
  const change = await findWaitingChange(ctx.db, skill.id);
  if (change) return loadChangeFiles(ctx.db, change.id);
  throw new DomainError("not_found", `no change of ${skill.name} is being written; reload the page`);
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
