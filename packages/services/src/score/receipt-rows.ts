import type { ReceiptRow } from "@yardlet/core/score";
import { findUnitDigests, listRepos, type Db } from "@yardlet/db";
import { GONE } from "./skill-score.ts";

/** Rows of a receipt against the evidence as it stands now. */
export interface RowCheck {
  checked: number;
  changed: number;
  /** The first row that is another one now; `now` is null where the task is gone. */
  first: { repoSlug: string; intent: string; task: string; stored: string; now: string | null } | null;
}

const BATCH = 5_000;

/** Holds each row's digest of attempts and verdicts against the one in the database. */
export async function checkRows(db: Db, rows: readonly ReceiptRow[]): Promise<RowCheck> {
  let changed = 0;
  let first: RowCheck["first"] = null;
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const now = await findUnitDigests(
      db,
      batch.map(([repoId, , intent, task]) => ({ repoId, intent, task })),
    );
    for (const [index, row] of batch.entries()) {
      const digest = now[index]?.digest ?? null;
      if (digest === row[11]) continue;
      changed += 1;
      first ??= { repoSlug: row[0], intent: row[2], task: row[3], stored: row[11], now: digest };
    }
  }
  return { checked: rows.length, changed, first: first && { ...first, repoSlug: await slugOf(db, first.repoSlug) } };
}

async function slugOf(db: Db, repoId: string): Promise<string> {
  return (await listRepos(db)).find((repo) => repo.id === repoId)?.slug ?? GONE;
}
