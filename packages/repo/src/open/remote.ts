import { stat } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { isBehindProxy } from "../git/environment.ts";
import { checkCredential, type GitCredential } from "../git/credential.ts";
import { fileServerOption } from "../git/hardening.ts";
import { ObjectId } from "../git/object.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { type GitRun, runGit } from "../git/run.ts";
import { credentialHost } from "../location/credential-host.ts";
import { resolvePublicHost } from "../location/host.ts";
import { followedTo, namingRedirect } from "./redirect.ts";
import type { LocationPolicy } from "../location/types.ts";
import { type ParsedUrl, parseRepoUrl } from "../location/url.ts";

/** The branches of a remote, and which of them its HEAD is; `undefined` when it is empty or its HEAD is on none. */
export interface RemoteHeads {
  readonly defaultBranch: string | undefined;
  readonly branches: ReadonlyMap<string, string>;
  /** The address that the remote sent on to, and where it was found. */
  readonly movedTo?: string;
}

const BRANCHES = "refs/heads/";

/** A server that sends nothing for a minute sends nothing more: git itself shows life every 5 s. */
const PATIENCE = ["http.lowSpeedLimit=1", "http.lowSpeedTime=60"] as const;
const LIST_BYTES = 64 * 1024 * 1024;
/** Git holds the whole list in memory before it prints any of it: time is what keeps a list without end in bounds. */
const LIST_MS = 120_000;

/**
 * Checks a remote's address once more and resolves its host, right before it is used.
 * @throws DomainError `forbidden` for a private host unless the policy allows it, `invalid` for a credential of another transport.
 */
export async function accessRemote(
  url: string,
  policy: Omit<LocationPolicy, "localRoots">,
  given?: GitCredential,
): Promise<RemoteAccess> {
  const parsed = parseRepoUrl(url, policy);
  const credential = given && checkCredential(given, parsed.transport);
  const settings: string[] = parsed.transport === "https" ? [...PATIENCE] : [];
  if (parsed.transport !== "file" && !policy.allowPrivateHosts) {
    const addresses = await resolvePublicHost(parsed.host, { behindProxy: isBehindProxy() });
    if (parsed.transport === "https") {
      settings.push("http.followRedirects=false");
      if (addresses.length > 0) settings.push(`http.curloptResolve=${pin(parsed, addresses)}`);
    }
  }
  return {
    url: parsed.url,
    address: credential?.kind === "password" && (await hasNetrc()) ? withUser(parsed, credential.username) : parsed.url,
    transport: parsed.transport,
    host: credentialHost(parsed.url),
    settings,
    credential: credential && (() => credential),
  };
}

/** Whether this host signs in by `.netrc`, which git's transport asks before it asks git. */
async function hasNetrc(): Promise<boolean> {
  const info = await stat(join(process.env["HOME"] ?? homedir(), ".netrc")).catch(() => undefined);
  return info !== undefined;
}

/** Then only an entry of the same user counts there. Elsewhere the name would cost an attempt without a password. */
function withUser({ url }: ParsedUrl, username: string): string {
  return url.replace("https://", `https://${encodeURIComponent(username)}@`);
}

function pin({ host, port }: ParsedUrl, addresses: readonly string[]): string {
  const name = isIPv6(host) ? `[${host}]` : host;
  return `${name}:${port}:${addresses.map((address) => (isIPv6(address) ? `[${address}]` : address)).join(",")}`;
}

/** The options that a command which talks to the remote needs before its `--`. */
export function serverOptions(remote: RemoteAccess, service: "--upload-pack" | "--receive-pack"): string[] {
  return remote.transport === "file" ? [fileServerOption(service)] : [];
}

/** Asks the remote for its branches: one round trip, nothing is fetched. */
export async function listRemoteHeads(remote: RemoteAccess, options: CallOptions): Promise<RemoteHeads> {
  const args = [
    "ls-remote",
    "--symref",
    ...serverOptions(remote, "--upload-pack"),
    "--",
    remote.address,
    "HEAD",
    "refs/heads/*",
  ];
  const command = { ...options, timeoutMs: Math.min(options.timeoutMs ?? LIST_MS, LIST_MS), remote, args };
  const asked = runGit({ ...command, maxOutputBytes: LIST_BYTES });
  const { stdout, stderr } = await asked.catch(async (error: unknown) => {
    throw await namingRedirect(error, remote, options);
  });
  const heads = parseRemoteHeads(stdout.toString("utf8"));
  if (heads.branches.size === 0 && remote.transport === "https") await checkSpeaksGit(command);
  const movedTo = followedTo(stderr, remote.url);
  return { ...heads, ...(movedTo === undefined ? {} : { movedTo }) };
}

/**
 * Git takes an empty page for a list of no branches, as servers of old sent it. Whoever believed that would see everything
 * gone that was there, so an empty list counts only when it came as git's own packets.
 * @throws DomainError `not_found`
 */
async function checkSpeaksGit(command: GitRun): Promise<void> {
  const { stderr } = await runGit({ ...command, env: { GIT_TRACE_PACKET: "1" } });
  if (/packet:.* (# service=git-upload-pack|version [12])/.test(stderr)) return;
  throw new DomainError("not_found", "what answers at this address is not git; check the address");
}

/** Of a remote whose HEAD is detached the branch at the same commit counts, `main` or `master` first. */
export function parseRemoteHeads(text: string): RemoteHeads {
  const branches = new Map<string, string>();
  let symref: string | undefined;
  let headCommit: string | undefined;
  for (const line of text.split("\n")) {
    const [left = "", name = ""] = line.split("\t");
    if (name === "HEAD" && left.startsWith(`ref: ${BRANCHES}`)) symref = left.slice(`ref: ${BRANCHES}`.length);
    else if (name === "HEAD" && ObjectId.safeParse(left).success) headCommit = left;
    else if (name.startsWith(BRANCHES) && ObjectId.safeParse(left).success)
      branches.set(name.slice(BRANCHES.length), left);
  }
  const same = [...branches].filter(([, commit]) => commit === headCommit).map(([name]) => name);
  return { defaultBranch: symref ?? ["main", "master"].find((name) => same.includes(name)) ?? same[0], branches };
}
