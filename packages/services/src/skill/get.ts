import { listingBudget } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { parseSkill, SKILL_FILE, type FileMode, type Finding, type SkillFile, type VersionOrigin } from "@yardlet/core/skill";
import {
  findRepoBySlug,
  findSkill,
  listEquipped,
  listPresets,
  listVersions,
  loadVersionFiles,
  type VersionRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { toSkillItem, type SkillListItem } from "./list.ts";

/** A text longer than this, and what is not text, is shown by its size only. */
const SHOWN_BYTES = 256 * 1024;

export interface VersionSummary {
  number: number;
  contentHash: string;
  origin: VersionOrigin;
  author: string;
  reason: string;
  createdAt: Date;
  commit: string | null;
}

export interface SkillFileView {
  path: string;
  mode: FileMode;
  size: number;
  /** null when the file is not text, or too long to show. */
  text: string | null;
}

export interface SkillCarrier {
  repoSlug: string;
  number: number | null;
  current: boolean;
  edited: boolean;
  why: string[];
  since: Date;
}

export interface SkillDetail {
  item: SkillListItem;
  /** Markdown without frontmatter; untrusted. */
  body: string;
  frontmatter: string;
  files: SkillFileView[];
  versions: VersionSummary[];
  /** What the strict validator says of the version in force. */
  checks: Finding[];
  equipped: SkillCarrier[];
  /** Presets that name the skill. */
  namedBy: string[];
  /** Its share of the listing that an agent reads before it starts, in characters. */
  budgetCharacters: number;
}

export const GetSkillInput = z.strictObject({ home: z.string().min(1).max(128), name: z.string().min(1).max(64) });

export async function getSkill(ctx: ServiceContext, input: z.infer<typeof GetSkillInput>): Promise<SkillDetail> {
  requirePermission(ctx, "skill.read");
  const home = input.home === "library" ? "library" : (await findRepoBySlug(ctx.db, input.home))?.id;
  const skill = home === undefined ? undefined : await findSkill(ctx.db, home, input.name);
  if (!skill?.current) {
    throw new DomainError("not_found", `there is no skill ${input.name} in ${input.home}; see the list of skills`);
  }
  const [versions, files, equipped, presets] = await Promise.all([
    listVersions(ctx.db, skill.id),
    loadVersionFiles(ctx.db, [skill.current.id]),
    listEquipped(ctx.db, { name: skill.name }),
    listPresets(ctx.db),
  ]);
  const current = skill.current;
  const present = files.get(current.id) ?? [];
  const parsed = parseSkill(present.find((file) => file.path === SKILL_FILE)?.bytes ?? new Uint8Array());
  return {
    item: toSkillItem(skill, input.home, equipped.length),
    body: parsed.body,
    frontmatter: parsed.frontmatter ?? "",
    files: present.map(toFileView),
    versions: versions.map(toVersionSummary),
    checks: current.findings,
    equipped: equipped.map((row) => ({
      repoSlug: row.repoSlug,
      number: row.number,
      current: row.contentHash === current.contentHash,
      edited: row.edited,
      why: row.why,
      since: row.fromAt,
    })),
    namedBy: presets.filter((preset) => preset.skills.includes(skill.name)).map((preset) => preset.name),
    budgetCharacters: listingBudget([{ name: skill.name, description: skill.description }]).used,
  };
}

function toVersionSummary(version: VersionRow): VersionSummary {
  const { number, contentHash, origin, author, reason, createdAt, commit } = version;
  return { number, contentHash, origin, author, reason, createdAt, commit };
}

function toFileView(file: SkillFile): SkillFileView {
  return { path: file.path, mode: file.mode, size: file.bytes.length, text: textOf(file.bytes) };
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > SHOWN_BYTES || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
