/** What of the host's environment every agent may see: nothing that names a database, a key of ours or a session. */
const ALLOWED = new Set([
  "PATH",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "TZ",
  "USER",
  "LOGNAME",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_EXTRA_CA_CERTS",
]);

/** Git must not write into the checkout by merely looking at it, nor ask anybody. */
const FIXED = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", NO_COLOR: "1" } as const;

/** Marks everything that one run starts, however it detaches itself. */
export const RUN_MARK = "YARDLET_AGENT_RUN";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The worker's own environment. */
export function hostEnvironment(): Environment {
  return process.env;
}

export interface AgentEnvironment {
  readonly variables: Record<string, string>;
  /** Values that may not appear in a log or a result. */
  readonly secrets: readonly string[];
}

/** Shorter values would blacken ordinary words. */
const SECRET_LENGTH = 8;

/** The whole environment of an agent: an allow-list of the host's, the adapter's own credentials, and what the run gives. */
export function agentEnvironment(
  run: { credentials: readonly string[]; given: Readonly<Record<string, string>> },
  host: Environment,
): AgentEnvironment {
  const kept: Record<string, string> = {};
  const secrets: string[] = [];
  for (const [name, value] of Object.entries(host)) {
    if (value === undefined) continue;
    const isCredential = run.credentials.includes(name);
    if (isCredential || ALLOWED.has(name.toUpperCase())) kept[name] = value;
    if (isCredential && value.length >= SECRET_LENGTH) secrets.push(value);
  }
  return { variables: { ...kept, ...FIXED, ...run.given }, secrets };
}

/** These variables and no others. Where a web framework's types are about, they ask for a NODE_ENV that an agent does not get. */
export function processEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { NODE_ENV: "production" };
  Reflect.deleteProperty(environment, "NODE_ENV");
  return Object.assign(environment, variables);
}
