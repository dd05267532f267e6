import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../env.ts";
import { inState } from "./state.ts";

const FILE = "servers";
const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a person has named this server before, or it is one on this machine. */
export async function isTrusted(url: string, { state }: Environment): Promise<boolean> {
  return isThisMachine(url) || (await readTrusted(state)).includes(url);
}

/** Remembers a server that a person named. */
export async function trust(url: string, { state }: Environment): Promise<void> {
  if (isThisMachine(url) || (await readTrusted(state)).includes(url)) return;
  await inState(state, async () => {
    await mkdir(state, { recursive: true, mode: 0o700 });
    await appendFile(join(state, FILE), `${url}\n`, { mode: 0o600 });
  });
}

/** Whether an address is one of this machine. */
export function isThisMachine(url: string): boolean {
  return THIS_MACHINE.test(new URL(url).hostname);
}

async function readTrusted(state: string): Promise<string[]> {
  return (await readFile(join(state, FILE), "utf8").catch(() => "")).split("\n");
}
