import type { GitCredential } from "../git/credential.ts";
import { checkLocalPath } from "../location/parse.ts";
import type { LocationPolicy, RepoLocation } from "../location/types.ts";
import { recoverIfNeeded } from "../write/recover.ts";
import { describeCheckout } from "./checkout.ts";
import { type MirrorOptions, openMirror } from "./mirror.ts";
import { accessRemote } from "./remote.ts";
import type { GitRepo } from "./repo.ts";

export interface OpenOptions extends MirrorOptions {
  readonly policy: LocationPolicy;
  /** How to sign in at a remote; absent: as the host's own git does. */
  readonly credential?: GitCredential;
}

/**
 * Opens a repository: a local path as it is, a URL as a bare mirror that is brought up to date first. The policy is asked
 * again, since a folder or a name may have changed its meaning after it was registered. A write that a crash cut short is completed.
 * @throws DomainError `forbidden`, `not_found`, `invalid`, `unavailable`, `limit_reached`, `refused`.
 */
export async function openRepo(location: RepoLocation, options: OpenOptions): Promise<GitRepo> {
  const { policy, credential, ...rest } = options;
  if (location.kind === "url") return openMirror(await accessRemote(location.url, policy, credential), rest);
  const { path, layout } = await checkLocalPath(location.path, policy);
  const calls = { signal: rest.signal, timeoutMs: rest.timeoutMs };
  const repo = await describeCheckout(path, layout, calls);
  return (await recoverIfNeeded(repo, calls)) ? describeCheckout(path, layout, calls) : repo;
}
