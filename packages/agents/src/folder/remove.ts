import { chmod, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** Removes a folder with everything in it, also where an agent took the rights away. Links are removed, not followed. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await giveBackRights(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

async function giveBackRights(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await giveBackRights(path.join(folder, entry.name));
}
