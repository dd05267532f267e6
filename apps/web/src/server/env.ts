import os from "node:os";
import path from "node:path";
import * as z from "zod";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// URL is expected" }),
  YARDLET_DATA: z.string().min(1).default("./.yardlet"),
  YARDLET_SECRET: z.string().regex(/^[0-9a-f]{32,}$/i, "at least 32 hex digits are expected; npm start makes them"),
  YARDLET_URL: z.url({ protocol: /^https?$/, error: "the address people open, http:// or https://, is expected" }),
  YARDLET_LOCAL_ROOTS: z.string().optional(),
  YARDLET_HOST_NAME: z.string().min(1).optional(),
  YARDLET_LIBRARY: z.string().min(1).default("../../library"),
  YARDLET_ALLOW_FILE_URLS: z.stringbool().default(false),
  YARDLET_ALLOW_PRIVATE_HOSTS: z.stringbool().default(false),
  YARDLET_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export interface Env {
  databaseUrl: string;
  dataDir: string;
  secret: string;
  /** The address people open; decides whether cookies are secure. */
  baseUrl: string;
  host: string;
  /** Folders that local paths may lie in; undefined means local paths are off. */
  localRoots: string[] | undefined;
  builtinLibrary: string;
  allowFileUrls: boolean;
  allowPrivateHosts: boolean;
  logLevel: z.infer<typeof Environment>["YARDLET_LOG_LEVEL"];
}

/**
 * Parses the environment; the only reader of it in this app.
 * @throws Error that names every variable at fault, without its value.
 */
export function parseEnv(values: Record<string, string | undefined>): Env {
  const parsed = Environment.safeParse(values);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete.\n${problems.join("\n")}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: path.resolve(env.YARDLET_DATA),
    secret: env.YARDLET_SECRET,
    baseUrl: new URL(env.YARDLET_URL).origin,
    host: env.YARDLET_HOST_NAME ?? os.hostname(),
    localRoots: localRoots(env.YARDLET_LOCAL_ROOTS, env.YARDLET_URL),
    builtinLibrary: path.resolve(env.YARDLET_LIBRARY),
    allowFileUrls: env.YARDLET_ALLOW_FILE_URLS,
    allowPrivateHosts: env.YARDLET_ALLOW_PRIVATE_HOSTS,
    logLevel: env.YARDLET_LOG_LEVEL,
  };
}

/** Local paths are on by themselves only where nobody else can reach the server. */
function localRoots(given: string | undefined, url: string): string[] | undefined {
  if (given === "off") return undefined;
  if (given) return given.split(path.delimiter).filter(Boolean).map((root) => path.resolve(root));
  return LOOPBACK.has(new URL(url).hostname) ? [os.homedir()] : undefined;
}

let known: Env | undefined;

export function readEnv(): Env {
  known ??= parseEnv(process.env);
  return known;
}

/** True under `next dev`, which needs a weaker content policy. */
export const DEVELOPMENT = process.env.NODE_ENV === "development";
