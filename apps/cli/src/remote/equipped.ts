import { DomainError, parseInput } from "@yardlet/core/error";
import { EquippedAnswer, EquippedBody } from "@yardlet/core/version/answers";
import * as z from "zod";
import { askServer, part } from "./ask.ts";
import type { Server } from "./server.ts";
import { type Spool, keepRejected, listBatches, putBatch, readBatch, removeBatch, sweep } from "./spool.ts";

/** What lies in a repo, to be told to a server. */
const Message = z.strictObject({ repo: z.string(), body: EquippedBody });
export type EquippedMessage = z.infer<typeof Message>;

export interface Told {
  state: "accepted" | "waiting" | "refused";
  /** What the server said of it where it was not taken. */
  why: DomainError | undefined;
  notes: string[];
}

/**
 * Tells a server what lies in a repo, after what waits from earlier. It lies in the spool before it is sent, and leaves it when the
 * server has answered: a crash loses nothing, and what is told twice is the same.
 */
export async function tellEquipped(
  server: Server,
  spool: Spool,
  message: EquippedMessage,
  timeoutMs: number,
): Promise<Told> {
  const mine = await putBatch(spool, [JSON.stringify(message)]);
  await sweep(spool);
  const { names } = await listBatches(spool);
  const notes: string[] = [];
  for (const name of [...names.filter((one) => one !== mine), mine]) {
    const [line] = (await readBatch(spool, name)) ?? [];
    const why = line === undefined ? undefined : await send(server, line, timeoutMs);
    if (why?.code === "unavailable") return { state: "waiting", why, notes };
    // A key that does not do is mended by a person; what it was to tell waits for that.
    if (why?.code === "unauthenticated" || why?.code === "forbidden") return { state: "waiting", why, notes };
    if (why !== undefined && line !== undefined) {
      const problems = [{ path: "", message: why.message }];
      await keepRejected(spool, server.url, name, [{ index: 0, run_id: null, problems, record: line }]);
    }
    await removeBatch(spool, name);
    if (why !== undefined && name === mine) return { state: "refused", why, notes };
    if (why !== undefined) notes.push(`a report of earlier was refused: ${why.message}`);
  }
  return { state: "accepted", why: undefined, notes };
}

async function send(server: Server, line: string, timeoutMs: number): Promise<DomainError | undefined> {
  try {
    const { repo, body } = parseInput(Message, JSON.parse(line), "what waits in the spool");
    const path = `/repos/${part(repo)}/equipped`;
    await askServer(server, {
      method: "POST",
      path,
      body,
      answer: EquippedAnswer,
      needs: "read repos again",
      timeoutMs,
    });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
