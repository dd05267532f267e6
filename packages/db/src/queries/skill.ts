import { Tier } from "@yardlet/core/library";
import { FileMode, Finding, SkillSource, SkillState, VersionOrigin, type SkillFile } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { storeBlob } from "./blob.ts";
import { fromJson, newId, toJson } from "./rows.ts";

/** A skill with its version in force. Home is "library" or a repo's id. */
export interface SkillRow {
  id: string;
  home: string;
  name: string;
  source: SkillSource;
  tier: Tier;
  presets: string[];
  triggers: string[];
  description: string;
  absentSince: Date | null;
  state: SkillState;
  /** When, by whom and why the state is what it is; null for a skill that was always active. */
  stateAt: Date | null;
  stateBy: string | null;
  stateReason: string | null;
  /** What to use in its place, by name, where a deprecation says so. */
  replacedBy: string | null;
  pinnedAt: Date | null;
  pinnedBy: string | null;
  pinReason: string | null;
  /** The library's version that a fork was made from. */
  forkedFromId: string | null;
  /** The version of a repo's own skill that a library skill was made from. */
  promotedFromId: string | null;
  current: VersionRow | null;
}

export interface VersionRow {
  id: string;
  skillId: string;
  number: number;
  parentId: string | null;
  contentHash: string;
  treeHash: string;
  description: string;
  origin: VersionOrigin;
  author: string;
  reason: string;
  commit: string | null;
  findings: Finding[];
  createdAt: Date;
}

export interface StoredFile {
  path: string;
  mode: FileMode;
  hash: string;
  size: number;
}

export interface UpsertSkill {
  home: string;
  repoId: string | null;
  name: string;
  source: SkillSource;
  tier: Tier;
  presets: string[];
  triggers: string[];
  description: string;
}

/** A pruned skill is gone, and not missing. */
const LIES_THERE = { absentSince: null, state: { not: "pruned" } } as const;

/** `present`: those that lie in their home, or those that do not. One whose first text is on its way into git is none yet. */
export async function listSkills(db: Db, query: { home?: string; present?: boolean } = {}): Promise<SkillRow[]> {
  const rows = await clientOf(db).skill.findMany({
    where: {
      currentId: { not: null },
      ...(query.home === undefined ? {} : { home: query.home }),
      ...(query.present === undefined ? {} : query.present ? LIES_THERE : { NOT: LIES_THERE }),
    },
    include: { current: true },
    orderBy: [{ name: "asc" }, { home: "asc" }],
  });
  return rows.map(skillOf);
}

export async function findSkill(db: Db, home: string, name: string): Promise<SkillRow | undefined> {
  const row = await clientOf(db).skill.findUnique({ where: { home_name: { home, name } }, include: { current: true } });
  return row ? skillOf(row) : undefined;
}

/** Makes or updates a skill's own facts and answers its id; its row stays locked until the transaction ends. */
export async function upsertSkill(db: Db, input: UpsertSkill): Promise<string> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    insert into skill (id, home, repo_id, name, source, tier, presets, triggers, description)
    values (${newId()}, ${input.home}, ${input.repoId}, ${input.name}, ${input.source}, ${input.tier}, ${input.presets},
      ${input.triggers}, ${input.description})
    on conflict (home, name) do update set tier = excluded.tier, presets = excluded.presets, triggers = excluded.triggers,
      description = excluded.description, absent_since = null
    returning id`;
  return z.object({ id: z.string() }).parse(rows[0]).id;
}

/**
 * Makes the row of a skill whose first text is on its way, or takes over one that never got a text. Answers its id, locked until the
 * transaction ends; undefined where the home has a skill of that name.
 */
export async function reserveSkill(
  db: Db,
  input: UpsertSkill & Pick<SkillRow, "promotedFromId">,
): Promise<string | undefined> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    insert into skill (id, home, repo_id, name, source, tier, presets, triggers, description, promoted_from)
    values (${newId()}, ${input.home}, ${input.repoId}, ${input.name}, ${input.source}, ${input.tier}, ${input.presets},
      ${input.triggers}, ${input.description}, ${input.promotedFromId})
    on conflict (home, name) do update set source = excluded.source, tier = excluded.tier, presets = excluded.presets,
      triggers = excluded.triggers, description = excluded.description, promoted_from = excluded.promoted_from, absent_since = null
      where skill.current_id is null
    returning id`;
  return rows.length === 0 ? undefined : z.object({ id: z.string() }).parse(rows[0]).id;
}

