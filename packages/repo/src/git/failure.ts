import { DomainError, type ErrorCode } from "@yardlet/core/error";
import { redact } from "@yardlet/core/redact";

/** Why nobody was let in: the server refused the sign-in, or wants one; or its ssh key is not known here. */
export type SignInFailure = "refused" | "unknown_host";

type Failure = readonly [pattern: RegExp, code: ErrorCode, message: string, signIn?: SignInFailure];

/** What git and ssh say, what it means, and what to do. The first match counts. */
const FAILURES: readonly Failure[] = [
  [
    /could not read (Username|Password)|Authentication failed|terminal prompts disabled|error: 401|Permission denied \((publickey|password|keyboard)/i,
    "forbidden",
    "the server asks for credentials; give this host's git a credential helper or an ssh key that may read the repository",
    "refused",
  ],
  [
    /Host key verification failed|No (\w+ )?host key is known/i,
    "forbidden",
    "the server's ssh key is not known on this host; connect to it once by hand to accept the key",
    "unknown_host",
  ],
  [
    /error: 403|access denied|not allowed to (push|upload|download)|Write access to repository not granted|read.only/i,
    "forbidden",
    "the server does not allow it with the credentials of this host; ask for access or choose another delivery",
  ],
  [/transport '[^']*' not allowed/i, "forbidden", "this way to reach a repository is not allowed; use https or ssh"],
  [
    /error: 30[12378]|unable to update url base from redirection/i,
    "invalid",
    "the server sends on to another address; use that one, often the same with .git at its end",
  ],
  [
    /Could not resolve host|Name or service not known|Temporary failure in name resolution|nodename nor servname/i,
    "unavailable",
    "the host is not known here; check the address and the network",
  ],
  [
    /Connection (refused|reset|timed out|closed)|Network is unreachable|No route to host|Failed to connect|Operation timed out/i,
    "unavailable",
    "the host does not answer; check that it is up and reachable from here, then try again",
  ],
  [
    /SSL certificate|certificate verif|server certificate|SSL_connect|TLS connect|gnutls/i,
    "unavailable",
    "the server's certificate is not trusted by this host; install its authority's certificate",
  ],
  [
    /dubious ownership/i,
    "refused",
    "the repository belongs to another user; let its owner run Yardlet or change the owner of the folder",
  ],
  [
    /Repository not found|does not appear to be a git repository|repository '[^']*' not found|error: 404|not a git repository|does not exist/i,
    "not_found",
    "there is no repository at this address, or these credentials may not see it; check the address",
  ],
  [/No space left on device|Disk quota exceeded/i, "unavailable", "the disk is full; make room and try again"],
  [
    /Unable to create '[^']*\.lock': File exists|could not lock/i,
    "refused",
    "another git command is at work in the repository; wait until it is done, then try again",
  ],
  [
    /unknown repository extension|Expected git repo version|unsupported repository/i,
    "refused",
    "the repository uses a feature that this host's git does not know; install a newer git",
  ],
  [
    /Permission denied|Read-only file system/i,
    "refused",
    "this user may not write there; change the rights of the folder",
  ],
];

const MAX_REASON = 300;

/** What the error means for the person who asked: code and remedy by the table, git's own words in the details. */
export function gitFailure(what: string, stderr: string, exit: string): DomainError {
  const said = redact(stderr);
  const reason = reasonOf(said);
  const known = FAILURES.find(([pattern]) => pattern.test(said));
  if (known) {
    const [, code, message, signIn] = known;
    return new DomainError(code, message, { git: what, reason, ...(signIn ? { signIn } : {}) });
  }
  return new DomainError("unavailable", `git ${what} failed (${exit})${reason === "" ? "" : `: ${reason}`}`, {
    git: what,
    reason,
  });
}

/** Of an error that git led to: whether it was about signing in. */
export function signInFailureOf(error: unknown): SignInFailure | undefined {
  const said = error instanceof DomainError ? error.details.signIn : undefined;
  return said === "refused" || said === "unknown_host" ? said : undefined;
}

function reasonOf(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const telling = lines.filter((line) => /^(fatal|error|remote|ssh|!)/i.test(line));
  return (telling.length > 0 ? telling : lines.filter((line) => line !== ""))
    .slice(0, 4)
    .join("; ")
    .slice(0, MAX_REASON);
}
