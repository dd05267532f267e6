import { isIPv6 } from "node:net";
import { isBehindProxy } from "../git/environment.ts";
import { checkCredential, type GitCredential } from "../git/credential.ts";
import { fileServerOption } from "../git/hardening.ts";
import { ObjectId } from "../git/object.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
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
const LIST_BYTES = 64 * 1024 * 1024;

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
  const settings: string[] = [];
  if (parsed.transport !== "file" && !policy.allowPrivateHosts) {
    const addresses = await resolvePublicHost(parsed.host, { behindProxy: isBehindProxy() });
    if (parsed.transport === "https") {
      settings.push("http.followRedirects=false");
      if (addresses.length > 0) settings.push(`http.curloptResolve=${pin(parsed, addresses)}`);
    }
  }
  return {
    url: parsed.url,
    transport: parsed.transport,
    host: credentialHost(parsed.url),
    settings,
    credential: credential && (() => credential),
  };
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
    remote.url,
    "HEAD",
    "refs/heads/*",
  ];
  const asked = runGit({ ...options, remote, args, maxOutputBytes: LIST_BYTES });
  const { stdout, stderr } = await asked.catch(async (error: unknown) => {
    throw await namingRedirect(error, remote, options);
  });
  const movedTo = followedTo(stderr, remote.url);
  return { ...parseRemoteHeads(stdout.toString("utf8")), ...(movedTo === undefined ? {} : { movedTo }) };
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
