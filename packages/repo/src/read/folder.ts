import { open, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type Finding, SKILL_LIMITS, type SkillFile, compareText } from "@yardlet/core/skill";

/** A folder on disk as the core reads it. `escaping` are links that lead out of it: they are never followed. */
export interface DiskFolder {
  files: SkillFile[];
  escaping: Finding[];
}

export interface ReadLimits {
  files: number;
  bytes: number;
}

/** One file and one byte above what a skill may have: enough for the validator to see that it is too much. */
const SKILL_READ: ReadLimits = { files: SKILL_LIMITS.folderFiles + 1, bytes: SKILL_LIMITS.folderBytes + 1 };

/**
 * Reads a folder, in order of path, up to the limits; with `names` only these entries of it. Links inside the folder count as
 * what they point to; `.git` does not count.
 */
export async function readFolder(
  folder: string,
  limits: ReadLimits = SKILL_READ,
  names?: readonly string[],
): Promise<DiskFolder> {
  const root = await realpath(folder);
  const result: DiskFolder = { files: [], escaping: [] };
  const walk: Walk = { root, prefix: "", left: { ...limits }, above: [root] };
  if (names === undefined) await readInto(result, walk);
  else for (const name of names) await readEntry(result, walk, name);
  return result;
}

interface Walk {
  root: string;
  prefix: string;
  left: ReadLimits;
  /** Real folders on the way down, so that a link in a circle ends. */
  above: readonly string[];
}

async function readInto(result: DiskFolder, walk: Walk): Promise<void> {
  const names = await readdir(join(walk.root, walk.prefix));
  for (const name of names.toSorted(compareText)) {
    if (walk.left.files <= 0 || walk.left.bytes <= 0) return;
    if (name !== ".git") await readEntry(result, walk, walk.prefix === "" ? name : `${walk.prefix}/${name}`);
  }
}

async function readEntry(result: DiskFolder, walk: Walk, path: string): Promise<void> {
  const real = await realpath(join(walk.root, path)).catch(() => undefined);
  if (real === undefined || !isInside(walk.root, real)) {
    result.escaping.push(escape(path, real === undefined ? "leads nowhere" : "leads out of the folder"));
    return;
  }
  const info = await stat(real);
  if (info.isDirectory()) {
    if (!walk.above.includes(real)) await readInto(result, { ...walk, prefix: path, above: [...walk.above, real] });
  } else if (info.isFile()) {
    const bytes = await readAtMost(real, walk.left.bytes);
    walk.left.files -= 1;
    walk.left.bytes -= bytes.length;
    result.files.push({ path, mode: (info.mode & 0o100) === 0 ? "100644" : "100755", bytes });
  } else {
    result.escaping.push(escape(path, "is a device or a pipe"));
  }
}

async function readAtMost(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = new Uint8Array(Math.min(size, bytes));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}

function isInside(root: string, real: string): boolean {
  const way = relative(root, real);
  return way !== ".." && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
}

function escape(path: string, why: string): Finding {
  return {
    rule: "path-outside",
    severity: "error",
    message: `${path} ${why}; put a plain file there`,
    file: path,
  };
}
