import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { withLock } from "../lock/lock.ts";
import { packBytes } from "./mirror-size.ts";
import { LOCK_NAME } from "./repo.ts";

/** The name of the repository in a mirror's folder, and how names of folders begin that are to go. */
export const MIRROR = "mirror.git";
export const UNFINISHED = "unfinished-";

/** Longer than any job works on what it has opened: a mirror that was opened since then may be in use. */
const IN_USE_MS = 3_600_000;

interface Mirror {
  readonly folder: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** Notes that a mirror is in use, in the time of its folder. */
export async function noteUse(gitDir: string): Promise<void> {
  const now = new Date();
  await utimes(gitDir, now, now).catch(() => {});
}

/**
 * Removes the mirrors that nobody used for longest until all together have at most `maxBytes`, each under its lock. One that was
 * opened within the last hour, or that somebody holds, stays: then they have more for a while. A removed mirror is made again
 * when it is needed.
 */
export async function trimMirrors(mirrorsDir: string, maxBytes: number): Promise<void> {
  const mirrors = await listMirrors(mirrorsDir);
  let bytes = mirrors.reduce((sum, mirror) => sum + mirror.bytes, 0);
  const idle = mirrors.filter(({ usedAt }) => usedAt < Date.now() - IN_USE_MS);
  for (const mirror of idle.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= maxBytes) return;
    if (await removeMirror(mirror)) bytes -= mirror.bytes;
  }
}

/** What a crash, or a removal that was cut short, left in a mirror's folder. The caller holds its lock. */
export async function removeUnfinished(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function listMirrors(mirrorsDir: string): Promise<Mirror[]> {
  const names = (await readdir(mirrorsDir)).filter((name) => /^[0-9a-f]{40}$/.test(name));
  const all = await Promise.all(
    names.map(async (name) => {
      const folder = join(mirrorsDir, name);
      const gitDir = join(folder, MIRROR);
      const info = await stat(gitDir).catch(() => undefined);
      return info && { folder, bytes: await packBytes(gitDir), usedAt: info.mtimeMs };
    }),
  );
  return all.filter((mirror) => mirror !== undefined);
}

/** False when somebody is at it, or has been since it was listed. */
async function removeMirror({ folder, usedAt }: Mirror): Promise<boolean> {
  try {
    return await withLock(join(folder, LOCK_NAME), { waitMs: 0 }, async () => {
      const gitDir = join(folder, MIRROR);
      if ((await stat(gitDir)).mtimeMs !== usedAt) return false;
      // Moved away first: a crash while deleting must not leave half a mirror.
      await rename(gitDir, join(folder, `${UNFINISHED}${randomUUID()}`));
      await removeUnfinished(folder);
      return true;
    });
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
