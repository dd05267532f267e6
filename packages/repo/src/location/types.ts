/** Where a repository is: a folder of this host, or a URL that the host's git can reach. `url` is in normal form. */
export type RepoLocation = { readonly kind: "path"; readonly path: string } | RemoteLocation;

export interface RemoteLocation {
  readonly kind: "url";
  readonly url: string;
}

/** What an installation allows (decision 14). Everything is off unless it is named. */
export interface LocationPolicy {
  /** Folders that local paths may lie in; `undefined` turns local paths off. */
  readonly localRoots: readonly string[] | undefined;
  readonly allowFileUrls: boolean;
  /** Hosts of private, loopback and link-local networks. */
  readonly allowPrivateHosts: boolean;
}
