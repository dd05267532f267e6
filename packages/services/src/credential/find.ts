import type { Credential } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import {
  getLibrary,
  listRepos,
  lockCredential,
  recordAudit,
  recordEvent,
  type CredentialRow,
  type Db,
} from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { enqueueJob, enqueueSyncs } from "../job/enqueue.ts";
import { placeOf } from "./place.ts";

export const CredentialInput = z.strictObject({ id: z.string().min(1).max(128) });

/** @throws DomainError `not_found` */
export async function requireCredential(tx: Db, id: string): Promise<CredentialRow> {
  const row = await lockCredential(tx, id);
  if (!row) throw new DomainError("not_found", "there is no such credential any more; reload the list");
  return row;
}

/** What signs in with a credential: repos, and the library's source. */
export interface CredentialUsers {
  repos: Repo[];
  isSource: boolean;
  sourceFailed: boolean;
}

/** Finds who signs in with credentials; asked once for all of them. */
export async function loadUsers(db: Db): Promise<(of: Pick<Credential, "host" | "kind">) => CredentialUsers> {
  const repos = (await listRepos(db)).filter(({ locationKind }) => locationKind === "url");
  const { sourceUrl, error } = await getLibrary(db);
  const isOf = (url: string, { host, kind }: Pick<Credential, "host" | "kind">) => {
    const place = placeOf(url);
    return place?.host === host && place.kind === kind;
  };
  return (of) => {
    const isSource = sourceUrl !== null && isOf(sourceUrl, of);
    return {
      repos: repos.filter(({ location }) => isOf(location, of)),
      isSource,
      sourceFailed: isSource && error !== null,
    };
  };
}

/** Has read again what could not be read before. */
export async function readFailedAgain(
  ctx: ServiceContext,
  tx: Db,
  of: Pick<Credential, "host" | "kind">,
): Promise<void> {
  const { repos, sourceFailed } = (await loadUsers(tx))(of);
  const failed = repos.filter(({ state }) => state === "error");
  if (sourceFailed) await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
  await enqueueSyncs(
    ctx,
    tx,
    failed.map(({ id }) => id),
  );
}

const KINDS = { password: "https", ssh_key: "ssh" } as const satisfies Record<Credential["kind"], string>;

/** Notes what was done to a credential; never a secret, nor a part of one. */
export async function noteCredential(
  ctx: ServiceContext,
  tx: Db,
  { id, host, kind }: Pick<Credential, "id" | "host" | "kind">,
  { action, reason, ...details }: { action: string; reason: string } & Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, ctx.actor, {
    action,
    subject: `${host} (${KINDS[kind]})`,
    reason,
    details: { credential: id, host, kind, ...details },
  });
  await recordEvent(tx, "credential", id);
}
