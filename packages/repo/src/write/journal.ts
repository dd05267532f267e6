import { lstat, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import { unless, writeFailure } from "../disk/errno.ts";
import { BranchName, ObjectId } from "../git/object.ts";
import { SafePath } from "../path/safe-path.ts";

const JournalEntry = z.strictObject({ mode: z.enum(["100644", "100755", "120000"]), oid: ObjectId });

/** One path's way through a write: in the tree before and after, and on disk before (its line ends may differ). */
export const JournalStep = z.strictObject({
  path: SafePath,
  before: JournalEntry.nullable(),
  after: JournalEntry.nullable(),
  disk: JournalEntry.nullable(),
});
export type JournalStep = z.infer<typeof JournalStep>;

/**
 * What a write to a checkout is about to do, kept in the git directory from the moment everything is checked until everything
 * is done. Whoever finds it later does the same again: each step only ever replaces what the journal says was there.
 */
export const Journal = z.strictObject({
  schema: z.literal("yardlet.write/1"),
  token: z.string().regex(/^[0-9a-f]{16}$/),
  branch: BranchName,
  base: ObjectId.nullable(),
  commit: ObjectId,
  steps: z.array(JournalStep),
});
export type Journal = z.infer<typeof Journal>;

const MAX_BYTES = 64 * 1024 * 1024;

/** Yardlet's own folder in a git directory. */
export function ownFolder(gitDir: string): string {
  return join(gitDir, "yardlet");
}

/** Where the next index is made before it takes the place of the old one. */
export function nextIndexPath(gitDir: string): string {
  return join(ownFolder(gitDir), "index");
}

/** Removes the next index, and git's lock of it that a killed git may have left. Nobody else ever uses either. */
export async function removeNextIndex(gitDir: string): Promise<void> {
  await rm(nextIndexPath(gitDir), { force: true });
  await rm(`${nextIndexPath(gitDir)}.lock`, { force: true });
}

/** Where new files wait: in the working tree, so that a rename puts them in place at once. */
export function stagePath(workTree: string, { token }: Pick<Journal, "token">): string {
  return join(workTree, `.yardlet-${token}`);
}

/** @throws DomainError `refused` when something else lies where the folder belongs. */
export async function makeOwnFolder(gitDir: string): Promise<void> {
  const folder = ownFolder(gitDir);
  await mkdir(folder).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw writeFailure(error, folder);
  });
  if ((await lstat(folder)).isDirectory()) return;
  throw new DomainError("refused", `${folder} is not a folder; remove it`, { path: folder });
}

/** Written aside, brought to the disk, then renamed: a journal is whole or absent. */
export async function writeJournal(gitDir: string, journal: Journal): Promise<void> {
  const path = journalPath(gitDir);
  const aside = `${path}.new`;
  try {
    await rm(aside, { force: true });
    const file = await open(aside, "wx");
    try {
      await file.writeFile(JSON.stringify(journal));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw writeFailure(error, path);
  }
}

/** `undefined` when there is none; `unreadable` when what lies there is not a journal of ours. */
export async function readJournal(gitDir: string): Promise<Journal | "unreadable" | undefined> {
  const path = journalPath(gitDir);
  const info = await unless(lstat(path), "ENOENT", "ENOTDIR");
  if (info === undefined) return undefined;
  if (!info.isFile() || info.size > MAX_BYTES) return "unreadable";
  return parse(await readFile(path, "utf8")) ?? "unreadable";
}

export async function removeJournal(gitDir: string): Promise<void> {
  await rm(journalPath(gitDir), { force: true, recursive: true });
}

function journalPath(gitDir: string): string {
  return join(ownFolder(gitDir), "journal.json");
}

function parse(text: string): Journal | undefined {
  try {
    return Journal.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
