import type { Actor } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { permissionsOfScopes } from "@yardlet/core/team";
import { findKeyByHash, touchKey, type Db } from "@yardlet/db";
import { hashToken } from "../team/tokens.ts";

/** The last use of a key is kept to this. */
const USE_MS = 60_000;

/**
 * Who a secret speaks for. Whatever is wrong with it, the work is the same: one hash, one look-up by it.
 * @throws DomainError `unauthenticated` for a secret that is no key, was revoked, or is bound to an archived repo
 */
export async function authenticateKey(db: Db, secret: string, now: Date): Promise<Actor> {
  const found = await findKeyByHash(db, hashToken(secret));
  if (!found) {
    throw new DomainError("unauthenticated", "this key is not known; an admin makes one under Settings, Keys");
  }
  const { key, repoArchived } = found;
  if (key.revokedAt) {
    const day = key.revokedAt.toISOString().slice(0, 10);
    throw new DomainError("unauthenticated", `the key ${key.name} was revoked on ${day}; ask an admin for another`);
  }
  if (repoArchived) {
    throw new DomainError(
      "unauthenticated",
      `the key ${key.name} is bound to ${key.repoSlug ?? "a repo"}, which is archived; ask an admin for another`,
    );
  }
  const before = new Date(now.getTime() - USE_MS);
  if (!key.lastUsedAt || key.lastUsedAt < before) await touchKey(db, key.id, { at: now, before });
  return {
    kind: "key",
    id: key.id,
    name: key.name,
    role: key.role,
    limits: { permissions: permissionsOfScopes(key.scopes), repoId: key.repoId },
  };
}
