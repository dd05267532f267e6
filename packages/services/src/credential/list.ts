import type { Credential, CredentialTrial } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import { listCredentials as queryCredentials, listTrials, type CredentialRow } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";
import { loadUsers } from "./find.ts";
import { openSignIn } from "./sealed.ts";

/** A credential without its secret, who signs in with it, and how the last try of it ended. */
export interface CredentialView extends Credential {
  /** The repos that are read with it. */
  repos: { slug: string; location: string }[];
  /** The library's source is read with it. */
  isSource: boolean;
  /** Why its secret cannot be opened on this host, with the remedy; null when it can. */
  locked: string | null;
  trial: CredentialTrial | null;
}

/** By host. */
export async function listCredentials(ctx: ServiceContext): Promise<CredentialView[]> {
  requirePermission(ctx, "credential.manage");
  const [rows, usersOf, trials] = [await queryCredentials(ctx.db), await loadUsers(ctx.db), await listTrials(ctx.db)];
  return rows.map((row) => {
    const { secret: _secret, ...credential } = row;
    const { repos, isSource } = usersOf(row);
    return {
      ...credential,
      repos: repos.map(({ slug, location }) => ({ slug, location })),
      isSource,
      locked: whyLocked(ctx, row),
      trial: trials.get(row.id) ?? null,
    };
  });
}

function whyLocked(ctx: ServiceContext, row: CredentialRow): string | null {
  try {
    openSignIn(ctx, row);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
