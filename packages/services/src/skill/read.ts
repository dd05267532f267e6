import { DomainError } from "@yardlet/core/error";
import { parseSkill, SKILL_FILE, type SkillFile } from "@yardlet/core/skill";
import { loadVersionFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput, requireSkill } from "./get.ts";

/** A text longer than this, and what is not text, is shown by its size only. */
const SHOWN_BYTES = 256 * 1024;

/** The SKILL.md of a version, taken apart. Untrusted: somebody else's words. */
export interface SkillText {
  version: number;
  /** Markdown without frontmatter. */
  body: string;
  frontmatter: string;
}

/** A version of a skill; without its number the one in force. */
export const ReadSkillInput = GetSkillInput.extend({ number: z.int().min(1).max(1_000_000).optional() });

export async function readSkillText(ctx: ServiceContext, input: z.infer<typeof ReadSkillInput>): Promise<SkillText> {
  requirePermission(ctx, "skill.read");
  const { version, files } = await loadFiles(ctx, input);
  const { body, frontmatter } = parseSkill(files.find((file) => file.path === SKILL_FILE)?.bytes ?? new Uint8Array());
  return { version, body, frontmatter: frontmatter ?? "" };
}

export const ReadSkillFileInput = ReadSkillInput.extend({ path: z.string().min(1).max(1024) });

export interface SkillFileText {
  version: number;
  path: string;
  size: number;
  /** null when the file is not text, or too long to show. */
  text: string | null;
}

export async function readSkillFile(
  ctx: ServiceContext,
  input: z.infer<typeof ReadSkillFileInput>,
): Promise<SkillFileText> {
  requirePermission(ctx, "skill.read");
  const { version, files } = await loadFiles(ctx, input);
  const file = files.find((one) => one.path === input.path);
  if (!file) throw new DomainError("not_found", `${input.name} has no file ${input.path}; see its list of files`);
  return { version, path: file.path, size: file.bytes.length, text: textOf(file.bytes) };
}

async function loadFiles(
  ctx: ServiceContext,
  input: z.infer<typeof ReadSkillInput>,
): Promise<{ version: number; files: SkillFile[] }> {
  const { id, number } = await requireVersion(ctx.db, await requireSkill(ctx.db, input), input.number);
  const files = await loadVersionFiles(ctx.db, [id]);
  return { version: number, files: files.get(id) ?? [] };
}

/** The text of a file; null when it is not text, or too long to show. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > SHOWN_BYTES || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
