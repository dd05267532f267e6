import { devNull } from "node:os";

/** What of the host's environment git may see: nothing that names a repository, an editor, a pager or a trace file. */
const ALLOWED = new Set([
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "XDG_CONFIG_HOME",
  "XDG_RUNTIME_DIR",
  "SSH_AUTH_SOCK",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "SYSTEMROOT",
  "USERPROFILE",
  "APPDATA",
  "LOCALAPPDATA",
  "PROGRAMDATA",
  "TEMP",
  "TMP",
  "COMSPEC",
  "PATHEXT",
]);

const PROXIES = new Set(["HTTPS_PROXY", "ALL_PROXY"]);

const FIXED = {
  LC_ALL: "C",
  LANGUAGE: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
} as const;

/** Away from the network not even the host's own settings are read: the result is the same on every machine. */
const OFFLINE = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: devNull,
  HOME: devNull,
  XDG_CONFIG_HOME: devNull,
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The whole environment of a git process, made from the host's by an allow-list. The host's own git settings (credential
 * helper, proxy, ssh) count only with `hostSettings`. No `transports` also stops what a partial clone fetches by itself.
 */
export function gitEnvironment(
  options: { hostSettings: boolean; transports: readonly string[] },
  host: Environment = process.env,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(host)) {
    if (value !== undefined && ALLOWED.has(name.toUpperCase())) kept[name] = value;
  }
  return {
    ...kept,
    ...FIXED,
    ...(options.hostSettings ? {} : OFFLINE),
    GIT_ALLOW_PROTOCOL: options.transports.join(":"),
  };
}

export function isBehindProxy(host: Environment = process.env): boolean {
  const entries = Object.entries(host);
  return entries.some(([name, value]) => PROXIES.has(name.toUpperCase()) && value !== undefined && value !== "");
}
