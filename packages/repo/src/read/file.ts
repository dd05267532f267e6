import { isInsidePath } from "@yardlet/core/skill";
import type { GitRepo } from "../open/repo.ts";
import { type BlobOptions, type BlobRead, readBlobs } from "./blobs.ts";
import { listTree, type TreeEntry } from "./tree.ts";

/** One wished file: its content, or why there is none. Links and folders are `missing`: they are no files. */
export type FileRead =
  | { readonly path: string; readonly state: "ok"; readonly mode: "100644" | "100755"; readonly bytes: Uint8Array }
  | { readonly path: string; readonly state: "missing" }
  | { readonly path: string; readonly state: "too_large"; readonly size: number };

const MAX_PATHS = 500;

/** Reads the plain files at these paths of a commit, in the order asked. A path that could be no file's is `missing`. */
export async function readFilesAt(
  repo: GitRepo,
  commit: string,
  wanted: readonly string[],
  options: BlobOptions,
): Promise<FileRead[]> {
  const { maxBytes, ...calls } = options;
  // A command line has its limits; beyond a few hundred paths the whole list is cheaper anyway.
  const under = wanted.length > MAX_PATHS ? undefined : wanted.filter(isInsidePath);
  const entries = await listTree(repo, commit, { ...calls, sizes: true, under });
  const files = new Map(entries.map((entry) => [entry.path, entry]));
  const present = wanted.flatMap((path) => files.get(path) ?? []).filter(isFile);
  const contents = new Map<string, BlobRead>();
  for await (const read of readBlobs(repo, present, { ...calls, maxBytes, onPurpose: true }))
    contents.set(read.oid, read);
  return wanted.map((path) => toFileRead(path, files.get(path), contents));
}

/** Reads one plain file of a commit. */
export async function readFileAt(repo: GitRepo, commit: string, path: string, options: BlobOptions): Promise<FileRead> {
  const [read] = await readFilesAt(repo, commit, [path], options);
  return read ?? { path, state: "missing" };
}

function toFileRead(path: string, entry: TreeEntry | undefined, contents: ReadonlyMap<string, BlobRead>): FileRead {
  const read = entry && isFile(entry) ? contents.get(entry.oid) : undefined;
  if (!entry || read === undefined || read.state === "missing") return { path, state: "missing" };
  if (read.state === "too_large") return { path, state: "too_large", size: read.size };
  return { path, state: "ok", mode: entry.mode === "100755" ? "100755" : "100644", bytes: read.bytes };
}

function isFile({ mode }: TreeEntry): boolean {
  return mode === "100644" || mode === "100755";
}
