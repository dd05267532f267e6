import type { WebhookEvent } from "@yardlet/core/webhook";
import pg from "pg";
import { clientOf, urlOf, type Database, type Db } from "../client.ts";
import { newId } from "./rows.ts";

const CHANNEL = "yardlet_event";
const RECONNECT_MS = 1_000;

/** Something a live page wants to know: what kind of thing, and which one. */
export interface LiveEvent {
  id: string;
  topic: string;
  ref: string;
}

/** Written in the transaction it tells of, so that no page hears of what did not happen. */
export async function recordEvent(db: Db, topic: string, ref: string): Promise<void> {
  await clientOf(db).event.create({ data: { topic, ref } });
}

/** As `recordEvent`, for several things of one topic at once. */
export async function recordEvents(db: Db, topic: string, refs: readonly string[]): Promise<void> {
  await clientOf(db).event.createMany({ data: refs.map((ref) => ({ topic, ref })) });
}

/** An event that webhooks are told of as well. `data` is what they are told; the repo's name joins it. */
export interface Announcement extends Omit<LiveEvent, "id"> {
  announces: WebhookEvent;
  repoId: string | null;
  data: Readonly<Record<string, string | number | null>>;
}

/** As `recordEvent`; with the transaction it is on its way to every webhook that wants it. */
export async function recordAnnouncement(db: Db, { topic, ref, announces, repoId, data }: Announcement): Promise<void> {
  await clientOf(db).$executeRaw`
    insert into event (topic, ref, announces, message_id, repo_id, data)
    values (${topic}, ${ref}, ${announces}, ${`msg_${newId()}`}, ${repoId}, ${JSON.stringify(data)}::jsonb
      || jsonb_build_object('repo', (select slug from repo where id = ${repoId})))`;
}

export async function eventsAfter(db: Db, id: string, limit: number): Promise<LiveEvent[]> {
  const rows = await clientOf(db).event.findMany({
    where: { id: { gt: BigInt(id) } },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.map((row) => ({ id: String(row.id), topic: row.topic, ref: row.ref }));
}

export async function latestEventId(db: Db): Promise<string> {
  const row = await clientOf(db).event.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  return String(row?.id ?? 0n);
}

/** Of what webhooks are told only what is older than `announcedAt` goes: one that is paused hears of it later. */
export async function deleteEventsBefore(db: Db, at: Date, announcedAt: Date): Promise<number> {
  const old = { OR: [{ announces: null, at: { lt: at } }, { at: { lt: announcedAt } }] };
  return (await clientOf(db).event.deleteMany({ where: old })).count;
}

/**
 * Listens for events on a connection of its own; calls `onEvent` with nothing but the fact, the reader fetches.
 * Reconnects by itself and calls `onEvent` then too, because something may have been missed.
 */
export function listenForEvents(
  db: Database,
  onEvent: () => void,
  onError: (error: unknown) => void,
): { close(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async () => {
    const next = new pg.Client({ connectionString: urlOf(db), keepAlive: true });
    client = next;
    next.on("notification", onEvent);
    next.on("error", lost);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    onEvent();
  };
  const lost = (error: unknown) => {
    if (closed || timer) return;
    onError(error);
    timer = setTimeout(() => {
      timer = undefined;
      connecting = connect().catch(lost);
    }, RECONNECT_MS);
  };
  let connecting = connect().catch(lost);
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end();
    },
  };
}
