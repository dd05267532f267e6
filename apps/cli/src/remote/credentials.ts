import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import type { Environment } from "../env.ts";
import { writeDurably } from "./durable.ts";

/** `~/.config/yardlet/credentials.json`: the key of every server a person logged in to, and the one they did last. */
const Credentials = z.object({
  schema: z.literal("yardlet.credentials/1"),
  current: z.string().nullable(),
  servers: z.record(z.string(), z.object({ key: z.string() })),
});
export type Credentials = z.infer<typeof Credentials>;

const FILE = "credentials.json";
const NOBODY: Credentials = { schema: "yardlet.credentials/1", current: null, servers: {} };

/**
 * @throws DomainError `refused` for a file that others may read, `invalid` for one that cannot be understood
 */
export async function readCredentials({ config }: Environment): Promise<Credentials> {
  const path = join(config, FILE);
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return NOBODY;
  if (process.platform !== "win32" && (info.mode & 0o077) !== 0)
    throw new DomainError("refused", `others may read ${path}, which holds keys; run "chmod 600 ${path}"`, { path });
  const parsed = Credentials.safeParse(parse(await readFile(path, "utf8")));
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", `${path} is not readable; remove it and run "yardlet login" again`, { path });
}

/** Keeps a key and makes its server the current one. */
export async function keepKey(url: string, key: string, environment: Environment): Promise<void> {
  const { servers } = await readCredentials(environment);
  await write({ ...NOBODY, current: url, servers: { ...servers, [url]: { key } } }, environment);
}

/** Forgets a key. False when there was none. */
export async function forgetKey(url: string, environment: Environment): Promise<boolean> {
  const { current, servers } = await readCredentials(environment);
  if (!Object.hasOwn(servers, url)) return false;
  const { [url]: _gone, ...rest } = servers;
  if (Object.keys(rest).length === 0) await rm(join(environment.config, FILE));
  else await write({ ...NOBODY, current: current === url ? null : current, servers: rest }, environment);
  return true;
}

async function write(credentials: Credentials, { config }: Environment): Promise<void> {
  try {
    await mkdir(config, { recursive: true, mode: 0o700 });
    await writeDurably(config, FILE, `${JSON.stringify(credentials, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new DomainError("unavailable", `${config} could not be written (${String(error.code)}); make it writable`, {
      path: config,
    });
  }
}

/** Undefined where the text is no JSON: then it is no credentials either. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
