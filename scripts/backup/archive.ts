// The file format of a backup: a gzipped tar whose first entry says what it is, and whose last one lists all the others with their hashes.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import {
  damaged,
  HEADER_ENTRY,
  MANIFEST_ENTRY,
  notABackup,
  PIECE_BYTES,
  readHeader,
  readManifest,
  requireSame,
  type BackupHeader,
  type BackupManifest,
} from "@yardlet/core/backup";
import { DomainError } from "@yardlet/core/error";
import { extract, pack } from "tar-stream";

/** More than a list of contents of a terabyte needs. */
const MOST_MANIFEST_BYTES = 256 * 1024 * 1024;

export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  entries: BackupManifest["entries"];
}

/**
 * Writes an archive that only its owner reads. It has its name once it is whole: who dies before leaves a `.part` behind.
 * @throws DomainError `conflict` when there is a file of that name
 */
export async function writeArchive(
  file: string,
  write: (archive: ArchiveWriter) => Promise<Omit<BackupManifest, "entries">>,
): Promise<BackupManifest> {
  if (existsSync(file)) throw new DomainError("conflict", `${file} is there already; choose another name`);
  const part = `${file}.${process.pid}.part`;
  const tar = pack();
  const gzip = createGzip();
  const target = createWriteStream(part, { flags: "wx", mode: 0o600 });
  const stored = finished(target);
  stored.catch(() => undefined);
  const packed = (async () => {
    for await (const chunk of tar) if (!gzip.write(chunk)) await once(gzip, "drain");
    gzip.end();
  })();
  packed.catch(() => undefined);
  gzip.pipe(target);
  const put = (name: string, content: Buffer) =>
    Promise.race([
      new Promise<void>((resolve, reject) => {
        tar.entry({ name, mode: 0o600, mtime: new Date(0) }, content, (error) => (error ? reject(error) : resolve()));
      }),
      stored,
    ]);
  const entries: BackupManifest["entries"] = [];
  try {
    const rest = await write({
      entries,
      async add(name, content) {
        entries.push({ name, bytes: content.length, sha256: sha256(content) });
        await put(name, content);
      },
    });
    const manifest = { entries, ...rest };
    await put(MANIFEST_ENTRY, Buffer.from(JSON.stringify(manifest)));
    tar.finalize();
    await packed;
    await stored;
    await flush(part);
    if (existsSync(file)) throw new DomainError("conflict", `${file} was made meanwhile; choose another name`);
    await rename(part, file);
    return manifest;
  } finally {
    tar.destroy();
    gzip.destroy();
    target.destroy();
    await rm(part, { force: true });
  }
}

export interface ArchiveEntry {
  name: string;
  content: Buffer;
  sha256: string;
}

/**
 * Reads every entry, one at a time.
 * @throws DomainError `invalid` for what is no archive, or ends early
 */
export async function* entriesOf(file: string): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const tar = extract();
  source.once("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const fed = (async () => {
    for await (const chunk of gunzip) {
      if (!tar.write(chunk)) await new Promise<void>((resolve) => tar.once("drain", () => resolve()));
    }
    tar.end(null);
  })().catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  let read = 0;
  try {
    for await (const entry of tar) {
      const { name, size, type } = entry.header;
      if (type !== "file" || size > (name === MANIFEST_ENTRY ? MOST_MANIFEST_BYTES : PIECE_BYTES)) {
        throw read === 0 ? notABackup() : damaged(`it holds ${name}, which no backup does`);
      }
      const parts: Buffer[] = [];
      for await (const chunk of entry) if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
      const content = Buffer.concat(parts);
      yield { name, content, sha256: sha256(content) };
      read += 1;
    }
    await fed;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") throw new DomainError("not_found", `there is no file ${file}`);
    if (code === "EACCES" || code === "EISDIR") throw new DomainError("refused", `${file} cannot be read`);
    throw read === 0 ? notABackup() : damaged("it ends early, or was changed");
  } finally {
    source.destroy();
    gunzip.destroy();
    tar.destroy();
  }
}

/**
 * Reads a whole archive and holds it against its own list. `known` are the migrations of this version.
 * @throws DomainError `invalid` when it is none or damaged, `refused` when it is a newer version's
 */
export async function verifyArchive(
  file: string,
  known: readonly string[],
): Promise<{ header: BackupHeader; manifest: BackupManifest }> {
  const seen: BackupManifest["entries"] = [];
  let header: BackupHeader | undefined;
  let manifest: BackupManifest | undefined;
  for await (const { name, content, sha256 } of entriesOf(file)) {
    if (manifest) throw damaged(`${name} comes after its end`);
    if (!header) {
      if (name !== HEADER_ENTRY) throw notABackup();
      header = readHeader(content.toString("utf8"), known);
    }
    if (name === MANIFEST_ENTRY) manifest = readManifest(content.toString("utf8"));
    else seen.push({ name, bytes: content.length, sha256 });
  }
  if (!header) throw notABackup();
  if (!manifest) throw damaged("it ends early");
  requireSame(manifest, seen);
  return { header, manifest };
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
