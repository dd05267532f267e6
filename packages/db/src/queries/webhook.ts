import { WebhookEvent, WebhookState, type Webhook } from "@yardlet/core/webhook";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson } from "./rows.ts";

const withRepo = { repo: { select: { slug: true } } } as const;

/** What only sending needs: the secrets, encrypted, and how far it has come. */
export interface WebhookRow extends Webhook {
  secret: string | null;
  oldSecret: string | null;
  /** The turn of the last event that is dealt with. */
  cursor: string;
}

/** Its events are those that happen from now on. */
export async function insertWebhook(
  db: Db,
  hook: Pick<WebhookRow, "id" | "url" | "events" | "repoId" | "secret" | "createdBy" | "createdAt">,
): Promise<WebhookRow> {
  const row = await clientOf(db).webhook.create({
    data: { ...hook, state: "active", stateAt: hook.createdAt, cursor: await lastTurn(db) },
    include: withRepo,
  });
  return webhookOf(row);
}

/** The oldest first; without those that were deleted. */
export async function listWebhooks(db: Db): Promise<WebhookRow[]> {
  const rows = await clientOf(db).webhook.findMany({
    where: { deletedAt: null },
    include: withRepo,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(webhookOf);
}

export function countWebhooks(db: Db): Promise<number> {
  return clientOf(db).webhook.count({ where: { deletedAt: null } });
}

/** Of a deleted one nothing is found. */
export async function findWebhook(db: Db, id: string): Promise<WebhookRow | undefined> {
  const row = await clientOf(db).webhook.findUnique({ where: { id, deletedAt: null }, include: withRepo });
  return row ? webhookOf(row) : undefined;
}

/** A webhook that nobody else changes until the transaction ends. */
export async function lockWebhook(db: Db, id: string): Promise<WebhookRow | undefined> {
  await clientOf(db).$queryRaw`select id from webhook where id = ${id} for update`;
  return findWebhook(db, id);
}

export async function updateWebhook(
  db: Db,
  id: string,
  change: Partial<
    Pick<
      WebhookRow,
      | "url"
      | "events"
      | "repoId"
      | "secret"
      | "oldSecret"
      | "oldSecretUntil"
      | "state"
      | "stateReason"
      | "stateBy"
      | "stateAt"
      | "failures"
      | "nextAt"
    > & { deletedAt: Date }
  >,
): Promise<void> {
  await clientOf(db).webhook.update({ where: { id }, data: change });
}

/** Notes that an event is dealt with, if the one before it was the last; false when another worker was quicker. */
export async function moveWebhook(db: Db, hook: Pick<WebhookRow, "id" | "cursor">, turn: string): Promise<boolean> {
  const moved = await clientOf(db).webhook.updateMany({
    where: { id: hook.id, cursor: BigInt(hook.cursor) },
    data: { cursor: BigInt(turn), failures: 0, nextAt: null },
  });
  return moved.count === 1;
}

/** What is announced from now on has later turns than all that was. */
export async function skipToNow(db: Db, id: string): Promise<void> {
  const cursor = await lastTurn(db);
  await clientOf(db).webhook.update({ where: { id }, data: { cursor, failures: 0, nextAt: null } });
}

async function lastTurn(db: Db): Promise<bigint> {
  await giveTurns(db);
  const { _max } = await clientOf(db).event.aggregate({ _max: { seq: true } });
  return _max.seq ?? 0n;
}

/** Names the one lock under which turns are given. */
const TURNS_LOCK = 7_204_114;

/**
 * Gives every announced event that is committed its turn. Ids are taken before they are committed, so a cursor over them would
 * miss the late one; turns are given under a lock, to what is seen, and so none ever appears before one that was read.
 */
export async function giveTurns(db: Db): Promise<number> {
  const client = clientOf(db);
  await client.$executeRaw`select pg_advisory_xact_lock(${TURNS_LOCK})`;
  return client.$executeRaw`
    update event e set seq = t.turn from (
      select id, nextval('event_turn_seq') as turn
      from (select id from event where announces is not null and seq is null order by id) o) t
    where e.id = t.id`;
}

const WANTED = `e.seq > w.cursor and e.announces = any(w.events) and (w.repo_id is null or w.repo_id = e.repo_id)`;

/** Webhooks with something to send now: an event whose time has come, or what somebody asked for. */
export async function listDueWebhooks(db: Db, now: Date): Promise<string[]> {
  const rows = await clientOf(db).$queryRawUnsafe<{ id: string }[]>(
    `select w.id from webhook w where w.deleted_at is null and (
      (w.state = 'active' and (w.next_at is null or w.next_at <= $1) and exists (select from event e where ${WANTED}))
      or exists (select from webhook_delivery d where d.webhook_id = w.id and d.at is null)) order by w.id`,
    now,
  );
  return rows.map(({ id }) => id);
}

/** How many events wait for each webhook. */
export async function countWaitingEvents(db: Db): Promise<Map<string, number>> {
  const rows = await clientOf(db).$queryRawUnsafe<{ id: string; n: number }[]>(
    `select w.id, count(*)::int as n from webhook w join event e on ${WANTED} where w.deleted_at is null group by w.id`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** An event as a webhook is told of it. */
export interface AnnouncedEvent {
  turn: string;
  messageId: string;
  kind: WebhookEvent;
  at: Date;
  data: Record<string, unknown>;
}

const Data = z.record(z.string(), z.unknown());

/** The event whose turn it is for a webhook. */
export async function nextEvent(db: Db, webhookId: string): Promise<AnnouncedEvent | undefined> {
  const rows = await clientOf(db).$queryRawUnsafe<
    { seq: bigint; message_id: string; announces: string; at: Date; data: unknown }[]
  >(
    `select e.seq, e.message_id, e.announces, e.at, e.data from webhook w join event e on ${WANTED}
     where w.id = $1 order by e.seq limit 1`,
    webhookId,
  );
  const [row] = rows;
  return (
    row && {
      turn: String(row.seq),
      messageId: row.message_id,
      kind: WebhookEvent.parse(row.announces),
      at: row.at,
      data: fromJson(Data, row.data),
    }
  );
}

function webhookOf(
  row: Omit<WebhookRow, "events" | "state" | "cursor" | "repoSlug"> & {
    events: string[];
    state: string;
    cursor: bigint;
    repo: { slug: string } | null;
  },
): WebhookRow {
  return {
    id: row.id,
    url: row.url,
    events: row.events.flatMap((event) => WebhookEvent.safeParse(event).data ?? []),
    repoId: row.repoId,
    repoSlug: row.repo?.slug ?? null,
    state: WebhookState.parse(row.state),
    stateReason: row.stateReason,
    stateBy: row.stateBy,
    stateAt: row.stateAt,
    failures: row.failures,
    nextAt: row.nextAt,
    oldSecretUntil: row.oldSecretUntil,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    secret: row.secret,
    oldSecret: row.oldSecret,
    cursor: String(row.cursor),
  };
}
