import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import type { ReportResult } from "@yardlet/core/run";
import type { RunReport } from "@yardlet/core/run/command-report";
import { acquireLock } from "@yardlet/repo";
import { Sender, type Stop } from "./send.ts";
import type { Server } from "./server.ts";
import { type Spool, keepRejected, listBatches, putBatch, readBatch, removeBatch, sweep } from "./spool.ts";
import { inState } from "./state.ts";

/** How long to wait while another process sends what lies in the same spool. */
const LOCK_WAIT_MS = 30_000;

export interface Delivery {
  /** A list of results a batch, in their order; undefined for a batch that waits. */
  answers: (readonly ReportResult[] | undefined)[];
  earlier: RunReport["earlier"];
  /** Why something waits: what the server did, or that another process is sending. */
  stop: Stop | "busy" | undefined;
}

/**
 * Sends batches of lines, after those that wait from earlier, oldest first. Everything lies in the spool before anything is
 * sent, and leaves it when the server has answered for it: a crash loses nothing, and what is sent twice is a duplicate there.
 */
export async function deliver(
  server: Server,
  spool: Spool,
  batches: readonly (readonly string[])[],
  timeoutMs: number,
): Promise<Delivery> {
  const mine: string[] = [];
  for (const lines of batches) mine.push(await putBatch(spool, lines));
  const lock = await lockOf(spool);
  if (lock === undefined) return { answers: mine.map(() => undefined), earlier: nothing(), stop: "busy" };
  try {
    return await sendAll(
      server,
      spool,
      mine.map((name, at) => ({ name, lines: batches[at] ?? [] })),
      timeoutMs,
    );
  } finally {
    await lock.release();
  }
}

interface Batch {
  name: string;
  lines: readonly string[];
}

async function sendAll(server: Server, spool: Spool, mine: readonly Batch[], timeoutMs: number): Promise<Delivery> {
  await sweep(spool);
  const sender = new Sender(server, timeoutMs);
  const earlier = nothing();
  let stop: Stop | undefined;
  for (const { name, lines } of await earlierBatches(spool, mine)) {
    const sent = stop === undefined ? await sender.send(lines) : { stop };
    if ("stop" in sent) {
      stop = sent.stop;
      earlier.waiting += lines.length;
      continue;
    }
    const refused = sent.results.filter(({ status }) => status === "rejected");
    if (refused.length > 0)
      await keepRejected(
        spool,
        server.url,
        name,
        refused.map(({ index, run_id, problems }) => ({ index, run_id, problems, record: lines[index] ?? "" })),
      );
    await removeBatch(spool, name);
    earlier.sent += lines.length - refused.length;
    earlier.rejected += refused.length;
  }
  const answers: Delivery["answers"] = [];
  for (const { name, lines } of mine) {
    const sent = stop === undefined ? await sender.send(lines) : { stop };
    if ("stop" in sent) stop = sent.stop;
    else await removeBatch(spool, name);
    answers.push("stop" in sent ? undefined : sent.results);
  }
  return { answers, earlier, stop };
}

async function earlierBatches(spool: Spool, mine: readonly Batch[]): Promise<Batch[]> {
  const own = new Set(mine.map(({ name }) => name));
  const { names } = await listBatches(spool);
  const batches: Batch[] = [];
  for (const name of names.filter((one) => !own.has(one))) {
    const lines = await readBatch(spool, name);
    if (lines !== undefined) batches.push({ name, lines });
  }
  return batches;
}

/** Undefined when another process keeps it for too long. */
async function lockOf({ folder }: Spool) {
  await inState(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  try {
    return await acquireLock(join(folder, "lock"), { waitMs: LOCK_WAIT_MS });
  } catch (error) {
    if (error instanceof DomainError && error.code === "unavailable") return undefined;
    throw error;
  }
}

function nothing(): RunReport["earlier"] {
  return { sent: 0, rejected: 0, waiting: 0 };
}
