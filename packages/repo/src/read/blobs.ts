import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DomainError, parseInput } from "@yardlet/core/error";
import { ObjectId } from "../git/object.ts";
import { type CallOptions, failureOf, type GitCommand, startGit } from "../git/process.ts";
import { fetchOnPurpose } from "../open/partial.ts";
import type { GitRepo } from "../open/repo.ts";
import { type ByteReader, readBytesOf } from "./byte-reader.ts";

export interface BlobWish {
  readonly oid: string;
  /** When it is known, a blob that is too large is not even asked for. */
  readonly size?: number;
}

/** What became of one wished blob. A wish for a folder or a commit counts as missing. */
export type BlobRead =
  | { readonly oid: string; readonly state: "ok"; readonly bytes: Uint8Array }
  | { readonly oid: string; readonly state: "missing" }
  | { readonly oid: string; readonly state: "too_large"; readonly size: number };

export interface BlobOptions extends CallOptions {
  /** Larger blobs are reported, not read. */
  readonly maxBytes: number;
  /** Fetch what a partial mirror left on the server; else such a blob is reported as too large. */
  readonly onPurpose?: boolean;
}

const HEADER = /^[0-9a-f]+ (\w+) (\d+)$/;

/**
 * Reads blobs through one git process, in the order of the wishes. Only the blob at hand is in memory: git waits while
 * the caller works on it. The time limit counts from the first to the last blob.
 */
export async function* readBlobs(
  repo: GitRepo,
  wishes: Iterable<BlobWish>,
  { maxBytes, onPurpose = false, ...calls }: BlobOptions,
): AsyncGenerator<BlobRead, void, undefined> {
  const all = [...wishes].map(({ oid, size }) => ({ oid: parseInput(ObjectId, oid, "the object"), size }));
  const isTooLarge = (wish: BlobWish) => wish.size !== undefined && wish.size > maxBytes;
  const asked = all.filter((wish) => !isTooLarge(wish));
  const { blobLimit } = repo;
  if (onPurpose && blobLimit !== undefined && maxBytes >= blobLimit) {
    await fetchOnPurpose(
      repo,
      asked.map(({ oid }) => oid),
      calls,
    );
  }
  const command: GitCommand = { ...calls, gitDir: repo.gitDir, args: ["cat-file", "--batch"] };
  const git = asked.length > 0 ? startGit(command) : undefined;
  // Git may end early; then the answers stop, which is what the reader reports.
  const feeding = git && pipeline(Readable.from(asked.map(({ oid }) => `${oid}\n`)), git.stdin).catch(() => {});
  const answers = git && readBytesOf(git.stdout);
  try {
    for (const wish of all) {
      if (isTooLarge(wish)) yield { oid: wish.oid, state: "too_large", size: wish.size ?? 0 };
      else {
        const answer = answers && (await readAnswer(answers, wish.oid, maxBytes));
        if (!answer) break;
        const isLeft = answer.state === "missing" && blobLimit !== undefined;
        yield isLeft ? { oid: wish.oid, state: "too_large", size: blobLimit } : answer;
      }
    }
    await feeding;
    const end = await git?.ended;
    if (end && end.status !== 0) throw failureOf(command, end);
  } finally {
    git?.stop(new DomainError("unavailable", "reading was given up"));
  }
}

/** `undefined` when git stopped talking. */
async function readAnswer(answers: ByteReader, oid: string, maxBytes: number): Promise<BlobRead | undefined> {
  const line = await answers.line();
  if (line === undefined) return undefined;
  const [, type, digits = "0"] = HEADER.exec(line) ?? [];
  if (type === undefined) return { oid, state: "missing" };
  const size = Number(digits);
  if (type !== "blob" || size > maxBytes) {
    if (!(await answers.skip(size + 1))) return undefined;
    return type === "blob" ? { oid, state: "too_large", size } : { oid, state: "missing" };
  }
  const bytes = await answers.bytes(size);
  return bytes !== undefined && (await answers.skip(1)) ? { oid, state: "ok", bytes } : undefined;
}
