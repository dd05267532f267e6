import { listingBudget } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { ScorePolicy } from "@yardlet/core/score";
import type { FileMode, Finding, VersionOrigin } from "@yardlet/core/skill";
import {
  findRepo,
  findRepoBySlug,
  findSkill,
  findVersionOwner,
  getPolicy,
  listEquipped,
  listPresets,
  listVersionFiles,
  listVersions,
  loadVersionFiles,
  type Db,
  type SkillRow,
  type VersionOwner,
  type VersionRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "../run/input.ts";
import { weighScan, type WeighedFinding } from "../scan/installable.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { loadEvidence } from "../score/lines.ts";
import { findWaiting, type WaitingChange } from "../version/waiting.ts";
import { loadUses } from "./usage.ts";
import { carriersOf, toSkillItem, type SkillListItem } from "./list.ts";

export interface VersionSummary {
  number: number;
  contentHash: string;
  origin: VersionOrigin;
  author: string;
  reason: string;
  createdAt: Date;
  commit: string | null;
}

/** One file of the version in force; `readSkillFile` reads it. */
export interface SkillFileLine {
  path: string;
  mode: FileMode;
  size: number;
}

export interface SkillCarrier {
  repoSlug: string;
  /** The repo is the home of what lies there, and `number` is of its own versions: a fork. */
  own: boolean;
  number: number | null;
  current: boolean;
  edited: boolean;
  why: string[];
  since: Date;
}

export interface SkillDetail {
  item: SkillListItem;
  files: SkillFileLine[];
  versions: VersionSummary[];
  /** What the strict validator says of the version in force. */
  checks: Finding[];
  /** What in the version in force could harm. */
  scan: WeighedFinding[];
  equipped: SkillCarrier[];
  /** Presets that name the skill. */
  namedBy: string[];
  /** Its share of the listing that an agent reads before it starts, in characters. */
  budgetCharacters: number;
  /** When, by whom and why it is deprecated or pruned, or was brought back; null for one that always was active. */
  standing: { at: Date; by: string; reason: string; replacedBy: string | null } | null;
  /** Who keeps it from being pruned by itself. */
  pin: { at: Date; by: string; reason: string } | null;
  /** The library's version that a fork was made from. */
  forkedFrom: { name: string; number: number } | null;
  waiting: WaitingChange | null;
  /** The version of a repo's own skill that a library skill was made from, with the evidence that it had: none of it is inherited. */
  promotedFrom: { home: string; name: string; number: number; score: ScoreBrief | null } | null;
  /** The library has a skill of the name of a repo's own. */
  inLibrary: boolean;
}

export const GetSkillInput = z.strictObject({ home: Asked, name: plainText(64).min(1) });

export async function getSkill(ctx: ServiceContext, input: z.infer<typeof GetSkillInput>): Promise<SkillDetail> {
  requirePermission(ctx, "skill.read");
  const skill = await requireSkill(ctx.db, input);
  const { current } = skill;
  const { policy } = await getPolicy(ctx.db);
  const [versions, files, named, presets, evidence, forkedFrom, waiting, content, uses] = await Promise.all([
    listVersions(ctx.db, skill.id),
    listVersionFiles(ctx.db, current.id),
    listEquipped(ctx.db, { name: skill.name }),
    listPresets(ctx.db),
    loadEvidence(ctx.db, [{ skillId: skill.id, versionId: current.id }], { now: ctx.now(), policy }),
    skill.forkedFromId === null ? undefined : findVersionOwner(ctx.db, skill.forkedFromId),
    findWaiting(ctx.db, skill.id),
    loadVersionFiles(ctx.db, [current.id]),
    loadUses(ctx.db, { skillId: skill.id }),
  ]);
  const equipped = carriersOf(skill, named);
  const promoted = skill.promotedFromId === null ? undefined : await findVersionOwner(ctx.db, skill.promotedFromId);
  const { stateAt, stateBy, stateReason, replacedBy, pinnedAt, pinnedBy, pinReason } = skill;
  return {
    item: toSkillItem(skill, {
      homeSlug: input.home,
      equipped,
      evidence: evidence.get(current.id),
      uses: uses.get(skill.id) ?? [],
    }),
    files: files.map(({ path, mode, size }) => ({ path, mode, size })),
    versions: versions.map(toVersionSummary),
    checks: current.findings,
    scan: await weighScan(ctx.db, content.get(current.id) ?? [], ctx.now()),
    equipped: equipped.map((row) => ({
      repoSlug: row.repoSlug,
      own: (row.home ?? "library") !== "library",
      number: row.number,
      current: row.contentHash === current.contentHash,
      edited: row.edited,
      why: row.why,
      since: row.fromAt,
    })),
    namedBy: presets.filter((preset) => preset.skills.includes(skill.name)).map((preset) => preset.name),
    budgetCharacters: listingBudget([{ name: skill.name, description: skill.description }]).used,
    standing: stateAt && { at: stateAt, by: stateBy ?? "", reason: stateReason ?? "", replacedBy },
    pin: pinnedAt && { at: pinnedAt, by: pinnedBy ?? "", reason: pinReason ?? "" },
    forkedFrom: forkedFrom ? { name: forkedFrom.name, number: forkedFrom.number } : null,
    waiting,
    promotedFrom: promoted ? await toPromoted(ctx, promoted, policy) : null,
    inLibrary: skill.home !== "library" && ((await findSkill(ctx.db, "library", skill.name))?.current ?? null) !== null,
  };
}

async function toPromoted(
  ctx: ServiceContext,
  { skillId, versionId, name, number, repoId }: VersionOwner,
  policy: ScorePolicy,
): Promise<SkillDetail["promotedFrom"]> {
  const evidence = (await loadEvidence(ctx.db, [{ skillId, versionId }], { now: ctx.now(), policy })).get(versionId);
  const repo = repoId === null ? undefined : await findRepo(ctx.db, repoId);
  return { home: repo?.slug ?? "", name, number, score: evidence?.roll ? evidence.brief : null };
}

/** @throws DomainError `not_found` for a skill that was never there; one that is gone still has its last version. */
export async function requireSkill(
  db: Db,
  { home, name }: z.infer<typeof GetSkillInput>,
): Promise<SkillRow & { current: VersionRow }> {
  const homeId = home === "library" ? home : (await findRepoBySlug(db, home))?.id;
  const skill = homeId === undefined ? undefined : await findSkill(db, homeId, name);
  if (skill?.current) return { ...skill, current: skill.current };
  throw new DomainError("not_found", `there is no skill ${name} in ${home}; see the list of skills`);
}

function toVersionSummary(version: VersionRow): VersionSummary {
  const { number, contentHash, origin, author, reason, createdAt, commit } = version;
  return { number, contentHash, origin, author, reason, createdAt, commit };
}
