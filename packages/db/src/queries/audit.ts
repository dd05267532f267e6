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

export async function recordAudit(db: Db, actor: Actor, entry: NewAudit): Promise<void> {
  await clientOf(db).audit.create({
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
  });
}

/** Newest first; `before` is the id of the last entry of the page above. */
export async function listAudit(
  db: Db,
  query: { repoId?: string; actorKind?: ActorKind; before?: string; since?: Date; limit: number },
): Promise<AuditEntry[]> {
  const rows = await clientOf(db).audit.findMany({
    where: {
      ...(query.repoId === undefined ? {} : { repoId: query.repoId }),
      ...(query.actorKind === undefined ? {} : { actorKind: query.actorKind }),
      ...(query.since === undefined ? {} : { at: { gte: query.since } }),
      ...(query.before === undefined ? {} : { id: { lt: BigInt(query.before) } }),
    },
    orderBy: { id: "desc" },
    take: query.limit,
  });
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
