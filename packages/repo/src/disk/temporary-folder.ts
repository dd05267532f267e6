import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `use` with an empty folder that only this user may enter, and that is gone afterwards; default below the system's. */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>, above = tmpdir()): Promise<T> {
  const folder = await mkdtemp(join(above, "yardlet-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
