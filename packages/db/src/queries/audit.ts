import { ActorKind, type Actor, type AuditEntry } from "@yardlet/core/audit";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson, newId, toJson } from "./rows.ts";

export interface NewAudit {
  action: string;
  repoId?: string | null;
  subject: string;
  reason: string;
  details?: Record<string, unknown>;
  /** The entry that this takes back. */
  undoes?: string;
}

/** Writes an entry and answers its id. */
export async function recordAudit(db: Db, actor: Actor, entry: NewAudit): Promise<string> {
  const row = await clientOf(db).audit.create({
    data: {
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      action: entry.action,
      repoId: entry.repoId ?? null,
      subject: entry.subject,
      reason: entry.reason,
      details: toJson(entry.details),
      undoes: entry.undoes === undefined ? null : BigInt(entry.undoes),
    },
    select: { id: true },
  });
  return String(row.id);
}

export interface AuditQuery {
  repoId?: string;
  actorKind?: ActorKind;
  /** Stands in the name of who did it, whatever its case. */
  actor?: string;
  /** What stands before the dot of an action: `skill`, `repo`. */
  group?: string;
  /** Stands in the subject or the reason, whatever its case. */
  text?: string;
  since?: Date;
  until?: Date;
  /** The id of the last entry of the page above. */
  before?: string;
  limit: number;
}

/** Newest first. */
export async function listAudit(db: Db, query: AuditQuery): Promise<AuditEntry[]> {
  const { repoId, actorKind, actor, group, text, since, until, before, limit } = query;
  const holds = (part: string) => ({ contains: part.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" }) as const;
  const rows = await clientOf(db).audit.findMany({
    where: {
      ...(repoId === undefined ? {} : { repoId }),
      ...(actorKind === undefined ? {} : { actorKind }),
      ...(actor === undefined ? {} : { actorName: holds(actor) }),
      ...(group === undefined ? {} : { action: { startsWith: `${group}.` } }),
      ...(text === undefined ? {} : { OR: [{ subject: holds(text) }, { reason: holds(text) }] }),
      ...(since === undefined && until === undefined
        ? {}
        : { at: { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) } }),
      ...(before === undefined ? {} : { id: { lt: BigInt(before) } }),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
  return withSlugs(db, rows);
}

/** An entry, which nobody else can take back until the transaction ends. */
export async function lockAudit(db: Db, id: string): Promise<AuditEntry | undefined> {
  const client = clientOf(db);
  await client.$queryRaw`select id from audit where id = ${BigInt(id)} for update`;
  const row = await client.audit.findUnique({ where: { id: BigInt(id) } });
  return row ? (await withSlugs(db, [row]))[0] : undefined;
}

/** Those of these entries that were taken back, each with the entry that did it. */
export async function findUndone(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await clientOf(db).audit.findMany({
    where: { undoes: { in: ids.map(BigInt) } },
    select: { id: true, undoes: true },
  });
  return new Map(rows.map((row) => [String(row.undoes), String(row.id)]));
}

type AuditRecord = Omit<AuditEntry, "id" | "actorKind" | "repoSlug" | "details" | "undoes"> & {
  id: bigint;
  actorKind: string;
  details: unknown;
  undoes: bigint | null;
};

async function withSlugs(db: Db, rows: readonly AuditRecord[]): Promise<AuditEntry[]> {
  const repoIds = [...new Set(rows.flatMap((row) => (row.repoId ? [row.repoId] : [])))];
  const repos = await clientOf(db).repo.findMany({ where: { id: { in: repoIds } }, select: { id: true, slug: true } });
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at,
    actorKind: ActorKind.parse(row.actorKind),
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    repoId: row.repoId,
    repoSlug: row.repoId ? (slugs.get(row.repoId) ?? null) : null,
    subject: row.subject,
    reason: row.reason,
    details: fromJson(z.record(z.string(), z.unknown()), row.details),
    undoes: row.undoes === null ? null : String(row.undoes),
  }));
}

/** A decision with the inputs it was made from; never changed. */
export async function recordDecision(
  db: Db,
  decision: { kind: string; repoId: string | null; subject: string; reason: string; by: string; inputs: unknown },
): Promise<string> {
  const id = newId();
  await clientOf(db).decision.create({ data: { id, ...decision, inputs: toJson(decision.inputs) } });
  return id;
}
