import { DomainError } from "@yardlet/core/error";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { demoFolder } from "./folder.ts";

/** Lies in the data folder from the first to the last moment of a fill. */
function markOf(dataDir: string): string {
  return path.join(demoFolder({ dataDir }), "unfinished");
}

export async function markUnfinished(dataDir: string): Promise<void> {
  await mkdir(demoFolder({ dataDir }), { recursive: true, mode: 0o700 });
  await writeFile(markOf(dataDir), "npm start -- --demo was stopped while it filled this folder\n");
}

export async function markWhole(dataDir: string): Promise<void> {
  await rm(markOf(dataDir));
}

/**
 * A demo that was stopped half-way tells half a history, and is not shown.
 * @throws DomainError `refused`, with what to do
 */
export async function requireWholeDemo(dataDir: string): Promise<void> {
  const isThere = await stat(markOf(dataDir)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new DomainError(
    "refused",
    `the demo in ${dataDir} was stopped half-way; remove that folder (with DATABASE_URL, empty that database too) and start again with --demo`,
    { dataDir },
  );
}
