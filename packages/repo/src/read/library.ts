import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG_FILE, PRESETS_FOLDER, SIGNALS_FILE } from "@yardlet/core/library";
import { SKILL_FILE, SKILL_LIMITS, type SkillFile } from "@yardlet/core/skill";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "./blobs.ts";
import { readFolder } from "./folder.ts";
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
  for await (const read of readBlobs(repo, listed, {
    ...options,
    maxBytes: SKILL_LIMITS.folderBytes,
    onPurpose: true,
  })) {
    const entry = listed[at];
    at += 1;
    if (entry && read.state === "ok") files.push({ path: entry.path, mode: entry.mode, bytes: read.bytes });
  }
  return files;
}

/**
 * The files of a library that lies in a folder of this host: what belongs to it, and nothing else, since a library may share a
 * folder with other things.
 */
export async function readLibraryFolder(root: string): Promise<SkillFile[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const plain = names.filter((name) => name === CATALOG_FILE || name === SIGNALS_FILE);
  const folders = names.filter((name) => !name.startsWith("."));
  const wanted = await Promise.all(folders.map((name) => isLibraryFolder(root, name)));
  const parts = await Promise.all(
    folders
      .filter((_, index) => wanted[index])
      .map(async (name) => below(name, (await readFolder(join(root, name), LIMITS)).files)),
  );
  return [...(await readFolder(root, LIMITS, plain)).files, ...parts.flat()];
}

async function isLibraryFolder(root: string, name: string): Promise<boolean> {
  if (name === SKILLS || name === PRESETS_FOLDER) return isFolder(join(root, name));
  const info = await stat(join(root, name, SKILL_FILE)).catch(() => undefined);
  return info?.isFile() === true;
}

const SKILLS = "skills";

function below(folder: string, files: readonly SkillFile[]): SkillFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() === true;
}
