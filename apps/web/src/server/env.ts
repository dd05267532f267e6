import { parseEnvironment, Secret, ServiceEnvironment, settingsOf, type ServiceSettings } from "@yardlet/services";
import * as z from "zod";

/** What the web app needs beside what it shares with the worker. */
const WebEnvironment = ServiceEnvironment.extend({
  YARDLET_SECRET: Secret,
  YARDLET_URL: z.url({ protocol: /^https?$/, error: "the address people open, http:// or https://, is expected" }),
  /** A proxy stands before the server, and says at the end of `X-Forwarded-For` who asks. */
  YARDLET_TRUST_PROXY: z.stringbool().default(false),
});

export interface Env {
  databaseUrl: string;
  /** Signs the session cookies. */
  secret: string;
  /** The address people open; decides whether cookies are secure. */
  baseUrl: string;
  /** Whether a proxy's word counts for who asks, in place of the socket's address. */
  trustProxy: boolean;
  logLevel: ServiceEnvironment["YARDLET_LOG_LEVEL"];
  settings: ServiceSettings;
}

/** @throws Error that names every variable at fault, without its value */
export function parseEnv(values: Readonly<Record<string, string | undefined>>): Env {
  const env = parseEnvironment(WebEnvironment, values);
  return {
    databaseUrl: env.DATABASE_URL,
    secret: env.YARDLET_SECRET,
    baseUrl: new URL(env.YARDLET_URL).origin,
    trustProxy: env.YARDLET_TRUST_PROXY,
    logLevel: env.YARDLET_LOG_LEVEL,
    settings: settingsOf(env),
  };
}

let known: Env | undefined;

/** The environment, parsed once; this file is the only reader of it in this app. */
export function readEnv(): Env {
  known ??= parseEnv(process.env);
  return known;
}
