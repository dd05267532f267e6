import { lstat, readlink } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { isInsidePath } from "@yardlet/core/skill";
import { unless } from "../disk/errno.ts";
import { blockedAbove, modeOf, readPlainFile } from "../disk/state.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import type { FileRead } from "./file.ts";
import { decodePath } from "./tree.ts";

/** A file of a working tree that is tracked, or would be by `git add`. Links keep their mode and are not followed. */
export interface WorkingEntry {
  readonly path: string;
  readonly mode: "100644" | "100755" | "120000";
  readonly size: number;
}

const BATCH = 64;

/**
 * Lists the working tree of a checkout: tracked and untracked files, without ignored ones, in order of path bytes. For
 * repositories without a commit, and for commands that look at what is not committed yet.
 */
export async function listWorkingTree(repo: GitRepo, options: CallOptions = {}): Promise<WorkingEntry[]> {
  const workTree = workTreeOf(repo);
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await runGit({ ...options, gitDir: repo.gitDir, workTree, args });
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const names = splitAtNull(stdout).map((raw) => decodePath(raw, strict));
  const paths = [...new Set(names.flatMap(({ path, rawPath }) => (rawPath ? [] : path)))];
  const entries: WorkingEntry[] = [];
  for (let at = 0; at < paths.length; at += BATCH) {
    const found = await Promise.all(paths.slice(at, at + BATCH).map((path) => sight(workTree, path)));
    entries.push(...found.filter((entry) => entry !== undefined));
  }
  return entries;
}

/** Reads one plain file of the working tree. A link at or above the path makes it `missing`. */
export async function readWorkingFile(
  repo: GitRepo,
  path: string,
  { maxBytes }: { maxBytes: number },
): Promise<FileRead> {
  const workTree = workTreeOf(repo);
  const entry = isInsidePath(path) ? await sight(workTree, path) : undefined;
  if (entry === undefined || entry.mode === "120000") return { path, state: "missing" };
  if (entry.size > maxBytes) return { path, state: "too_large", size: entry.size };
  const bytes = await readPlainFile(join(workTree, path), maxBytes);
  return bytes === undefined ? { path, state: "missing" } : { path, state: "ok", mode: entry.mode, bytes };
}

/** What a link of the working tree says, byte for byte; `undefined` when there is no link. */
export async function readWorkingLink(repo: GitRepo, path: string): Promise<string | undefined> {
  const workTree = workTreeOf(repo);
  if ((await blockedAbove(workTree, path)) !== undefined) return undefined;
  return unless(readlink(join(workTree, path)), "EINVAL", "ENOENT", "ENOTDIR");
}

export function workTreeOf(repo: GitRepo): string {
  if (repo.workTree !== undefined) return repo.workTree;
  throw new DomainError("invalid", "the repository has no working tree; read a commit of it instead");
}

async function sight(workTree: string, path: string): Promise<WorkingEntry | undefined> {
  if ((await blockedAbove(workTree, path)) !== undefined) return undefined;
  const info = await unless(lstat(join(workTree, path)), "ENOENT", "ENOTDIR");
  if (info?.isSymbolicLink()) return { path, mode: "120000", size: info.size };
  return info?.isFile() ? { path, mode: modeOf(info), size: info.size } : undefined;
}

function splitAtNull(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0, start);
    parts.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return parts;
}
