import type { Waiver } from "@yardlet/core/scan";
import { clientOf, type Db } from "../client.ts";
import { newId } from "./rows.ts";

/** A waiver as it is stored. `home` is "library" or a repo's id. */
export interface WaiverRow extends Waiver {
  id: string;
  contentHash: string;
  home: string;
  name: string;
  reason: string;
  by: string;
  at: Date;
  liftedBy: string | null;
}

export async function insertWaiver(db: Db, waiver: Omit<WaiverRow, "id" | "liftedAt" | "liftedBy">): Promise<string> {
  const { place, ...facts } = waiver;
  const id = newId();
  await clientOf(db).waiver.create({
    data: { ...facts, id, file: place?.file ?? null, excerpt: place?.excerpt ?? null },
  });
  return id;
}

export async function findWaiver(db: Db, id: string): Promise<WaiverRow | undefined> {
  const row = await clientOf(db).waiver.findUnique({ where: { id } });
  return row ? waiverOf(row) : undefined;
}

/** Those of a text, whatever became of them, the newest first. */
export async function listWaivers(db: Db, contentHash: string): Promise<WaiverRow[]> {
  const rows = await clientOf(db).waiver.findMany({
    where: { contentHash },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  return rows.map(waiverOf);
}

/** Takes a waiver back, once: false when it was before. */
export async function liftWaiver(db: Db, id: string, lift: { by: string; at: Date }): Promise<boolean> {
  const done = await clientOf(db).waiver.updateMany({
    where: { id, liftedAt: null },
    data: { liftedAt: lift.at, liftedBy: lift.by },
  });
  return done.count === 1;
}

function waiverOf({
  file,
  excerpt,
  ...row
}: Omit<WaiverRow, "place"> & { file: string | null; excerpt: string | null }): WaiverRow {
  return { ...row, place: file === null || excerpt === null ? null : { file, excerpt } };
}
