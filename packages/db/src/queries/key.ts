import { Role, Scope, type ApiKey } from "@yardlet/core/team";
import { clientOf, type Db } from "../client.ts";
import { newId } from "./rows.ts";

const WITH_REPO = { include: { repo: { select: { slug: true, archivedAt: true } } } } as const;

export async function insertKey(
  db: Db,
  key: {
    name: string;
    start: string;
    tokenHash: string;
    role: Role;
    scopes: readonly Scope[];
    repoId: string | null;
    createdBy: string;
    createdAt: Date;
  },
): Promise<ApiKey> {
  const row = await clientOf(db).apiKey.create({
    data: { id: newId(), ...key, scopes: [...key.scopes] },
    ...WITH_REPO,
  });
  return keyOf(row);
}

/** Every key, revoked ones too: the newest first. */
export async function listKeys(db: Db): Promise<ApiKey[]> {
  const rows = await clientOf(db).apiKey.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }], ...WITH_REPO });
  return rows.map(keyOf);
}

/** How many keys work. */
export function countKeys(db: Db): Promise<number> {
  return clientOf(db).apiKey.count({ where: { revokedAt: null } });
}

/** The key of a secret, and whether the repo it is bound to was archived. */
export async function findKeyByHash(
  db: Db,
  tokenHash: string,
): Promise<{ key: ApiKey; repoArchived: boolean } | undefined> {
  const row = await clientOf(db).apiKey.findUnique({ where: { tokenHash }, ...WITH_REPO });
  return row ? { key: keyOf(row), repoArchived: (row.repo?.archivedAt ?? null) !== null } : undefined;
}

/** Ends a key, once: of two at the same time one gets the key, the other undefined. */
export async function revokeKey(db: Db, id: string, { by, at }: { by: string; at: Date }): Promise<ApiKey | undefined> {
  const ended = await clientOf(db).apiKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: at, revokedBy: by },
  });
  if (ended.count === 0) return undefined;
  return keyOf(await clientOf(db).apiKey.findUniqueOrThrow({ where: { id }, ...WITH_REPO }));
}

/** Notes that a key was used at `at`, unless that was noted since `before`. */
export async function touchKey(db: Db, id: string, { at, before }: { at: Date; before: Date }): Promise<void> {
  await clientOf(db).apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: at },
  });
}

/** A row's scopes that are known: what an older version knew and this one does not opens nothing. */
function scopesOf(words: readonly string[]): Scope[] {
  return words.flatMap((word) => Scope.safeParse(word).data ?? []);
}

function keyOf(
  row: Omit<ApiKey, "role" | "scopes" | "repoSlug"> & {
    role: string;
    scopes: string[];
    repo: { slug: string } | null;
  },
): ApiKey {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    role: Role.parse(row.role),
    scopes: scopesOf(row.scopes),
    repoId: row.repoId,
    repoSlug: row.repo?.slug ?? null,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
    revokedBy: row.revokedBy,
  };
}
