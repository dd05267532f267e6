import { eventsAfter, latestEventId, listenForEvents, type Database, type LiveEvent } from "@yardlet/db";

/** Ids are taken before they are committed, so a lower one may appear after a higher one: look back this far. */
const LOOK_BACK = 200n;
const REMEMBERED = 1_000;
const BATCH = 500;

/** Says that anything may have changed: to pages that were away for too long. */
export const EVERYTHING = "everything";

export interface LiveHub {
  /** Events from now on, or from after the event `lastId` when it is still remembered; ends with the signal. */
  follow: (lastId: string | undefined, signal: AbortSignal) => AsyncGenerator<LiveEvent>;
  /** Ends every follower. */
  close: () => Promise<void>;
}

/** One listening connection for the whole process; every open page follows its memory of the last events. */
export async function openLiveHub(db: Database, onError: (error: unknown) => void): Promise<LiveHub> {
  const memory: LiveEvent[] = [];
  const seen = new Set<string>();
  let dropped = 0;
  let newest = await latestEventId(db);
  let wake = Promise.withResolvers<void>();
  let reading: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const read = async () => {
    do {
      again = false;
      const from = BigInt(newest) - LOOK_BACK;
      const events = await eventsAfter(db, String(from < 0n ? 0n : from), BATCH);
      const fresh = events.filter((event) => isFresh(event.id));
      for (const event of fresh) remember(event);
      if (events.length === BATCH) again = true;
      if (fresh.length > 0) {
        wake.resolve();
        wake = Promise.withResolvers<void>();
      }
      if (closed) return;
    } while (again);
  };
  const start = BigInt(newest);
  const isFresh = (id: string) => BigInt(id) > start && !seen.has(id);
  const remember = (event: LiveEvent) => {
    memory.push(event);
    seen.add(event.id);
    if (BigInt(event.id) > BigInt(newest)) newest = event.id;
    if (memory.length <= REMEMBERED) return;
    const oldest = memory.shift();
    if (oldest) seen.delete(oldest.id);
    dropped += 1;
  };
  const listener = listenForEvents(
    db,
    () => {
      if (closed) return;
      again = true;
      reading ??= read()
        .catch(onError)
        .finally(() => {
          reading = undefined;
        });
    },
    onError,
  );

  async function* follow(lastId: string | undefined, signal: AbortSignal): AsyncGenerator<LiveEvent> {
    const known = lastId === undefined ? -1 : memory.findLastIndex((event) => event.id === lastId);
    let next = dropped + (known < 0 ? memory.length : known + 1);
    if (lastId !== undefined && known < 0 && lastId !== newest) yield { id: newest, topic: EVERYTHING, ref: "" };
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => aborted.resolve(), { once: true });
    while (!signal.aborted) {
      if (closed) return;
      if (next < dropped) {
        next = dropped + memory.length;
        yield { id: newest, topic: EVERYTHING, ref: "" };
      }
      const asleep = wake.promise;
      const event = memory[next - dropped];
      if (event) {
        next += 1;
        yield event;
      } else {
        await Promise.race([asleep, aborted.promise]);
      }
    }
  }

  return {
    follow,
    async close() {
      closed = true;
      wake.resolve();
      await listener.close();
      await reading;
    },
  };
}
