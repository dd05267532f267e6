import pg from "pg";
import { clientOf, urlOf, type Database, type Db } from "../client.ts";

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

export async function deleteEventsBefore(db: Db, at: Date): Promise<number> {
  return (await clientOf(db).event.deleteMany({ where: { at: { lt: at } } })).count;
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
