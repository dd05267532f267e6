import { clientOf, type Db } from "../client.ts";

/** What a git host calls when something was pushed to a repo, with its encrypted secret. */
export interface PushHookRow {
  repoId: string;
  secret: string;
  createdBy: string;
  createdAt: Date;
  rotatedAt: Date | null;
  /** When the last message came that was signed as it should be, what it was about, and what it led to. */
  lastAt: Date | null;
  lastEvent: string | null;
  lastDid: string | null;
}

export async function findPushHook(db: Db, repoId: string): Promise<PushHookRow | undefined> {
  return (await clientOf(db).pushHook.findUnique({ where: { repoId } })) ?? undefined;
}

/** Makes a repo's hook, or gives the one it has another secret. */
export async function savePushHook(
  db: Db,
  { repoId, secret, by, at }: { repoId: string; secret: string; by: string; at: Date },
): Promise<void> {
  await clientOf(db).pushHook.upsert({
    where: { repoId },
    create: { repoId, secret, createdBy: by, createdAt: at },
    update: { secret, rotatedAt: at },
  });
}

export async function deletePushHook(db: Db, repoId: string): Promise<boolean> {
  return (await clientOf(db).pushHook.deleteMany({ where: { repoId } })).count === 1;
}

/** Notes what came; nothing happens when the hook was turned off meanwhile. */
export async function notePush(db: Db, repoId: string, last: { at: Date; event: string; did: string }): Promise<void> {
  const data = { lastAt: last.at, lastEvent: last.event, lastDid: last.did };
  await clientOf(db).pushHook.updateMany({ where: { repoId }, data });
}
