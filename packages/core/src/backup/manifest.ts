import * as z from "zod";
import { DomainError } from "../error.ts";
import { Sha256 } from "../skill/types.ts";

export const BACKUP_FORMAT = "yardlet.backup/1";
/** The first entry of an archive and the last. */
export const HEADER_ENTRY = "yardlet-backup.json";
export const MANIFEST_ENTRY = "manifest.json";
/** Tables and the library lie in pieces of at most so many bytes: nothing is ever whole in memory. */
export const PIECE_BYTES = 4 * 1024 * 1024;

const Name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, "a name of the database is expected");
const Migration = z.string().regex(/^\d{14}_[a-z0-9_]+$/, "the name of a migration is expected");
const EntryName = z
  .string()
  .regex(/^(tables\/[a-z_][a-z0-9_]{0,62}|library)\/\d{6}$|^yardlet-backup\.json$/, "no such entry is known");

/** Says whose archive it is, before anything else is read. */
export const BackupHeader = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  made_at: z.iso.datetime(),
  /** The newest migration of the database that it was made from. */
  migration: Migration,
  /** Tells whether an installation has the same key; null where the backup knew none. */
  key: z.string().nullable(),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

/** Everything that is in the archive, in its order. */
export const BackupManifest = z.strictObject({
  entries: z.array(z.strictObject({ name: EntryName, bytes: z.int().min(0).max(PIECE_BYTES), sha256: Sha256 })),
  tables: z.array(z.strictObject({ name: Name, columns: z.array(Name).min(1), rows: z.int().min(0) })),
  sequences: z.array(
    z.strictObject({
      name: Name,
      last: z
        .string()
        .regex(/^\d{1,19}$/)
        .nullable(),
    }),
  ),
  library: z
    .strictObject({ branch: z.string().min(1).max(255), commit: z.string().regex(/^[0-9a-f]{40,64}$/) })
    .nullable(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export function pieceName(of: string, index: number): string {
  return `${of}/${String(index).padStart(6, "0")}`;
}

/** The table that an entry is a piece of. */
export function tableOf(entry: string): string | undefined {
  return /^tables\/([^/]+)\//.exec(entry)?.[1];
}

/**
 * Reads the first entry. `known` are the migrations that this version has.
 * @throws DomainError `invalid` for what is no backup, `refused` for one of a newer version
 */
export function readHeader(text: string, known: readonly string[]): BackupHeader {
  const parsed = BackupHeader.safeParse(jsonOf(text));
  if (!parsed.success) throw notABackup();
  const { migration } = parsed.data;
  if (known.includes(migration)) return parsed.data;
  throw new DomainError(
    "refused",
    `this backup was made by a newer Yardlet (its database is at ${migration}); update Yardlet, then restore it`,
    { migration },
  );
}

/** @throws DomainError `invalid` */
export function readManifest(text: string): BackupManifest {
  const parsed = BackupManifest.safeParse(jsonOf(text));
  if (!parsed.success) throw damaged("its list of contents cannot be read");
  return parsed.data;
}

/**
 * Holds what was read against what the manifest says.
 * @throws DomainError `invalid` that names the first difference
 */
export function requireSame(manifest: BackupManifest, seen: BackupManifest["entries"]): void {
  for (const [index, entry] of manifest.entries.entries()) {
    const found = seen[index];
    if (found?.name !== entry.name) throw damaged(`${entry.name} is missing`);
    if (found.sha256 !== entry.sha256 || found.bytes !== entry.bytes) throw damaged(`${entry.name} was changed`);
  }
  const more = seen[manifest.entries.length];
  if (more) throw damaged(`${more.name} is not in its list of contents`);
}

export function notABackup(): DomainError {
  return new DomainError("invalid", "this file is no backup of Yardlet; give the one that `backup --to` wrote");
}

export function damaged(how: string): DomainError {
  return new DomainError("invalid", `this backup is damaged: ${how}; nothing was restored, so take another one`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
