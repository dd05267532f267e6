import type { Stats } from "node:fs";
import { constants, lstat, open, readlink } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { blobId, type ObjectFormat } from "../git/object.ts";
import { foldersAbove } from "../path/safe-path.ts";
import { unless } from "./errno.ts";

/** What lies at a path of a working tree, named as git would name it. Nothing is followed. */
export type DiskState =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly mode: "100644" | "100755"; readonly oid: string }
  | { readonly kind: "link"; readonly mode: "120000"; readonly oid: string }
  | { readonly kind: "other"; readonly what: string };

/** Larger files are never ours, and too long to read for a comparison. */
const MAX_COMPARED_BYTES = 64 * 1024 * 1024;

/** The first folder above `path` that is a link or no folder at all; `undefined` when the way is clear or ends before. */
export async function blockedAbove(
  workTree: string,
  path: string,
): Promise<{ path: string; kind: "link" | "file" } | undefined> {
  for (const folder of foldersAbove(path)) {
    const info = await unless(lstat(join(workTree, folder)), "ENOENT", "ENOTDIR");
    if (info === undefined) return undefined;
    if (info.isSymbolicLink()) return { path: folder, kind: "link" };
    if (!info.isDirectory()) return { path: folder, kind: "file" };
  }
  return undefined;
}

/** @throws DomainError `refused` when the way to the path leads through a link. */
export async function readDisk(workTree: string, path: string, format: ObjectFormat): Promise<DiskState> {
  const blocked = await blockedAbove(workTree, path);
  if (blocked?.kind === "link") throw throughLink(blocked.path);
  if (blocked?.kind === "file") return { kind: "absent" };
  const file = join(workTree, path);
  const info = await unless(lstat(file), "ENOENT", "ENOTDIR");
  if (info === undefined) return { kind: "absent" };
  if (info.isSymbolicLink()) {
    return { kind: "link", mode: "120000", oid: blobId(await readlink(file, "buffer"), format) };
  }
  if (!info.isFile()) return { kind: "other", what: info.isDirectory() ? "a folder" : "a device" };
  if (info.size > MAX_COMPARED_BYTES) return { kind: "other", what: "a very large file" };
  const bytes = await readPlainFile(file, MAX_COMPARED_BYTES);
  return bytes === undefined
    ? { kind: "other", what: "no plain file" }
    : { kind: "file", mode: modeOf(info), oid: blobId(bytes, format) };
}

/** The content of a plain file. `undefined` when it is a link, a device, or larger than the limit. */
export async function readPlainFile(file: string, maxBytes: number): Promise<Uint8Array | undefined> {
  // NONBLOCK: a pipe put there in the meantime must not hold us up.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await unless(open(file, flags), "ELOOP", "ENOENT", "ENOTDIR", "ENXIO", "EMLINK");
  if (handle === undefined) return undefined;
  try {
    const info = await handle.stat();
    if (!info.isFile() || info.size > maxBytes) return undefined;
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

export function modeOf(info: Stats): "100644" | "100755" {
  return (info.mode & 0o100) === 0 ? "100644" : "100755";
}

export function throughLink(path: string): DomainError {
  return new DomainError("refused", `${path} is a link; Yardlet does not write through links, replace it by a folder`, {
    path,
  });
}
