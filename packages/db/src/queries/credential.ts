import { CredentialKind, type Credential, type CredentialTrial } from "@yardlet/core/credential";
import { clientOf, type Db } from "../client.ts";
import { newId } from "./rows.ts";

/** What only signing in needs: the secret, encrypted. */
export interface CredentialRow extends Credential {
  secret: string;
}

type NewCredential = Pick<
  CredentialRow,
  "id" | "kind" | "host" | "username" | "secret" | "hint" | "knownHosts" | "createdBy" | "createdAt"
>;

/** False when the host has one of this kind already, also one that is just being stored. */
export async function insertCredential(db: Db, credential: NewCredential): Promise<boolean> {
  const { count } = await clientOf(db).credential.createMany({ data: [credential], skipDuplicates: true });
  return count === 1;
}

/** By host, then kind. */
export async function listCredentials(db: Db): Promise<CredentialRow[]> {
  const rows = await clientOf(db).credential.findMany({ orderBy: [{ host: "asc" }, { kind: "asc" }] });
  return rows.map(credentialOf);
}

export function countCredentials(db: Db): Promise<number> {
  return clientOf(db).credential.count();
}

export async function findCredential(db: Db, id: string): Promise<CredentialRow | undefined> {
  const row = await clientOf(db).credential.findUnique({ where: { id } });
  return row ? credentialOf(row) : undefined;
}

/** A credential that nobody else changes until the transaction ends. */
export async function lockCredential(db: Db, id: string): Promise<CredentialRow | undefined> {
  await clientOf(db).$queryRaw`select id from credential where id = ${id} for update`;
  return findCredential(db, id);
}

export async function findCredentialOf(
  db: Db,
  place: Pick<Credential, "host" | "kind">,
): Promise<CredentialRow | undefined> {
  const row = await clientOf(db).credential.findUnique({ where: { host_kind: place } });
  return row ? credentialOf(row) : undefined;
}

/** Another secret, which nobody has tried yet. */
export async function rotateCredential(
  db: Db,
  id: string,
  change: Pick<CredentialRow, "username" | "secret" | "hint" | "knownHosts" | "rotatedBy" | "rotatedAt">,
): Promise<void> {
  await clientOf(db).credential.update({ where: { id }, data: { ...change, failedAt: null, failure: null } });
}

export async function deleteCredential(db: Db, id: string): Promise<void> {
  await clientOf(db).credential.delete({ where: { id } });
}

/**
 * Notes that the host let a secret in at `at`, unless that was noted since `before` and nothing failed since. `secret` is the one that
 * was used: of one that was rotated meanwhile nothing is noted. True when it had been refused before.
 */
export async function noteCredentialUsed(
  db: Db,
  { id, secret }: Pick<CredentialRow, "id" | "secret">,
  { at, before }: { at: Date; before: Date },
): Promise<boolean> {
  const client = clientOf(db);
  const mended = await client.credential.updateMany({
    where: { id, secret, failedAt: { not: null } },
    data: { usedAt: at, failedAt: null, failure: null },
  });
  if (mended.count > 0) return true;
  await client.credential.updateMany({
    where: { id, secret, OR: [{ usedAt: null }, { usedAt: { lt: before } }] },
    data: { usedAt: at },
  });
  return false;
}

/** Notes that the host refused a secret; false when it is another one by now. */
export async function noteCredentialRefused(
  db: Db,
  { id, secret }: Pick<CredentialRow, "id" | "secret">,
  { at, failure }: { at: Date; failure: string },
): Promise<boolean> {
  const noted = await clientOf(db).credential.updateMany({
    where: { id, secret },
    data: { failedAt: at, failure },
  });
  return noted.count === 1;
}

/** Of each credential only the last try is kept. */
export async function insertTrial(
  db: Db,
  trial: Pick<CredentialTrial, "credentialId" | "url" | "askedBy" | "askedAt">,
): Promise<string> {
  const id = newId();
  const client = clientOf(db);
  await client.credentialTrial.deleteMany({ where: { credentialId: trial.credentialId } });
  await client.credentialTrial.create({ data: { ...trial, id } });
  return id;
}

export async function findTrial(db: Db, id: string): Promise<CredentialTrial | undefined> {
  return (await clientOf(db).credentialTrial.findUnique({ where: { id } })) ?? undefined;
}

/** The last try of each credential, by the credential's id. */
export async function listTrials(db: Db): Promise<Map<string, CredentialTrial>> {
  const rows = await clientOf(db).credentialTrial.findMany({ orderBy: { askedAt: "asc" } });
  return new Map(rows.map((row) => [row.credentialId, row]));
}

/** Ends a try, once; nothing where another one was asked for since. */
export async function endTrial(
  db: Db,
  id: string,
  end: Partial<Pick<CredentialTrial, "branches" | "defaultBranch" | "error">> & { endedAt: Date },
): Promise<void> {
  await clientOf(db).credentialTrial.updateMany({ where: { id, endedAt: null }, data: end });
}

function credentialOf(row: Omit<CredentialRow, "kind"> & { kind: string }): CredentialRow {
  return { ...row, kind: CredentialKind.parse(row.kind) };
}
