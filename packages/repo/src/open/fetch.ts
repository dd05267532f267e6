import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { redact } from "@yardlet/core/redact";
import { secretsOf } from "../git/credential.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { serverOptions } from "./remote.ts";

export interface FetchOptions extends CallOptions {
  /** A mirror that grows beyond this many bytes is given up. */
  readonly maxMirrorBytes?: number;
  readonly onProgress?: (line: string) => void;
}

const DEFAULT_MAX_BYTES = 4 * 1024 ** 3;
const SIZE_CHECK_MS = 500;

/**
 * Makes the branches of a mirror those of its remote: no tags, no submodules.
 * @throws DomainError `limit_reached` when it grows too large, and by the table of git's failures.
 */
export async function fetchInto(gitDir: string, remote: RemoteAccess, options: FetchOptions): Promise<void> {
  const flags = ["--prune", "--no-tags", "--no-write-fetch-head", "--progress", "--no-recurse-submodules"];
  const args = [
    "fetch",
    ...flags,
    ...serverOptions(remote, "--upload-pack"),
    "--",
    remote.address,
    "+refs/heads/*:refs/heads/*",
  ];
  await removeHalfPacks(gitDir);
  const tooLarge = new AbortController();
  const timer = setInterval(() => {
    checkSize(gitDir, options).catch((error: unknown) => tooLarge.abort(error));
  }, SIZE_CHECK_MS);
  const signal = AbortSignal.any([tooLarge.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    // Kept as the pack it comes in: its size is the repository's, and it can be watched while it grows.
    const settings = ["fetch.unpackLimit=1"];
    await runGit({
      ...options,
      signal,
      gitDir,
      remote,
      settings,
      args,
      onStderr: reportLines(options.onProgress, secretsOf(remote)),
    });
  } finally {
    clearInterval(timer);
  }
  await checkSize(gitDir, options);
}

/** @throws DomainError `limit_reached` for a mirror that is larger than it may be. */
export async function checkSize(
  gitDir: string,
  { maxMirrorBytes: max = DEFAULT_MAX_BYTES }: FetchOptions,
): Promise<void> {
  if ((await packBytes(gitDir)) <= max) return;
  throw new DomainError("limit_reached", `the repository is larger than ${max} bytes; let an admin raise the limit`, {
    max,
  });
}

/** Git's own housekeeping, when git finds it due. A mirror works without it, so its failure is none of ours. */
export async function tidyMirror(gitDir: string, options: CallOptions): Promise<void> {
  const settings = ["gc.auto=6700"];
  await runGit({ ...options, gitDir, settings, args: ["gc", "--auto", "--quiet"] }).catch(() => {});
}

/** What a fetch that was cut short left behind. The caller holds the mirror's lock, so nobody is at it. */
async function removeHalfPacks(gitDir: string): Promise<void> {
  const folder = join(gitDir, "objects", "pack");
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.filter((name) => name.startsWith("tmp_")).map((name) => rm(join(folder, name), { force: true })),
  );
}

async function packBytes(gitDir: string): Promise<number> {
  const folder = join(gitDir, "objects", "pack");
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function reportLines(
  onProgress: FetchOptions["onProgress"],
  secrets: readonly string[],
): ((text: string) => void) | undefined {
  if (!onProgress) return undefined;
  return (text) => {
    for (const line of redact(text, secrets).split(/[\r\n]+/)) if (line.trim() !== "") onProgress(line.trim());
  };
}
