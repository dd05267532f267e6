import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DomainError, parseInput } from "@yardlet/core/error";
import { writeFailure } from "../disk/errno.ts";
import { BranchName } from "../git/object.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { withLock } from "../lock/lock.ts";
import { DEFAULT_MIRROR_BYTES, fetchInto, type FetchOptions, tidyMirror } from "./fetch.ts";
import { readObjectFormat, resolveRef } from "./head.ts";
import { checkSize } from "./mirror-size.ts";
import { BLOB_LIMIT, isPartial, partialSettings } from "./partial.ts";
import { listRemoteHeads, type RemoteHeads } from "./remote.ts";
import { type GitRepo, LOCK_NAME } from "./repo.ts";
import { MIRROR, noteUse, removeUnfinished, trimMirrors, UNFINISHED } from "./trim-mirrors.ts";

export interface MirrorOptions extends FetchOptions {
  /** Where this worker keeps its mirrors. They are a cache: any of them may be deleted at any time. */
  readonly mirrorsDir: string;
  /** All mirrors together may have as many bytes; beyond, those go that nobody used for longest. */
  readonly maxMirrorsBytes?: number;
}

const DEFAULT_MIRRORS_BYTES = 50 * 1024 ** 3;

const DEFAULT_TIMEOUT_MS = 600_000;

/** The folder of a remote's mirror. Keyed by the whole URL: another port or user may see another repository. */
export function mirrorFolder(mirrorsDir: string, url: string): string {
  return join(mirrorsDir, createHash("sha256").update(url).digest("hex").slice(0, 40));
}

/**
 * Brings this worker's bare mirror of a remote up to date, or makes it. A mirror is complete or absent: it is cloned under
 * another name and renamed. One that cannot be read is made anew. Two processes at once take turns.
 */
export async function openMirror(remote: RemoteAccess, given: MirrorOptions): Promise<GitRepo> {
  const options = { ...given, timeoutMs: given.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const folder = mirrorFolder(options.mirrorsDir, remote.url);
  const lockPath = join(folder, LOCK_NAME);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, folder);
  });
  const repo = await withLock(lockPath, { signal: options.signal, waitMs: options.timeoutMs }, async () => {
    await removeUnfinished(folder);
    // Asked without the mirror at hand: what fails here is the network, what fails later may be the mirror.
    const asked = await listRemoteHeads(remote, options);
    if (!(await refreshMirror(folder, remote, asked, options))) await makeMirror(folder, remote, asked, options);
    await noteUse(join(folder, MIRROR));
    return describeMirror(join(folder, MIRROR), lockPath, remote, asked, options);
  });
  await trimMirrors(options.mirrorsDir, options.maxMirrorsBytes ?? DEFAULT_MIRRORS_BYTES);
  return repo;
}

async function describeMirror(
  gitDir: string,
  lockPath: string,
  remote: RemoteAccess,
  { defaultBranch, branches, movedTo }: RemoteHeads,
  options: CallOptions,
): Promise<GitRepo> {
  if (defaultBranch === undefined && branches.size > 0) {
    const message = "the remote's HEAD is on no branch; set its default branch there, then read the repository again";
    throw new DomainError("refused", message);
  }
  const branch = defaultBranch ?? "main";
  const head = await resolveRef(gitDir, `refs/heads/${branch}`, options);
  return {
    location: { kind: "url", url: remote.url },
    gitDir,
    commonDir: gitDir,
    workTree: undefined,
    lockPath,
    objectFormat: await readObjectFormat(gitDir, head, options),
    defaultBranch: parseInput(BranchName, branch, "the remote's default branch"),
    head,
    remoteUrl: remote.url,
    ...(movedTo === undefined ? {} : { movedTo }),
    ...((await isPartial(gitDir)) && { blobLimit: BLOB_LIMIT }),
    remote,
  };
}

/** False when there is no mirror, or none that can be used; then nothing is left of it. */
async function refreshMirror(
  folder: string,
  remote: RemoteAccess,
  heads: RemoteHeads,
  options: MirrorOptions,
): Promise<boolean> {
  const gitDir = join(folder, MIRROR);
  if (!(await exists(gitDir))) return false;
  try {
    if (!sameBranches(await localBranches(gitDir, options), heads.branches)) {
      await fetchInto(gitDir, remote, { ...options, partial: await isPartial(gitDir) });
      await tidyMirror(gitDir, options);
    }
    await checkSize(gitDir, options.maxMirrorBytes ?? DEFAULT_MIRROR_BYTES);
    await checkMirror(gitDir, heads, options);
    return true;
  } catch (error) {
    if (options.signal?.aborted === true || (await isSound(gitDir, options))) throw error;
    // Moved away first: a crash while deleting must not leave half a mirror.
    await rename(gitDir, join(folder, `${UNFINISHED}${randomUUID()}`));
    await removeUnfinished(folder);
    return false;
  }
}

async function makeMirror(
  folder: string,
  remote: RemoteAccess,
  heads: RemoteHeads,
  options: MirrorOptions,
): Promise<void> {
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  try {
    const format = [...heads.branches.values()].some((commit) => commit.length === 64) ? "sha256" : "sha1";
    const args = ["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, "--", unfinished];
    await runGit({ ...options, args });
    const partial = remote.transport !== "file";
    if (heads.branches.size > 0) await fetchInto(unfinished, remote, { ...options, partial });
    await checkMirror(unfinished, heads, options);
    await rename(unfinished, join(folder, MIRROR));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * Walks the newest commit's files by name: every folder is read, every file must be there; of a partial mirror, every folder.
 * Some 0.1 s for 20,000 files.
 */
async function checkMirror(gitDir: string, { defaultBranch }: RemoteHeads, options: MirrorOptions): Promise<void> {
  const head =
    defaultBranch === undefined ? undefined : await resolveRef(gitDir, `refs/heads/${defaultBranch}`, options);
  if (head === undefined) return;
  const blobs = (await isPartial(gitDir)) ? ["--filter=blob:none"] : [];
  const args = ["rev-list", "--objects", "--quiet", ...blobs, "--max-count=1", head, "--"];
  await runGit({ ...options, gitDir, args });
}

async function localBranches(gitDir: string, options: CallOptions): Promise<Map<string, string>> {
  const args = ["for-each-ref", "--format=%(refname:lstrip=2)%09%(objectname)", "refs/heads/"];
  const { stdout } = await runGit({ ...options, gitDir, args });
  const lines = stdout.toString("utf8").split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [name, commit] = line.split("\t");
      return name !== undefined && commit !== undefined ? [[name, commit] as const] : [];
    }),
  );
}

function sameBranches(mine: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): boolean {
  return mine.size === theirs.size && [...theirs].every(([name, commit]) => mine.get(name) === commit);
}

/** Tells whose fault a failed refresh was: when every object is there, a fresh clone would not mend it. */
async function isSound(gitDir: string, options: CallOptions): Promise<boolean> {
  try {
    const settings = (await isPartial(gitDir)) ? partialSettings(undefined) : [];
    await runGit({
      ...options,
      gitDir,
      settings,
      args: ["fsck", "--connectivity-only", "--no-dangling", "--no-progress"],
    });
    return true;
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
