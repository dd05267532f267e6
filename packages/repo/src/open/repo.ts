import type { RemoteAccess } from "../git/process.ts";
import type { ObjectFormat } from "../git/object.ts";
import type { RepoLocation } from "../location/types.ts";

/** A repository that is open for reading and writing: a folder of this host, or this worker's mirror of a remote. */
export interface GitRepo {
  readonly location: RepoLocation;
  /** HEAD and index of this work tree; the mirror of a remote. Absolute. */
  readonly gitDir: string;
  /** Objects and branches, shared by all work trees of one repository. */
  readonly commonDir: string;
  /** `undefined` for a bare repository and for a mirror. */
  readonly workTree: string | undefined;
  readonly lockPath: string;
  readonly objectFormat: ObjectFormat;
  /** The branch that is checked out here, of a remote its HEAD; `undefined` when HEAD is on no branch. */
  readonly defaultBranch: string | undefined;
  /** The newest commit of the default branch; `undefined` when there is none yet. */
  readonly head: string | undefined;
  /** The address other people know it by, without sign-in; of a local path its `origin`. */
  readonly remoteUrl: string | undefined;
  /** The address that the remote sent on to, and where it was found. */
  readonly movedTo?: string;
  /** Of a partial mirror: blobs that have as many bytes may still lie on the server alone. */
  readonly blobLimit?: number;
  /** How to reach the remote of a mirror; `undefined` for a local path. */
  readonly remote: RemoteAccess | undefined;
}

export const LOCK_NAME = "yardlet.lock";
