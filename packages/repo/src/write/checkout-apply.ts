import { copyFile, lstat, mkdir, rename, rm, rmdir, symlink, unlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { errnoOf, unless, writeFailure } from "../disk/errno.ts";
import { blockedAbove, type DiskState, readDisk } from "../disk/state.ts";
import { inTemporaryFolder } from "../disk/temporary-folder.ts";
import { nullId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import { resolveLink } from "../path/link-target.ts";
import { foldersAbove } from "../path/safe-path.ts";
import { workTreeOf } from "../read/working-tree.ts";
import type { Entry } from "./change.ts";
import { sameEntry } from "./effects.ts";
import { indexInfo } from "./commit.ts";
import { isIndexed, readIndexEntries } from "./index-entries.ts";
import { type Journal, type JournalStep, makeOwnFolder, nextIndexPath, removeNextIndex, stagePath } from "./journal.ts";

/** Gives the content of a blob that the journal names. */
export type ContentOf = (oid: string) => Uint8Array | undefined;

/** Puts every new file next to the tree, complete, before anything in it changes. What lies there from before is replaced. */
export async function stageFiles(repo: GitRepo, journal: Journal, contentOf: ContentOf): Promise<void> {
  const folder = stagePath(workTreeOf(repo), journal);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [index, { path, after }] of journal.steps.entries()) {
      if (after) await stageFile(join(folder, String(index)), path, after, contentOf(after.oid));
    }
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

export async function removeStage(repo: GitRepo, journal: Journal): Promise<void> {
  await rm(stagePath(workTreeOf(repo), journal), { recursive: true, force: true });
}

/**
 * Renames the staged files into place and removes what goes. A path that is neither as the journal says it was, nor as it
 * shall be, was edited in between: it is left alone and named in the result.
 */
export async function placeFiles(
  repo: GitRepo,
  journal: Journal,
  afterEach: (path: string) => void | Promise<void>,
): Promise<string[]> {
  const kept: string[] = [];
  const numbered = [...journal.steps.entries()];
  for (const [index, step] of numbered.toSorted(
    ([, a], [, b]) => Number(a.after !== null) - Number(b.after !== null),
  )) {
    const disk = await readDisk(workTreeOf(repo), step.path, repo.objectFormat);
    if (isOnDisk(disk, step.after)) continue;
    const placed = isOnDisk(disk, step.disk) && (await placeFile(repo, journal, step, index));
    if (!placed) kept.push(step.path);
    await afterEach(step.path);
  }
  return kept;
}

/** Makes the next index beside the present one. Entries that somebody changed in between stay as they are. */
export async function buildNextIndex(repo: GitRepo, journal: Journal, options: CallOptions): Promise<void> {
  const [present, next] = [join(repo.gitDir, "index"), nextIndexPath(repo.gitDir)];
  await makeOwnFolder(repo.gitDir);
  await removeNextIndex(repo.gitDir);
  await unless(copyFile(present, next), "ENOENT");
  const paths = journal.steps.map(({ path }) => path);
  const entries = await readIndexEntries(repo, paths, options);
  const changes = journal.steps
    .filter(({ path, before }) => isIndexed(entries.get(path), before))
    .map(({ path, after }) => ({ path, after: after ?? undefined }));
  // Writing an index, git compares files that changed when it was last written, by way of the repository's filters. In an
  // empty folder it finds none. The old time on the new index leaves that comparison to the next git of the user's own.
  await inTemporaryFolder(async (workTree) => {
    const input = indexInfo(changes, nullId(repo.objectFormat));
    const args = ["update-index", "-z", "--index-info"];
    await runGit({ ...options, gitDir: repo.gitDir, workTree, env: { GIT_INDEX_FILE: next }, args, input });
  });
  const before = await unless(lstat(present), "ENOENT");
  if (before) await utimes(next, before.atime, Math.floor(before.mtimeMs / 1000));
}

/** Puts the next index in place. The caller holds git's lock of the index. */
export async function swapIndex(repo: GitRepo): Promise<void> {
  await rename(nextIndexPath(repo.gitDir), join(repo.gitDir, "index"));
}

function isOnDisk(disk: DiskState, entry: Entry | null): boolean {
  if (disk.kind === "absent" || disk.kind === "other") return disk.kind === "absent" && entry === null;
  return entry !== null && sameEntry(disk, entry);
}

async function stageFile(file: string, path: string, entry: Entry, bytes: Uint8Array | undefined): Promise<void> {
  if (bytes === undefined) throw new DomainError("unavailable", `the content of ${path} is gone; plan again`, { path });
  if (entry.mode !== "120000") {
    await writeFile(file, bytes, { flag: "wx", mode: entry.mode === "100755" ? 0o777 : 0o666 });
    return;
  }
  const target = new TextDecoder().decode(bytes);
  if (resolveLink(path, target) === undefined) {
    throw new DomainError("refused", `the link ${path} would leave the repository; remove it`, { path, target });
  }
  try {
    await symlink(target, file);
  } catch (error) {
    if (errnoOf(error) !== "EPERM" && errnoOf(error) !== "ENOSYS") throw error;
    throw new DomainError("refused", `${path} cannot be a link on this file system; use copies instead of links`, {
      path,
    });
  }
}

async function placeFile(
  repo: GitRepo,
  journal: Journal,
  { path, after }: JournalStep,
  index: number,
): Promise<boolean> {
  const workTree = workTreeOf(repo);
  const file = join(workTree, path);
  try {
    if (after === null) {
      await unlink(file);
      await removeEmptyAbove(workTree, path);
    } else {
      if (!(await makeFoldersAbove(workTree, path))) return false;
      await rename(join(stagePath(workTree, journal), String(index)), file);
    }
    return true;
  } catch (error) {
    throw writeFailure(error, path);
  }
}

/** False when something that is no folder lies in the way. */
async function makeFoldersAbove(workTree: string, path: string): Promise<boolean> {
  await unless(mkdir(dirname(join(workTree, path)), { recursive: true }), "EEXIST", "ENOTDIR");
  return (await blockedAbove(workTree, path)) === undefined;
}

/** Git knows no empty folders: those that a removal leaves behind go too. */
async function removeEmptyAbove(workTree: string, path: string): Promise<void> {
  for (const folder of foldersAbove(path).toReversed()) {
    const gone = await unless(
      rmdir(join(workTree, folder)).then(() => true),
      "ENOTEMPTY",
      "EEXIST",
      "ENOENT",
      "EBUSY",
    );
    if (gone === undefined) return;
  }
}
