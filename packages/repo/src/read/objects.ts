import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DomainError } from "@yardlet/core/error";
import { type CallOptions, failureOf, type GitCommand, startGit } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBytesOf } from "./byte-reader.ts";

/** An object of any kind, whole. */
export interface GitObject {
  readonly oid: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const HEADER = /^([0-9a-f]+) (\w+) (\d+)$/;

/**
 * Reads objects through one git process, in the order of the names: ids, or `<commit>:<path>` of paths without line ends.
 * `undefined` for one that is not there, or has more than `maxBytes`.
 */
export async function readObjects(
  repo: GitRepo,
  names: readonly string[],
  { maxBytes, ...calls }: CallOptions & { maxBytes: number },
): Promise<(GitObject | undefined)[]> {
  if (names.length === 0) return [];
  const command: GitCommand = { ...calls, gitDir: repo.gitDir, args: ["cat-file", "--batch"] };
  const git = startGit(command);
  // Git may end early; then the answers stop, which is what the reader reports.
  const feeding = pipeline(Readable.from(names.map((name) => `${name}\n`)), git.stdin).catch(() => {});
  const answers = readBytesOf(git.stdout);
  const objects: (GitObject | undefined)[] = [];
  try {
    for (const _name of names) {
      const line = await answers.line();
      if (line === undefined) break;
      const [, oid, type, digits] = HEADER.exec(line) ?? [];
      const size = Number(digits);
      const isWanted = oid !== undefined && type !== undefined && size <= maxBytes;
      const bytes = isWanted ? await answers.bytes(size) : undefined;
      if (oid !== undefined && !(await answers.skip(isWanted ? 1 : size + 1))) break;
      objects.push(isWanted && bytes !== undefined ? { oid, type, bytes } : undefined);
    }
    await feeding;
    const end = await git.ended;
    if (end.status === 0 && objects.length === names.length) return objects;
    throw failureOf(command, end);
  } finally {
    git.stop(new DomainError("unavailable", "reading was given up"));
  }
}
