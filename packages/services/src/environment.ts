import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as z from "zod";
import type { ServiceSettings } from "./context.ts";
import { demoFolder } from "./demo/folder.ts";

const GB = 1024 ** 3;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

/** The installation's key, which `npm start` makes in the data folder. */
export const Secret = z.string().regex(/^[0-9a-f]{32,}$/i, "at least 32 hex digits are expected; npm start makes them");

/** The variables that web and worker share. Each app parses `process.env` once, with its own variables beside these. */
export const ServiceEnvironment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// URL is expected; npm start makes one" }),
  YARDLET_DATA: z.string().min(1).default("./.yardlet"),
  /** The address the server listens on. */
  YARDLET_LISTEN: z.string().min(1).default("127.0.0.1"),
  /** Folders that local paths may lie in, separated as in PATH; "off" turns local paths off. */
  YARDLET_LOCAL_ROOTS: z.string().optional(),
  YARDLET_HOST_NAME: z.string().min(1).max(200).optional(),
  /** Folder of the built-in library. */
  YARDLET_LIBRARY: z.string().min(1),
  YARDLET_ALLOW_FILE_URLS: z.stringbool().default(false),
  YARDLET_ALLOW_PRIVATE_HOSTS: z.stringbool().default(false),
  /** What mirrors of remotes may take on a worker's disk, in GiB: all together, and each. */
  YARDLET_MIRRORS_GB: z.coerce.number().positive().max(1_000_000).default(50),
  YARDLET_MIRRORS_EACH_GB: z.coerce.number().positive().max(1_000_000).default(4),
  /** Hosts, or `host:port`, that webhooks may be sent to although they are private or without TLS; separated by commas. */
  YARDLET_WEBHOOK_ALLOW: z
    .string()
    .transform((names) =>
      names
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .default([]),
  /** The installation's key; where it is absent, that of the data folder counts. */
  YARDLET_SECRET: Secret.optional(),
  YARDLET_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});
export type ServiceEnvironment = z.infer<typeof ServiceEnvironment>;

/**
 * Parses the environment by a schema.
 * @throws Error that names every variable at fault, without its value
 */
export function parseEnvironment<T extends z.ZodType>(
  schema: T,
  values: Readonly<Record<string, string | undefined>>,
): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete.\n${problems.join("\n")}`);
}

export function settingsOf(env: ServiceEnvironment): ServiceSettings {
  const dataDir = path.resolve(env.YARDLET_DATA);
  const demo = demoFolder({ dataDir });
  const roots = localRootsOf(env);
  return {
    dataDir,
    host: env.YARDLET_HOST_NAME ?? os.hostname(),
    // The demo's repos are Yardlet's own: they may be read wherever its data lies.
    localRoots: existsSync(demo) ? [...(roots ?? []), demo] : roots,
    allowFileUrls: env.YARDLET_ALLOW_FILE_URLS,
    allowPrivateHosts: env.YARDLET_ALLOW_PRIVATE_HOSTS,
    mirrorBytes: { all: env.YARDLET_MIRRORS_GB * GB, each: env.YARDLET_MIRRORS_EACH_GB * GB },
    builtinLibrary: path.resolve(env.YARDLET_LIBRARY),
    webhookAllow: env.YARDLET_WEBHOOK_ALLOW,
    ...secretOf(dataDir, env.YARDLET_SECRET),
  };
}

/** The file of the installation's key, in the data folder. */
export const SECRET_FILE = "secret.key";

function secretOf(dataDir: string, given: string | undefined): { secret?: string } {
  if (given !== undefined) return { secret: given };
  const file = path.join(dataDir, SECRET_FILE);
  return existsSync(file) ? { secret: Secret.parse(readFileSync(file, "utf8").trim()) } : {};
}

/** Local paths are on by themselves only where nobody else can reach the server: then below the home and the current folder. */
function localRootsOf(env: ServiceEnvironment): string[] | undefined {
  const given = env.YARDLET_LOCAL_ROOTS;
  if (given === "off") return undefined;
  if (given)
    return given
      .split(path.delimiter)
      .filter(Boolean)
      .map((root) => path.resolve(root));
  return LOOPBACK.has(env.YARDLET_LISTEN) ? [os.homedir(), process.cwd()] : undefined;
}
