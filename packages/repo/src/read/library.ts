import { SKILL_LIMITS, type SkillFile } from "@yardlet/core/skill";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "./blobs.ts";
import { listTree } from "./tree.ts";

/** A library is text: beyond these its reader stops taking files, and what is missing shows as a finding. */
const LIMITS = { files: 20_000, bytes: 256 * 1024 * 1024 } as const;

/** The plain files of a library at a commit, for `readLibrary`. Links, submodules and files over the limits are left out. */
export async function readLibraryFiles(repo: GitRepo, commit: string, options: CallOptions = {}): Promise<SkillFile[]> {
  const entries = await listTree(repo, commit, { ...options, sizes: true });
  let bytes = 0;
  const wanted = entries.flatMap(({ path, mode, oid, size, rawPath }) => {
    if ((mode !== "100644" && mode !== "100755") || rawPath !== undefined) return [];
    bytes += size ?? 0;
    return bytes <= LIMITS.bytes ? [{ path, mode, oid, size }] : [];
  });
  const files: SkillFile[] = [];
  const listed = wanted.slice(0, LIMITS.files);
  let at = 0;
  for await (const read of readBlobs(repo, listed, { ...options, maxBytes: SKILL_LIMITS.folderBytes })) {
    const entry = listed[at];
    at += 1;
    if (entry && read.state === "ok") files.push({ path: entry.path, mode: entry.mode, bytes: read.bytes });
  }
  return files;
}
