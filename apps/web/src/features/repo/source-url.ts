interface Place {
  path: string;
  line?: number | undefined;
}

/** How the page of a line is addressed on hosts that show repositories. */
const HOSTS: Readonly<Record<string, (repo: string, commit: string, place: Place) => string>> = {
  "github.com": (repo, commit, { path, line }) => `${repo}/blob/${commit}/${path}${line ? `#L${line}` : ""}`,
  "gitlab.com": (repo, commit, { path, line }) => `${repo}/-/blob/${commit}/${path}${line ? `#L${line}` : ""}`,
  "codeberg.org": (repo, commit, { path, line }) => `${repo}/src/commit/${commit}/${path}${line ? `#L${line}` : ""}`,
  "bitbucket.org": (repo, commit, { path, line }) => `${repo}/src/${commit}/${path}${line ? `#lines-${line}` : ""}`,
};

/** Where a line of a repo can be read in the browser at a commit; undefined for other hosts and for local paths. */
export function sourceUrl(location: string, commit: string | null, place: Place): string | undefined {
  if (commit === null) return undefined;
  const parts = /^(?:https:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@)([a-z.]+)[/:](.+?)(?:\.git)?\/?$/i.exec(location);
  const [, host, repo] = parts ?? [];
  const address = host === undefined ? undefined : HOSTS[host.toLowerCase()];
  if (address === undefined || repo === undefined) return undefined;
  const path = place.path.split("/").map(encodeURIComponent).join("/");
  return `https://${host?.toLowerCase()}/${address(repo, commit, { ...place, path })}`;
}
