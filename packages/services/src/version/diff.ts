import { DomainError } from "@yardlet/core/error";
import { parseSkill, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { diffFiles, hunksAbove, type DiffHunk, type FileDiff } from "@yardlet/core/version";
import { findSkillChange, findWaitingChange, loadChangeFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { textOf } from "../skill/read.ts";
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
  /** Every Markdown file that changed, to be compared as it reads. */
  bodies: BodyDiff[];
}

/** Markdown before and after; that of SKILL.md is without its frontmatter, whose changes are in `head`. */
export interface BodyDiff {
  path: string;
  before: string;
  after: string;
  head: DiffHunk[];
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
    return { from: from.number, to: null, ...compared(before, await changedFiles(ctx, skill, id)) };
  }
  const to = await requireVersion(ctx.db, skill, input.to);
  return { from: from.number, to: to.number, ...compared(before, await filesOf(ctx.db, to.id)) };
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
): Pick<VersionDiff, "files" | "added" | "removed"> {
  const files = diffFiles(before, after);
  const count = (of: "added" | "removed") =>
    files.reduce((sum, { content }) => sum + (content.kind === "text" ? content[of] : 0), 0);
  return { files, added: count("added"), removed: count("removed") };
}

function compared(before: readonly SkillFile[], after: readonly SkillFile[]): Omit<VersionDiff, "from" | "to"> {
  const found = differences(before, after);
  const bodies = found.files.flatMap(({ path, content }): BodyDiff[] => {
    if (content.kind !== "text" || !path.endsWith(".md")) return [];
    const [old, now] = [readMarkdown(before, path), readMarkdown(after, path)];
    const head = hunksAbove(content.hunks, { before: old.headLines, after: now.headLines });
    return [{ path, before: old.body, after: now.body, head }];
  });
  return { ...found, bodies };
}

/** A Markdown file as it reads, and how many lines stand above that. */
function readMarkdown(files: readonly SkillFile[], path: string): { body: string; headLines: number } {
  const bytes = files.find((file) => file.path === path)?.bytes;
  const text = (bytes && textOf(bytes)) ?? "";
  if (path !== SKILL_FILE) return { body: text, headLines: 0 };
  const { body } = parseSkill(text);
  return { body, headLines: linesIn(text) - linesIn(body) };
}

function linesIn(text: string): number {
  return text.split("\n").length;
}
