import type { GitCredential } from "../git/credential.ts";
import type { CallOptions } from "../git/process.ts";
import type { LocationPolicy } from "../location/types.ts";
import { accessRemote, listRemoteHeads, type RemoteHeads } from "./remote.ts";

export interface BranchesOptions extends CallOptions {
  readonly policy: LocationPolicy;
  /** How to sign in at the remote; absent: as the host's own git does. */
  readonly credential?: GitCredential;
}

/**
 * Asks a remote for its branches, to see whether it lets somebody in: no mirror is made, nothing is fetched.
 * @throws DomainError as `openRepo` does for a URL.
 */
export async function listRemoteBranches(url: string, options: BranchesOptions): Promise<RemoteHeads> {
  const { policy, credential, ...calls } = options;
  return listRemoteHeads(await accessRemote(url, policy, credential), calls);
}
