import { redact } from "@yardlet/core/redact";
import { secretsOf } from "../git/credential.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { watchingSize } from "./mirror-size.ts";
import { isPartial, markComplete, PARTIAL_REMOTE, partialSettings } from "./partial.ts";
import { serverOptions } from "./remote.ts";

export interface FetchOptions extends CallOptions {
  /** A mirror that grows beyond this many bytes is given up. */
  readonly maxMirrorBytes?: number;
  readonly onProgress?: (line: string) => void;
}

export const DEFAULT_MIRROR_BYTES = 4 * 1024 ** 3;

/**
 * Makes the branches of a mirror those of its remote: no tags, no submodules; with `partial` without large blobs, if the server can.
 * @throws DomainError `limit_reached` when it grows too large, and by the table of git's failures.
 */
export async function fetchInto(
  gitDir: string,
  remote: RemoteAccess,
  { partial, ...options }: FetchOptions & { partial: boolean },
): Promise<void> {
  const flags = ["--prune", "--no-tags", "--no-write-fetch-head", "--progress", "--no-recurse-submodules"];
  const from = partial ? PARTIAL_REMOTE : remote.address;
  const args = ["fetch", ...flags, ...serverOptions(remote, "--upload-pack"), "--", from, "+refs/heads/*:refs/heads/*"];
  // Kept as the pack it comes in: its size is the repository's, and it can be watched while it grows.
  const settings = ["fetch.unpackLimit=1", ...(partial ? partialSettings(remote) : [])];
  const onStderr = reportLines(options.onProgress, secretsOf(remote));
  const max = options.maxMirrorBytes ?? DEFAULT_MIRROR_BYTES;
  const { stderr } = await watchingSize(gitDir, max, options, (signal) =>
    runGit({ ...options, signal, gitDir, remote, settings, args, onStderr }),
  );
  if (partial && /filtering not recognized by server/.test(stderr)) await markComplete(gitDir);
}

/** Git's own housekeeping, when git finds it due. A mirror works without it, so its failure is none of ours. */
export async function tidyMirror(gitDir: string, options: CallOptions): Promise<void> {
  const settings = ["gc.auto=6700", ...((await isPartial(gitDir)) ? partialSettings(undefined) : [])];
  await runGit({ ...options, gitDir, settings, args: ["gc", "--auto", "--quiet"] }).catch(() => {});
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
