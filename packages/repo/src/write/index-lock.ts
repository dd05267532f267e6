import { lstat, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { errnoOf, unless, writeFailure } from "../disk/errno.ts";

/** What Yardlet writes into git's lock file: git does not read it, and a left-over of ours can be told from one of git's. */
const MARK = "held by yardlet ";
const MAX_BYTES = 256;

/**
 * Takes git's own lock of the index, so that no git command changes index or HEAD while the working tree is written.
 * @throws DomainError `refused` when a git command is at work.
 */
export async function lockIndex(gitDir: string, token: string): Promise<void> {
  const path = join(gitDir, "index.lock");
  try {
    await writeFile(path, `${MARK}${token}\n`, { flag: "wx" });
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw writeFailure(error, path);
    throw new DomainError(
      "refused",
      "another git command is at work in the repository (index.lock is there); wait until it is done, or remove the file if none is running",
      { path },
    );
  }
}

export async function unlockIndex(gitDir: string, token: string): Promise<void> {
  if ((await readMark(gitDir)) === token) await rm(join(gitDir, "index.lock"), { force: true });
}

export async function isIndexLockedByUs(gitDir: string): Promise<boolean> {
  return (await readMark(gitDir)) !== undefined;
}

/** Only for the holder of the repository's lock: then any mark of ours is that of a dead process. */
export async function removeDeadIndexLock(gitDir: string): Promise<void> {
  if (await isIndexLockedByUs(gitDir)) await rm(join(gitDir, "index.lock"), { force: true });
}

async function readMark(gitDir: string): Promise<string | undefined> {
  const path = join(gitDir, "index.lock");
  const info = await unless(lstat(path), "ENOENT");
  if (info === undefined || !info.isFile() || info.size > MAX_BYTES) return undefined;
  const text = await unless(readFile(path, "utf8"), "ENOENT");
  return text?.startsWith(MARK) ? text.slice(MARK.length).trim() : undefined;
}
