import { appendFile, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import {
  damaged,
  HEADER_ENTRY,
  MANIFEST_ENTRY,
  requireSame,
  tableOf,
  type BackupHeader,
  type BackupManifest,
} from "@yardlet/core/backup";
import { openDatabase } from "@yardlet/db";
import { openLoad, requireEmptyDatabase, type Load } from "@yardlet/db/backup";
import { knownMigrations, migrate } from "@yardlet/db/migrate";
import { openQueue } from "@yardlet/db/queue";
import { restoreBundle } from "@yardlet/repo";
import { requeueRestoredJobs, WORKER, type ServiceSettings } from "@yardlet/services";
import { entriesOf, verifyArchive } from "./archive.ts";
import type { Installation } from "./backup.ts";
import { keyMark } from "./key.ts";

export interface Restored {
  header: BackupHeader;
  manifest: BackupManifest;
  /** Migrations that were applied to what was restored. */
  migrated: number;
  /** Jobs that go on. */
  jobs: number;
  /** Whether what is encrypted can be read here; null where one of both has no key. */
  sameKey: boolean | null;
}

/**
 * Fills an empty installation with a backup. The archive is read whole and checked before anything is written; then the tables are
 * loaded into the schema that they were made by, in one transaction, and brought up to this version.
 * @throws DomainError when the archive is none, damaged or too new, or the installation is not empty
 */
export async function restore(installation: Installation, file: string, settings: ServiceSettings): Promise<Restored> {
  const { databaseUrl, dataDir } = installation;
  const { header, manifest } = await verifyArchive(file, knownMigrations());
  await requireEmptyDatabase(databaseUrl, header.migration);
  await migrate(databaseUrl, header.migration);
  const scratch = await mkdtemp(path.join(dataDir, "restoring-"));
  try {
    await load(file, manifest, { databaseUrl, dataDir, bundle: path.join(scratch, "library.bundle") });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const migrated = await migrate(databaseUrl);
  const jobs = await requeue(databaseUrl, settings);
  const mark = keyMark(dataDir);
  const sameKey = header.key === null || mark === null ? null : header.key === mark;
  return { header, manifest, migrated, jobs, sameKey };
}

async function load(
  file: string,
  manifest: BackupManifest,
  { databaseUrl, dataDir, bundle }: Installation & { bundle: string },
): Promise<void> {
  const target = await openLoad(databaseUrl);
  try {
    const counts = await fill(file, manifest, target, bundle).catch(asDamage);
    const short = manifest.tables.find(({ name, rows }) => (counts.get(name) ?? 0) !== rows);
    if (short) throw damaged(`${short.name} has not as many rows as its list of contents says`);
    // The library first: where this ends before the transaction does, it is found in place by the next try.
    if (manifest.library) await restoreBundle(bundle, path.join(dataDir, "library.git"), manifest.library);
    await target.commit();
  } finally {
    await target.close();
  }
}

/** Writes what the archive holds; that it still is what was checked is checked again. */
async function fill(
  file: string,
  manifest: BackupManifest,
  target: Load,
  bundle: string,
): Promise<Map<string, number>> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  const seen: BackupManifest["entries"] = [];
  for await (const { name, content, sha256 } of entriesOf(file)) {
    if (name === MANIFEST_ENTRY) continue;
    seen.push({ name, bytes: content.length, sha256 });
    if (name === HEADER_ENTRY) continue;
    const table = tables.get(tableOf(name) ?? "");
    if (table) await target.write(table, content);
    else if (tableOf(name) === undefined) await appendFile(bundle, content, { mode: 0o600 });
    else throw damaged(`${name} belongs to no table that it lists`);
  }
  requireSame(manifest, seen);
  return target.finish(manifest.sequences);
}

/** What the database refuses although every hash is right was not written by a backup. */
function asDamage(error: unknown): never {
  const code = error instanceof Error && "severity" in error && "code" in error ? error.code : undefined;
  if (error instanceof Error && typeof code === "string") throw damaged(error.message);
  throw error;
}

async function requeue(databaseUrl: string, settings: ServiceSettings): Promise<number> {
  const db = openDatabase(databaseUrl, { connections: 2 });
  try {
    const queue = await openQueue(db, { host: settings.host, working: false, onError: () => undefined });
    try {
      return await requeueRestoredJobs({ db, queue, settings, actor: WORKER, now: () => new Date() });
    } finally {
      await queue.close();
    }
  } finally {
    await db.close();
  }
}
