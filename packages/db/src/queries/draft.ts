import { FileMode, Sha256, type SkillFile, SkillSource } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { storeBlob } from "./blob.ts";
import { fromJson, newId, toJson } from "./rows.ts";

/** What a text says it rests on: a file of the repo, a run, a URL. */
export const DraftSource = z.object({ ref: z.string(), note: z.string() });
export type DraftSource = z.infer<typeof DraftSource>;

/** One immutable text of a skill that is not installed. Home is "library" or a repo's id. */
export interface DraftRow {
  id: string;
  home: string;
  name: string;
  source: SkillSource;
  contentHash: Sha256;
  description: string;
  rationale: string;
  sources: DraftSource[];
  /** The draft that this one is an edit of. */
  parentId: string | null;
  by: string;
  createdAt: Date;
}

/** Stores a draft with its files, and answers its id. */
export async function insertDraft(
  db: Db,
  input: Omit<DraftRow, "id" | "createdAt"> & { createdAt: Date; files: readonly { file: SkillFile; hash: string }[] },
): Promise<string> {
  const client = clientOf(db);
  const { files, sources, ...facts } = input;
  for (const { file, hash } of files) await storeBlob(db, hash, file.bytes);
  const id = newId();
  await client.draft.create({
    data: {
      ...facts,
      id,
      sources: toJson(sources),
      files: { create: files.map(({ file, hash }) => ({ path: file.path, mode: file.mode, blobHash: hash })) },
    },
  });
  return id;
}

export async function findDraft(db: Db, id: string): Promise<DraftRow | undefined> {
  const row = await clientOf(db).draft.findUnique({ where: { id } });
  return row ? draftOf(row) : undefined;
}

/** Drafts by id, in no order. */
export async function findDrafts(db: Db, ids: string[]): Promise<DraftRow[]> {
  if (ids.length === 0) return [];
  return (await clientOf(db).draft.findMany({ where: { id: { in: ids } } })).map(draftOf);
}

/** A draft with those that it was edited from, the newest first. */
export async function listDraftLine(db: Db, id: string): Promise<DraftRow[]> {
  const line: DraftRow[] = [];
  for (let next: string | null = id; next !== null;) {
    const draft: DraftRow | undefined = await findDraft(db, next);
    if (draft) line.push(draft);
    next = draft?.parentId ?? null;
  }
  return line;
}

/** The skill that a draft amends, by the candidate that it waits with; undefined for a skill that is new. */
export async function findAmended(db: Db, draftId: string): Promise<{ home: string; name: string } | undefined> {
  const row = await clientOf(db).candidate.findFirst({
    where: { draftId, skillId: { not: null } },
    select: { skill: { select: { home: true, name: true } } },
  });
  return row?.skill ?? undefined;
}

export async function loadDraftFiles(db: Db, id: string): Promise<SkillFile[]> {
  const rows = await clientOf(db).draftFile.findMany({
    where: { draftId: id },
    include: { blob: true },
    orderBy: { path: "asc" },
  });
  return rows.map(fileOf);
}

function fileOf(row: { path: string; mode: string; blob: { bytes: Uint8Array } }): SkillFile {
  return { path: row.path, mode: FileMode.parse(row.mode), bytes: row.blob.bytes };
}

type DraftRecord = Omit<DraftRow, "source" | "sources"> & { source: string; sources: unknown };

function draftOf(row: DraftRecord): DraftRow {
  return {
    id: row.id,
    home: row.home,
    name: row.name,
    source: SkillSource.parse(row.source),
    contentHash: row.contentHash,
    description: row.description,
    rationale: row.rationale,
    sources: fromJson(z.array(DraftSource), row.sources),
    parentId: row.parentId,
    by: row.by,
    createdAt: row.createdAt,
  };
}
