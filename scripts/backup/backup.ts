import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { BACKUP_FORMAT, HEADER_ENTRY, PIECE_BYTES, pieceName, type BackupManifest } from "@yardlet/core/backup";
import { openSnapshot, type Snapshot } from "@yardlet/db/backup";
import { headOfBare, writeBundle } from "@yardlet/repo";
import { writeArchive, type ArchiveWriter } from "./archive.ts";
import { keyMark } from "./key.ts";

export interface Installation {
  databaseUrl: string;
  dataDir: string;
}

/**
 * Writes all that cannot be made again into one file: every table as it is at one moment, and the library. The library is read after
 * the database: a commit that the database does not know yet is taken up by the next reading, one that is missing would not be.
 */
export async function backUp({ databaseUrl, dataDir }: Installation, file: string, now: Date): Promise<BackupManifest> {
  const snapshot = await openSnapshot(databaseUrl);
  try {
    return await writeArchive(file, async (archive) => {
      const { migration } = snapshot;
      const header = { format: BACKUP_FORMAT, made_at: now.toISOString(), migration, key: keyMark(dataDir) };
      await archive.add(HEADER_ENTRY, Buffer.from(JSON.stringify(header)));
      const tables: BackupManifest["tables"] = [];
      for (const table of snapshot.tables) {
        tables.push({ ...table, rows: await addTable(archive, snapshot, table) });
      }
      const sequences = await snapshot.sequences();
      return { tables, sequences, library: await addLibrary(archive, path.join(dataDir, "library.git")) };
    });
  } finally {
    await snapshot.close();
  }
}

async function addTable(
  archive: ArchiveWriter,
  snapshot: Snapshot,
  table: Snapshot["tables"][number],
): Promise<number> {
  let rows = 0;
  let index = 0;
  for await (const piece of piecesOf(snapshot.rowsOf(table))) {
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) rows += 1;
    await archive.add(pieceName(`tables/${table.name}`, index), piece);
    index += 1;
  }
  return rows;
}

/** COPY ends every row with one; within values it is written `\n`. */
const NEWLINE = 10;

async function addLibrary(archive: ArchiveWriter, folder: string): Promise<BackupManifest["library"]> {
  const head = await headOfBare(folder);
  if (!head) return null;
  const scratch = await mkdtemp(path.join(tmpdir(), "yardlet-backup-"));
  try {
    const bundle = path.join(scratch, "library.bundle");
    await writeBundle(folder, bundle);
    let index = 0;
    for await (const piece of piecesOf(createReadStream(bundle))) {
      await archive.add(pieceName("library", index), piece);
      index += 1;
    }
    return (await headOfBare(folder)) ?? head;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The same bytes in pieces of one size. */
async function* piecesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (size + rest.length >= PIECE_BYTES) {
      const room = PIECE_BYTES - size;
      yield Buffer.concat([...parts, rest.subarray(0, room)]);
      parts = [];
      size = 0;
      rest = rest.subarray(room);
    }
    if (rest.length > 0) parts.push(rest);
    size += rest.length;
  }
  if (size > 0) yield Buffer.concat(parts);
}
