import { ActorKind } from "@yardlet/core/audit";
import { FileMode, type SkillFile, VersionOrigin } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { storeBlob } from "./blob.ts";
import { newId } from "./rows.ts";

/** create: the first content · edit, merge: new content · roll-back, restore: a version that there is already comes into force again. */
export const SkillChangeKind = z.enum(["create", "edit", "merge", "roll-back"]);
export type SkillChangeKind = z.infer<typeof SkillChangeKind>;

/** waiting: a job writes it · applied: it is in git and in force · refused: something else lay there; `note` says what. */
export const SkillChangeState = z.enum(["waiting", "applied", "refused"]);
export type SkillChangeState = z.infer<typeof SkillChangeState>;

/** A change of a skill on its way into git. `resultId` is the version that it puts in force, known beforehand for a roll back. */
export interface SkillChangeRow {
  id: string;
  skillId: string;
  kind: SkillChangeKind;
  state: SkillChangeState;
  baseId: string | null;
  resultId: string | null;
  contentHash: string;
  origin: VersionOrigin;
  reason: string;
  /** Who asked for it. */
  by: string;
  byKind: ActorKind;
  byId: string;
  createdAt: Date;
  finishedAt: Date | null;
  note: string | null;
  /** The runs, by number, that its content was made from. */
  sourceRuns: number[];
}

/**
 * Stores a change with its content, before anything is written anywhere. Answers its id, undefined while another change of the
 * skill is under way.
 */
export async function insertSkillChange(
  db: Db,
  input: Pick<
    SkillChangeRow,
    "skillId" | "kind" | "baseId" | "resultId" | "contentHash" | "origin" | "reason" | "by" | "byKind" | "byId"
  > & {
    files: { file: SkillFile; hash: string }[];
    sourceRuns?: readonly number[];
  },
): Promise<string | undefined> {
  const client = clientOf(db);
  const { files, sourceRuns = [], ...facts } = input;
  await client.$queryRaw`select id from skill where id = ${input.skillId} for update`;
  if (await findWaitingChange(db, input.skillId)) return undefined;
  for (const { file, hash } of files) await storeBlob(db, hash, file.bytes);
  const id = newId();
  await client.skillChange.create({
    data: {
      ...facts,
      id,
      sourceRuns: sourceRuns.map(BigInt),
      state: "waiting",
      files: { create: files.map(({ file, hash }) => ({ path: file.path, mode: file.mode, blobHash: hash })) },
    },
  });
  return id;
}

export async function findSkillChange(db: Db, id: string): Promise<SkillChangeRow | undefined> {
  const row = await clientOf(db).skillChange.findUnique({ where: { id } });
  return row ? changeOf(row) : undefined;
}

/** The change of a skill that is under way. */
export async function findWaitingChange(db: Db, skillId: string): Promise<SkillChangeRow | undefined> {
  const row = await clientOf(db).skillChange.findFirst({ where: { skillId, state: "waiting" } });
  return row ? changeOf(row) : undefined;
}

/** The changes of a skill that could not be written, newest first. */
export async function listRefusedChanges(db: Db, skillId: string, limit: number): Promise<SkillChangeRow[]> {
  const rows = await clientOf(db).skillChange.findMany({
    where: { skillId, state: "refused" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(changeOf);
}

export async function loadChangeFiles(db: Db, id: string): Promise<SkillFile[]> {
  const rows = await clientOf(db).skillChangeFile.findMany({
    where: { changeId: id },
    include: { blob: true },
    orderBy: { path: "asc" },
  });
  return rows.map((row) => ({ path: row.path, mode: FileMode.parse(row.mode), bytes: row.blob.bytes }));
}

/** Ends a change, once: false when it was ended before. */
export async function endSkillChange(
  db: Db,
  id: string,
  end: { state: Exclude<SkillChangeState, "waiting">; resultId?: string; note: string | null; at: Date },
): Promise<boolean> {
  const { at, ...facts } = end;
  const done = await clientOf(db).skillChange.updateMany({
    where: { id, state: "waiting" },
    data: { ...facts, finishedAt: at },
  });
  return done.count === 1;
}

type ChangeRecord = Omit<SkillChangeRow, "kind" | "state" | "origin" | "byKind" | "sourceRuns"> & {
  sourceRuns: bigint[];
  kind: string;
  state: string;
  origin: string;
  byKind: string;
};

function changeOf(row: ChangeRecord): SkillChangeRow {
  return {
    id: row.id,
    skillId: row.skillId,
    kind: SkillChangeKind.parse(row.kind),
    state: SkillChangeState.parse(row.state),
    baseId: row.baseId,
    resultId: row.resultId,
    contentHash: row.contentHash,
    origin: VersionOrigin.parse(row.origin),
    reason: row.reason,
    by: row.by,
    byKind: ActorKind.parse(row.byKind),
    byId: row.byId,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    note: row.note,
    sourceRuns: row.sourceRuns.map(Number),
  };
}
