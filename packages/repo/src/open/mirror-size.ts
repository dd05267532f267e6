import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import type { CallOptions } from "../git/process.ts";

const SIZE_CHECK_MS = 500;

/** Runs a fetch while its mirror's size is watched, and ends it when the mirror grows beyond `max` bytes. */
export async function watchingSize<T>(
  gitDir: string,
  max: number,
  { signal }: CallOptions,
  fetch: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const tooLarge = new AbortController();
  const timer = setInterval(() => {
    checkSize(gitDir, max).catch((error: unknown) => tooLarge.abort(error));
  }, SIZE_CHECK_MS);
  await removeHalfPacks(gitDir);
  try {
    const done = await fetch(AbortSignal.any([tooLarge.signal, ...(signal ? [signal] : [])]));
    await checkSize(gitDir, max);
    return done;
  } finally {
    clearInterval(timer);
  }
}

/** @throws DomainError `limit_reached` for a mirror that is larger than it may be. */
export async function checkSize(gitDir: string, max: number): Promise<void> {
  if ((await packBytes(gitDir)) <= max) return;
  throw new DomainError("limit_reached", `the repository is larger than ${max} bytes; let an admin raise the limit`, {
    max,
  });
}

/** What a fetch that was cut short left behind. The caller holds the mirror's lock, so nobody is at it. */
async function removeHalfPacks(gitDir: string): Promise<void> {
  const folder = packsOf(gitDir);
  const names = await readdir(folder).catch(() => []);
  await Promise.all(
    names.filter((name) => name.startsWith("tmp_")).map((name) => rm(join(folder, name), { force: true })),
  );
}

/** How much a mirror holds, in bytes: its packs, which is nearly all of it. */
export async function packBytes(gitDir: string): Promise<number> {
  const folder = packsOf(gitDir);
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

function packsOf(gitDir: string): string {
  return join(gitDir, "objects", "pack");
}
