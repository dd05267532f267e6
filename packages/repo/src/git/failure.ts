import { DomainError, type ErrorCode } from "@yardlet/core/error";
import { redact } from "@yardlet/core/redact";

/** Why nobody was let in: the server refused the sign-in, or wants one; or its ssh key is not known here. */
export type SignInFailure = "refused" | "unknown_host";

/** Who was talked to: host and port, and whether a credential of ours signed in or the host's own git. */
export interface SignedInAt {
  readonly host: string | undefined;
  readonly credential: unknown;
}

/** What is said instead where a credential of ours signed in, and whether it was about being let in. */
interface CredentialFailure {
  readonly signIn?: SignInFailure;
  readonly of: (host: string, said: string) => string;
}

type Failure = readonly [pattern: RegExp, code: ErrorCode, message: string, credential?: CredentialFailure];

const CHANGE = (host: string) => `change the credential for ${host} in the settings`;

/** What git and ssh say, what it means, and what to do. The first match counts. */
const FAILURES: readonly Failure[] = [
  [
    /could not read (Username|Password)|Authentication failed|terminal prompts disabled|error: 401|Permission denied \((publickey|password|keyboard)/i,
    "forbidden",
    "the server asks for credentials; give one for it in the settings, or give this host's git a credential helper or an ssh key that may read the repository",
    {
      signIn: "refused",
      of: (host) => `${host} refused the credential: it is wrong, expired or withdrawn; ${CHANGE(host)}`,
    },
  ],
  [
    /HOST IDENTIFICATION HAS CHANGED/i,
    "forbidden",
    "the server's ssh key is another one than before; ask who runs it, then mend the known hosts of this host",
    {
      signIn: "unknown_host",
      of: (host, said) =>
        `${host} shows another ssh key than the known one${shownKey(said)}; ask who runs it, then ${CHANGE(host)} or mend the known hosts of the worker`,
    },
  ],
  [
    /Host key verification failed|No (\w+ )?host key is known/i,
    "forbidden",
    "the server's ssh key is not known on this host; connect to it once by hand to accept the key",
    {
      signIn: "unknown_host",
      of: (host, said) =>
        `the ssh key of ${host} is not known here${shownKey(said)}; compare it with what who runs the host says, then give its line (as ssh-keyscan prints it) as a known host with the credential`,
    },
  ],
  [
    /error: 403|access denied|not allowed to (push|upload|download)|Write access to repository not granted|read.only/i,
    "forbidden",
    "the server does not allow it with the credentials of this host; ask for access or choose another delivery",
    {
      of: (host) =>
        `${host} does not allow it with this credential; give it that right, ${CHANGE(host)}, or choose another delivery`,
    },
  ],
  [
    /cannot run ssh|ssh: (command )?not found/i,
    "unavailable",
    "there is no ssh on the worker's host; install OpenSSH's client, or use the https address",
  ],
  [/transport '[^']*' not allowed/i, "forbidden", "this way to reach a repository is not allowed; use https or ssh"],
  [
    /error: 30[12378]|unable to update url base from redirection|Maximum \(\d+\) redirects/i,
    "invalid",
    "the server sends on to another address; use that one, often the same with .git at its end",
  ],
  [
    /Could not resolve host|Name or service not known|Temporary failure in name resolution|nodename nor servname/i,
    "unavailable",
    "the host is not known here; check the address and the network",
  ],
  [
    /Connection (refused|reset|timed out|closed)|Operation too slow|Network is unreachable|No route to host|Failed to connect|Operation timed out/i,
    "unavailable",
    "the host does not answer; check that it is up and reachable from here, then try again",
  ],
  [
    /early EOF|non-properly terminated|recv error|SSL_read|transfer closed|unexpected disconnect|hung up unexpectedly|RPC failed|invalid index-pack output/i,
    "unavailable",
    "the server broke off in the middle of its answer; try again",
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
  [
    /not valid: is this a git repository|invalid server response|bad line length|protocol error|expected (flush|service)/i,
    "not_found",
    "what answers at this address is not git; check the address",
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

/**
 * What the error means for the person who asked: code and remedy by the table, git's own words in the details. Where it is about
 * being let in, the details have `signIn`.
 */
export function gitFailure(what: string, stderr: string, exit: string, at?: SignedInAt): DomainError {
  const said = redact(stderr);
  const reason = reasonOf(said);
  const known = FAILURES.find(([pattern]) => pattern.test(said));
  if (!known) {
    const message = `git ${what} failed (${exit})${reason === "" ? "" : `: ${reason}`}`;
    return new DomainError("unavailable", message, { git: what, reason });
  }
  const [, code, message, credential] = known;
  const isOurs = at?.host !== undefined && at.credential !== undefined;
  const signIn = credential?.signIn;
  return new DomainError(code, credential && isOurs ? credential.of(at.host, said) : message, {
    git: what,
    reason,
    ...(signIn && { signIn }),
  });
}

/** Of an error that git led to: whether it was about signing in. */
export function signInFailureOf(error: unknown): SignInFailure | undefined {
  const said = error instanceof DomainError ? error.details.signIn : undefined;
  return said === "refused" || said === "unknown_host" ? said : undefined;
}

/** The key that a server showed, as `sign-in-ssh.ts` notes it. */
function shownKey(said: string): string {
  const shown = /^host key of \S+: (\S+ SHA256:\S+)/m.exec(said)?.[1];
  return shown === undefined ? "" : ` (it shows ${shown})`;
}

function reasonOf(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const telling = lines.filter((line) => /^(fatal|error|remote|ssh|!)|permission denied/i.test(line));
  return (telling.length > 0 ? telling : lines.filter((line) => line !== ""))
    .slice(0, 4)
    .join("; ")
    .slice(0, MAX_REASON);
}
