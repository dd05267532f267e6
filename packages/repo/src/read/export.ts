import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isInsidePath } from "@yardlet/core/skill";
import { writeFailure } from "../disk/errno.ts";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "./blobs.ts";
import { listTree } from "./tree.ts";

/** What was written, and the paths that were not: links, submodules, names that leave the folder, files that are too large. */
export interface Exported {
  readonly paths: readonly string[];
  readonly left: readonly string[];
}

const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * Writes the plain files of a commit into a new folder: a disposable copy without history and without links, so that nothing
 * in it leads out. No program of the repository takes part: no filter, no hook, no line-end conversion.
 */
export async function exportFiles(
  repo: GitRepo,
  commit: string,
  folder: string,
  options: CallOptions & { maxFileBytes?: number } = {},
): Promise<Exported> {
  const { maxFileBytes: maxBytes = LARGEST_FILE, ...calls } = options;
  const entries = await listTree(repo, commit, { ...calls, sizes: true });
  const files = entries.filter(
    ({ mode, path, rawPath }) =>
      (mode === "100644" || mode === "100755") && rawPath === undefined && isInsidePath(path),
  );
  const written = new Set<string>();
  const made = new Set<string>();
  let at = 0;
  try {
    await mkdir(folder, { recursive: true });
    for await (const read of readBlobs(repo, files, { ...calls, maxBytes })) {
      const entry = files[at];
      at += 1;
      if (entry === undefined || read.state !== "ok") continue;
      const target = join(folder, entry.path);
      if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true });
      made.add(dirname(target));
      await writeFile(target, read.bytes, { flag: "wx", mode: entry.mode === "100755" ? 0o755 : 0o644 });
      written.add(entry.path);
    }
  } catch (error) {
    throw writeFailure(error, folder);
  }
  return {
    paths: entries.flatMap(({ path }) => (written.has(path) ? [path] : [])),
    left: entries.flatMap(({ path }) => (written.has(path) ? [] : [path])),
  };
}
