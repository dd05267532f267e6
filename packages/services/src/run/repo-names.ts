import { canonicalRemote } from "@yardlet/repo";

/** Finds repos by what records call them: the slug, or a remote in any of its spellings (decision 24). */
export interface RepoNames {
  find(said: string): string | null;
}

export function repoNames(
  repos: readonly { repoId: string; slug: string; identities: readonly string[] }[],
): RepoNames {
  const bySlug = new Map(repos.map((repo) => [repo.slug, repo.repoId]));
  const byIdentity = new Map(
    repos.flatMap((repo) => repo.identities.map((identity) => [identity, repo.repoId] as const)),
  );
  return {
    find(said) {
      const remote = canonicalRemote(said);
      return (
        bySlug.get(said) ??
        (remote === undefined ? undefined : byIdentity.get(remote)) ??
        byIdentity.get(`path:${said}`) ??
        null
      );
    },
  };
}
