import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { SentRecord } from "@yardlet/core/run/command-report";
import { writeDurably } from "./durable.ts";
import type { Server } from "./server.ts";
import { inState } from "./state.ts";

/** Batches that wait for one server and one key, each a file with a record a line. Who reported decides whose runs they are. */
export interface Spool {
  folder: string;
  /** The folder of the server, with one folder a key. */
  serverFolder: string;
  rejected: string;
}

/** A batch's file: when it was written, by which process, and which one of that process. The names sort oldest first. */
const BATCH = /^(\d{15})-([0-9a-f]{8})-(\d+)-(\d{6})-[0-9a-f]{8}\.ndjson$/;
const TEMPORARY = /^\.(\d{15})-/;
/** A process that has not come to its end by then is not at work on its batches any more. */
const IN_HAND_MS = 10 * 60 * 1000;

const host = digest(hostname(), 8);
let written = 0;

/** `what` lies there: runs or what lies in repos, which wait, or the list shown last; each has a folder of its own. */
export function spoolOf(state: string, { url, key }: Server, what: "spool" | "equipped" | "reviews" = "spool"): Spool {
  const { host: address } = new URL(url);
  const root = join(state, what);
  const serverFolder = join(root, `${address.replaceAll(/[^\w.-]+/g, "_")}-${digest(url, 8)}`);
  return { folder: join(serverFolder, digest(key, 12)), serverFolder, rejected: join(root, "rejected") };
}

/** Keeps lines of records; once this returns they survive a crash. Answers the batch's name. */
export async function putBatch({ folder }: Spool, lines: readonly string[]): Promise<string> {
  const order = [pad(Date.now(), 15), host, process.pid, pad(written++, 6), randomBytes(4).toString("hex")].join("-");
  const name = `${order}.ndjson`;
  await inState(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeDurably(folder, name, `${lines.join("\n")}\n`);
  });
  return name;
}

/** The batches that lie there and are nobody's at the moment, oldest first; and how many are another process's. */
export async function listBatches({ folder }: Spool): Promise<{ names: string[]; inHand: number }> {
  const all = (await names(folder)).filter((name) => BATCH.test(name)).toSorted();
  const free = all.filter((name) => !isInHand(name));
  return { names: free, inHand: all.length - free.length };
}

/** Undefined when somebody else has sent it meanwhile. */
export async function readBatch({ folder }: Spool, name: string): Promise<string[] | undefined> {
  const text = await inState(folder, () => readFile(join(folder, name), "utf8").catch(absent));
  return text?.split("\n").filter((line) => line !== "");
}

export async function removeBatch({ folder }: Spool, name: string): Promise<void> {
  await inState(folder, () => rm(join(folder, name), { force: true }));
}

/** Keeps what the server refused of a batch, with its reasons, where a person finds it. Writing it again changes nothing. */
export async function keepRejected(
  spool: Spool,
  server: string,
  name: string,
  refused: readonly (Pick<SentRecord, "index" | "run_id" | "problems"> & { record: string })[],
): Promise<void> {
  const lines = refused.map(({ record, ...why }) => JSON.stringify({ server, ...why, record }));
  await inState(spool.rejected, async () => {
    await mkdir(spool.rejected, { recursive: true, mode: 0o700 });
    await writeDurably(spool.rejected, name, `${lines.join("\n")}\n`);
  });
}

/** Removes what killed processes left half written. */
export async function sweep({ folder }: Spool): Promise<void> {
  const left = (await names(folder)).filter((name) => {
    const at = TEMPORARY.exec(name)?.[1];
    return at !== undefined && Date.now() - Number(at) > IN_HAND_MS;
  });
  for (const name of left) await rm(join(folder, name), { force: true });
}

/** Folders in which batches wait for other keys of this server. */
export async function foreignFolders({ folder, serverFolder }: Spool): Promise<{ folder: string; batches: number }[]> {
  const folders = (await names(serverFolder)).map((name) => join(serverFolder, name)).filter((one) => one !== folder);
  const counted = await Promise.all(
    folders.map(async (one) => ({
      folder: one,
      batches: (await names(one)).filter((name) => BATCH.test(name)).length,
    })),
  );
  return counted.filter(({ batches }) => batches > 0);
}

function isInHand(name: string): boolean {
  const [, at, from, pid] = BATCH.exec(name) ?? [];
  if (Date.now() - Number(at) > IN_HAND_MS || (from === host && Number(pid) === process.pid)) return false;
  return from !== host || isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