/** Stores a new version under the next number and makes it the one in force. Files are content-addressed. */
export async function insertVersion(
  db: Db,
  input: {
    skillId: string;
    parentId: string | null;
    contentHash: string;
    treeHash: string;
    description: string;
    origin: VersionOrigin;
    author: string;
    reason: string;
    commit: string | null;
    findings: Finding[];
    files: { file: SkillFile; hash: string }[];
    /** The library's version that a fork's text takes in; by default the one that the skill is made from. */
    forkedFromId?: string;
  },
): Promise<VersionRow> {
  const client = clientOf(db);
  const [skill] = await client.$queryRaw<{ forked_from: string | null }[]>`
    select forked_from from skill where id = ${input.skillId} for update`;
  const forkedFromId = input.forkedFromId ?? skill?.forked_from ?? null;
  const last = await client.skillVersion.aggregate({ where: { skillId: input.skillId }, _max: { number: true } });
  for (const { file, hash } of input.files) await storeBlob(db, hash, file.bytes);
  const { files, findings, ...facts } = input;
  const version = await client.skillVersion.create({
    data: {
      ...facts,
      id: newId(),
      forkedFromId,
      number: (last._max.number ?? 0) + 1,
      findings: toJson(findings),
      files: { create: files.map(({ file, hash }) => ({ path: file.path, mode: file.mode, blobHash: hash })) },
    },
  });
  const { description } = version;
  await client.skill.update({
    where: { id: input.skillId },
    data: { currentId: version.id, description, forkedFromId },
  });
  return versionOf(version);
}

export async function findSkillById(db: Db, id: string): Promise<SkillRow | undefined> {
  const row = await clientOf(db).skill.findUnique({ where: { id }, include: { current: true } });
  return row ? skillOf(row) : undefined;
}

/** Skills by id, in no order. */
export async function findSkillsById(db: Db, ids: string[]): Promise<SkillRow[]> {
  if (ids.length === 0) return [];
  const rows = await clientOf(db).skill.findMany({ where: { id: { in: ids } }, include: { current: true } });
  return rows.map(skillOf);
}

/** What people say about a skill; its content is in its versions. */
export async function updateSkill(
  db: Db,
  id: string,
  facts: Partial<
    Pick<
      SkillRow,
      | "state"
      | "stateAt"
      | "stateBy"
      | "stateReason"
      | "replacedBy"
      | "pinnedAt"
      | "pinnedBy"
      | "pinReason"
      | "forkedFromId"
      | "absentSince"
    >
  >,
): Promise<void> {
  await clientOf(db).skill.update({ where: { id }, data: facts });
}

/** Makes those who change one skill take turns until the transaction ends. */
export async function lockSkill(db: Db, id: string): Promise<void> {
  await clientOf(db).$queryRaw`select id from skill where id = ${id} for update`;
}

/** Puts a version in force; the skill is described as it describes itself, and a fork is made from what this version was. */
export async function setCurrentVersion(db: Db, skillId: string, versionId: string): Promise<void> {
  const version = await clientOf(db).skillVersion.findUniqueOrThrow({ where: { id: versionId } });
  const { description, forkedFromId } = version;
  const madeFrom = forkedFromId === null ? {} : { forkedFromId };
  await clientOf(db).skill.update({ where: { id: skillId }, data: { currentId: versionId, description, ...madeFrom } });
}

/** Marks the home's skills that are not among `names` as gone since `at`, pruned ones aside; nothing is deleted. */
export async function markAbsentSkills(db: Db, home: string, names: string[], at: Date): Promise<number> {
  const gone = await clientOf(db).skill.updateMany({
    where: { home, name: { notIn: names }, absentSince: null, state: { not: "pruned" }, currentId: { not: null } },
    data: { absentSince: at },
  });
  return gone.count;
}

export async function findVersion(db: Db, id: string): Promise<VersionRow | undefined> {
  const row = await clientOf(db).skillVersion.findUnique({ where: { id } });
  return row ? versionOf(row) : undefined;
}

export async function listVersions(db: Db, skillId: string): Promise<VersionRow[]> {
  const rows = await clientOf(db).skillVersion.findMany({ where: { skillId }, orderBy: { number: "desc" } });
  return rows.map(versionOf);
}

