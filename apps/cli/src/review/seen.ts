import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import type { Environment } from "../env.ts";
import { writeDurably } from "../remote/durable.ts";
import type { Server } from "../remote/server.ts";
import { spoolOf } from "../remote/spool.ts";
import { inState } from "../remote/state.ts";

/** What a person was shown of a server's inbox: in the order of the numbers, each draft with the hash of what was shown. */
const Seen = z.object({
  schema: z.literal("yardlet.seen/1"),
  entries: z.array(z.object({ id: z.string(), hash: z.string().nullable() })),
});
type SeenEntry = z.infer<typeof Seen>["entries"][number];

const FILE = "seen.json";
const NUMBER = /^[1-9]\d{0,5}$/;

/** Keeps what was shown, until the next list. */
export async function keepSeen(server: Server, entries: readonly SeenEntry[], { state }: Environment): Promise<void> {
  const { folder } = spoolOf(state, server, "reviews");
  await inState(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeDurably(folder, FILE, `${JSON.stringify({ schema: "yardlet.seen/1", entries })}\n`);
  });
}

/** Keeps one entry more, behind those that were shown. */
export async function addSeen(server: Server, entry: SeenEntry, environment: Environment): Promise<void> {
  const others = (await readSeen(server, environment)).filter(({ id }) => id !== entry.id);
  await keepSeen(server, [...others, entry], environment);
}

/**
 * What a person names of what they were shown: a number, or an id.
 * @throws DomainError `not_found` for what was not shown: nobody installs what they have not seen
 */
export async function requireSeen(text: string, server: Server, environment: Environment): Promise<SeenEntry> {
  const seen = await readSeen(server, environment);
  const entry = NUMBER.test(text) ? seen[Number(text) - 1] : seen.find(({ id }) => id === text);
  if (entry !== undefined) return entry;
  throw new DomainError(
    "not_found",
    `${JSON.stringify(text)} is not among what ${server.url} was last asked to show here; run "yardlet skill review" first`,
  );
}

async function readSeen(server: Server, { state }: Environment): Promise<SeenEntry[]> {
  const { folder } = spoolOf(state, server, "reviews");
  const text = await readFile(join(folder, FILE), "utf8").catch(() => undefined);
  return text === undefined ? [] : (Seen.safeParse(parse(text)).data?.entries ?? []);
}

/** Undefined where the text is no JSON: then nothing was shown. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
