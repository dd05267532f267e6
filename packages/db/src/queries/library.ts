import { Signal } from "@yardlet/core/classify";
import { type Preset } from "@yardlet/core/library";
import { Finding } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson, toJson } from "./rows.ts";

/** The team's library as last read. A source is a git URL that feeds it; without one the built-in library does. */
export interface LibraryRow {
  id: string;
  sourceUrl: string | null;
  sourceCommit: string | null;
  headCommit: string | null;
  syncedAt: Date | null;
  error: string | null;
  findings: Finding[];
  signals: Signal[];
  /** What came from the source, as last imported: unit to hash. */
  imported: Record<string, string>;
}

const ID = "library";

export async function getLibrary(db: Db): Promise<LibraryRow> {
  const row = await clientOf(db).library.findUniqueOrThrow({ where: { id: ID } });
  return {
    id: row.id,
    sourceUrl: row.sourceUrl,
    sourceCommit: row.sourceCommit,
    headCommit: row.headCommit,
    syncedAt: row.syncedAt,
    error: row.error,
    findings: fromJson(z.array(Finding), row.findings),
    signals: fromJson(z.array(Signal), row.signals),
    imported: fromJson(z.record(z.string(), z.string()), row.imported),
  };
}

export async function setLibrarySource(db: Db, sourceUrl: string | null): Promise<void> {
  await clientOf(db).library.update({ where: { id: ID }, data: { sourceUrl, sourceCommit: null } });
}

export async function recordLibrarySync(
  db: Db,
  sync: {
    headCommit: string;
    sourceCommit: string | null;
    syncedAt: Date;
    findings: Finding[];
    signals: Signal[];
    imported: Record<string, string>;
  },
): Promise<void> {
  await clientOf(db).library.update({
    where: { id: ID },
    data: {
      ...sync,
      error: null,
      findings: toJson(sync.findings),
      signals: toJson(sync.signals),
      imported: toJson(sync.imported),
    },
  });
}

/** What a write of ours left in the library; what else lies there is read by the next sync. */
export async function recordLibraryWrite(db: Db, write: { headCommit: string; findings: Finding[] }): Promise<void> {
  await clientOf(db).library.update({
    where: { id: ID },
    data: { headCommit: write.headCommit, findings: toJson(write.findings) },
  });
}

export async function recordLibraryError(db: Db, error: string): Promise<void> {
  await clientOf(db).library.update({ where: { id: ID }, data: { error } });
}

export async function listPresets(db: Db): Promise<Preset[]> {
  const rows = await clientOf(db).preset.findMany({ where: { libraryId: ID }, orderBy: { name: "asc" } });
  return rows.map((row) => ({ name: row.name, skills: row.skills }));
}

export async function replacePresets(db: Db, presets: Preset[]): Promise<void> {
  await clientOf(db).preset.deleteMany({ where: { libraryId: ID } });
  await clientOf(db).preset.createMany({ data: presets.map((preset) => ({ libraryId: ID, ...preset })) });
}
