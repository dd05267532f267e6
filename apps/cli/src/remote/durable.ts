import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Whoever may read a file: its owner alone, or whom the system's own setting lets. */
const MODES = { owner: 0o600, usual: 0o666 } as const;

/** Writes a file that only its owner may read, if nothing else is asked; whoever looks meanwhile finds the old one or the new one. */
export async function writeDurably(
  folder: string,
  name: string,
  text: string,
  readers: keyof typeof MODES = "owner",
): Promise<void> {
  const temporary = join(folder, `.${name}.${process.pid}`);
  try {
    const file = await open(temporary, "w", MODES[readers]);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

/** Not every system lets a folder be synced; there the rename is as durable as it gets. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