/** Versions with one of these content hashes, of any home, newest number first. */
export async function findVersionsByContent(
  db: Db,
  hashes: string[],
): Promise<(VersionRow & { name: string; home: string })[]> {
  const rows = await clientOf(db).skillVersion.findMany({
    where: { contentHash: { in: hashes } },
    include: { skill: { select: { name: true, home: true } } },
    orderBy: { number: "desc" },
  });
  return rows.map((row) => ({ ...versionOf(row), ...row.skill }));
}

export async function listVersionFiles(db: Db, versionId: string): Promise<StoredFile[]> {
  const rows = await clientOf(db).skillVersionFile.findMany({
    where: { versionId },
    include: { blob: { select: { size: true } } },
    orderBy: { path: "asc" },
  });
  return rows.map((row) => ({
    path: row.path,
    mode: FileMode.parse(row.mode),
    hash: row.blobHash,
    size: row.blob.size,
  }));
}

/** The files of several versions with their bytes, by version id. */
export async function loadVersionFiles(db: Db, versionIds: string[]): Promise<Map<string, SkillFile[]>> {
  const rows = await clientOf(db).skillVersionFile.findMany({
    where: { versionId: { in: versionIds } },
    include: { blob: true },
    orderBy: [{ versionId: "asc" }, { path: "asc" }],
  });
  const files = new Map<string, SkillFile[]>();
  for (const row of rows) {
    const list = files.get(row.versionId) ?? [];
    list.push({ path: row.path, mode: FileMode.parse(row.mode), bytes: row.blob.bytes });
    files.set(row.versionId, list);
  }
  return files;
}

type VersionRecord = Omit<VersionRow, "origin" | "findings"> & { origin: string; findings: unknown };

function versionOf(row: VersionRecord): VersionRow {
  return {
    id: row.id,
    skillId: row.skillId,
    number: row.number,
    parentId: row.parentId,
    contentHash: row.contentHash,
    treeHash: row.treeHash,
    description: row.description,
    origin: VersionOrigin.parse(row.origin),
    author: row.author,
    reason: row.reason,
    commit: row.commit,
    findings: fromJson(z.array(Finding), row.findings),
    createdAt: row.createdAt,
  };
}

type SkillRecord = Omit<SkillRow, "source" | "state" | "tier" | "current"> & {
  source: string;
  state: string;
  tier: string;
  current: VersionRecord | null;
};

function skillOf(row: SkillRecord): SkillRow {
  return {
    id: row.id,
    home: row.home,
    name: row.name,
    source: SkillSource.parse(row.source),
    tier: Tier.parse(row.tier),
    presets: row.presets,
    triggers: row.triggers,
    description: row.description,
    absentSince: row.absentSince,
    state: SkillState.parse(row.state),
    stateAt: row.stateAt,
    stateBy: row.stateBy,
    stateReason: row.stateReason,
    replacedBy: row.replacedBy,
    pinnedAt: row.pinnedAt,
    pinnedBy: row.pinnedBy,
    pinReason: row.pinReason,
    forkedFromId: row.forkedFromId,
    promotedFromId: row.promotedFromId,
    current: row.current ? versionOf(row.current) : null,
  };
}

/** A version with the skill it is of. */
export interface VersionOwner {
  versionId: string;
  number: number;
  skillId: string;
  home: string;
  repoId: string | null;
  name: string;
  source: SkillSource;
  pinned: boolean;
}

export async function findVersionOwner(db: Db, versionId: string): Promise<VersionOwner | undefined> {
  const row = await clientOf(db).skillVersion.findUnique({ where: { id: versionId }, include: { skill: true } });
  if (!row) return undefined;
  const { id: skillId, home, repoId, name, source, pinnedAt } = row.skill;
  return {
    versionId,
    number: row.number,
    skillId,
    home,
    repoId,
    name,
    source: SkillSource.parse(source),
    pinned: pinnedAt !== null,
  };
}

/** Those of these versions whose skill a person has pinned. */
export async function findPinnedVersions(db: Db, versionIds: readonly string[]): Promise<Set<string>> {
  const rows = await clientOf(db).skillVersion.findMany({
    where: { id: { in: [...versionIds] }, skill: { pinnedAt: { not: null } } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}
