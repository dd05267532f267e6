import { DomainError } from "@yardlet/core/error";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { parseRepoUrl } from "../location/url.ts";

/** What git says when it follows a redirect, and the header that its trace shows when it does not. */
const FOLLOWED = /^warning: redirecting to (\S+)/m;
const HEADER = /<= Recv header: location: (\S+)/gi;

/** The end of the address that git asks first. */
const FIRST_ASKED = /\/info\/refs(\?.*)?$/;

/** The address that a server has sent on to, from what git said while it followed; `undefined` where it only adds `.git`. */
export function followedTo(said: string, from: string): string | undefined {
  const to = addressOf(FOLLOWED.exec(said)?.[1], from);
  const plain = (address: string) => address.replace(/\.git$/, "");
  return to === undefined || plain(to) === plain(from) ? undefined : to;
}

/**
 * The error of a remote that sends on to another address, which is not followed by itself: it names that address, asked for once
 * more without any sign-in. Every other error stays what it is.
 */
export async function namingRedirect(error: unknown, remote: RemoteAccess, options: CallOptions): Promise<unknown> {
  const reason = error instanceof DomainError && error.code === "invalid" ? String(error.details.reason) : "";
  if (remote.transport !== "https" || !/error: 30[1278]|redirect/i.test(reason)) return error;
  const env = { GIT_TRACE_CURL: "1", GIT_TRACE_CURL_NO_DATA: "1" };
  const settings = ["http.followRedirects=false", "credential.helper="];
  const stranger = { ...remote, credential: undefined };
  const args = ["ls-remote", "--heads", "--", remote.url];
  const asked = await runGit({ ...options, remote: stranger, settings, env, args, answers: [128] }).catch(
    () => undefined,
  );
  const to = addressOf([...(asked?.stderr ?? "").matchAll(HEADER)].at(-1)?.[1], remote.url);
  if (to === undefined) return error;
  return new DomainError("invalid", `the server sends on to ${to}; use that address`, { movedTo: to });
}

/** What a redirect leads to, as a repository's address; `undefined` when it is none. */
function addressOf(target: string | undefined, from: string): string | undefined {
  if (target === undefined || !URL.canParse(target, from)) return undefined;
  const address = new URL(target, from).href.replace(FIRST_ASKED, "");
  try {
    // Whoever uses it is held against the installation's policy then.
    const { url, transport } = parseRepoUrl(address, { allowFileUrls: false, allowPrivateHosts: true });
    return transport === "https" && url !== from ? url : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
