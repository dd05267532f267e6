import { isIP } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DomainError } from "@yardlet/core/error";
import { isLocalName, isPrivateAddress } from "@yardlet/core/network";
import type { LocationPolicy, RemoteLocation } from "./types.ts";

export type Transport = "https" | "ssh" | "file";

/** A URL taken apart. `host` is empty for files. */
export interface ParsedUrl {
  readonly url: string;
  readonly transport: Transport;
  readonly host: string;
  readonly port: number | undefined;
}

const SCP_LIKE = /^(?:(?<user>[^@/:]*)@)?(?<host>\[[^\]/]+\]|[^/:@[\]]+):(?<path>.+)$/;
const SSH_URL = /^ssh:\/\/(?:(?<user>[^@/]*)@)?(?<host>\[[^\]/]+\]|[^/:@[\]]+)(?::(?<port>\d{1,5}))?(?<path>\/.+)$/i;
const USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const HOST = /^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?\.?$/;
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;

const SCHEME_REMEDIES: Readonly<Record<string, string>> = {
  http: "use https",
  git: "use https or ssh",
  "git+ssh": "write ssh:// instead",
  "ssh+git": "write ssh:// instead",
};

/**
 * Takes a git URL apart by the allow-list: https, ssh (also `git@host:path`), and file when it is enabled.
 * @throws DomainError `invalid` for a malformed URL, `forbidden` for one this installation does not allow.
 */
export function parseRepoUrl(text: string, policy: Omit<LocationPolicy, "localRoots">): ParsedUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  const parsed = parseByScheme(text, scheme, policy);
  if (!policy.allowPrivateHosts && (isLocalName(parsed.host) || isPrivateAddress(parsed.host)))
    throw privateHost(parsed.host);
  return parsed;
}

export function toLocation({ url }: ParsedUrl): RemoteLocation {
  return { kind: "url", url };
}

export function privateHost(host: string): DomainError {
  return new DomainError(
    "forbidden",
    `${host} is in a private network; an admin can allow private hosts for this installation`,
    { host },
  );
}

function parseByScheme(
  text: string,
  scheme: string | undefined,
  policy: Pick<LocationPolicy, "allowFileUrls">,
): ParsedUrl {
  if (scheme === "https") return parseHttps(text);
  if (scheme === "ssh") return parseSsh(SSH_URL.exec(text)?.groups);
  if (scheme === "file") return parseFile(text, policy.allowFileUrls);
  if (scheme === undefined) return parseScpLike(SCP_LIKE.exec(text)?.groups);
  const remedy = SCHEME_REMEDIES[scheme] ?? "use https or ssh";
  throw new DomainError("forbidden", `repositories are not read over ${scheme}; ${remedy}`, { scheme });
}

function parseHttps(text: string): ParsedUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.hostname === "" || url.pathname === "/") throw malformed("https://host/path");
  if (url.username !== "" || url.password !== "") throw credentials();
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(text)) throw malformed("https://host/path, without ? and #");
  if (ENCODED_CONTROL.test(url.pathname)) throw malformed("https://host/path, without control characters");
  const host = unbracket(url.hostname);
  const path = url.pathname.replace(/\/+$/, "");
  if (path === "") throw malformed("https://host/path");
  return {
    url: `https://${url.host}${path}`,
    transport: "https",
    host,
    port: url.port === "" ? 443 : Number(url.port),
  };
}

function parseSsh(groups: Record<string, string | undefined> | undefined): ParsedUrl {
  const { user, host, port, path } = groups ?? {};
  if (host === undefined || path === undefined) throw malformed("ssh://git@host/path");
  const where = `${sshUser(user)}${sshHost(host)}`;
  const number = port === undefined ? undefined : sshPort(port);
  if (path.replace(/\/+$/, "") === "" || ENCODED_CONTROL.test(path) || path.startsWith("/-"))
    throw malformed("ssh://git@host/path");
  return {
    url: `ssh://${where}${number === undefined ? "" : `:${number}`}${path.replace(/\/+$/, "")}`,
    transport: "ssh",
    host: unbracket(sshHost(host)),
    port: number,
  };
}

function parseScpLike(groups: Record<string, string | undefined> | undefined): ParsedUrl {
  const { user, host, path } = groups ?? {};
  if (host === undefined || path === undefined || /^[-:]/.test(path) || /^(https?|ssh|file|ftp)$/i.test(host))
    throw malformed("https://host/path, ssh://git@host/path, git@host:path or an absolute path");
  const trimmed = path.replace(/\/+$/, "");
  if (trimmed === "") throw malformed("git@host:path");
  return {
    url: `${sshUser(user)}${sshHost(host)}:${trimmed}`,
    transport: "ssh",
    host: unbracket(sshHost(host)),
    port: undefined,
  };
}

function parseFile(text: string, allowed: boolean): ParsedUrl {
  if (!allowed) {
    throw new DomainError("forbidden", "file:// is off; use https or ssh, or let an admin enable file URLs");
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.host !== "" || url.search !== "" || url.hash !== "" || ENCODED_CONTROL.test(url.pathname))
    throw malformed("file:///absolute/path");
  const path = url.pathname.replace(/\/+$/, "");
  if (path === "" || /%2f|%5c/i.test(path)) throw malformed("file:///absolute/path");
  return { url: pathToFileURL(fileURLToPath(`file://${path}`)).href, transport: "file", host: "", port: undefined };
}

function sshUser(user: string | undefined): string {
  if (user === undefined) return "";
  if (user.includes(":")) throw credentials();
  if (!USER.test(user)) throw malformed("ssh://git@host/path, with a plain user name");
  return `${user}@`;
}

/** Through the URL parser's host rules, so that `127.1`, `0x7f000001` and `①` cannot dress up as another host. */
function sshHost(host: string): string {
  const literal = host.startsWith("[");
  if (literal && isIP(host.slice(1, -1)) !== 6) throw malformed("ssh://git@host/path");
  const candidate = `https://${host}/`;
  const canonical = URL.canParse(candidate) ? new URL(candidate).hostname : undefined;
  if (canonical === undefined || (!literal && !HOST.test(canonical))) throw malformed("ssh://git@host/path");
  return canonical;
}

function sshPort(port: string): number {
  const number = Number(port);
  if (number < 1 || number > 65535) throw malformed("ssh://git@host:port/path, with a port from 1 to 65535");
  return number;
}

function unbracket(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}

function malformed(form: string): DomainError {
  return new DomainError("invalid", `this is not a repository's address; write ${form}`);
}

function credentials(): DomainError {
  return new DomainError(
    "invalid",
    "a repository's address may not hold a user name or password; leave them out and give a credential for its host in the settings, or let git's credential helper or an ssh key sign in",
  );
}
