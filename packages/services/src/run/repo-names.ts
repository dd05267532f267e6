import type { ResultPhase } from "@yardlet/core/run";
import type { NamedRepo } from "@yardlet/db";
import { canonicalRemote } from "@yardlet/repo";

/** Finds repos by what records call them: the slug, or a remote in any of its spellings (decision 24). */
export interface RepoNames {
  find(said: string): string | null;
  /** What the repo does with runs without a SkillResult. */
  phaseOf(repoId: string | null): ResultPhase;
}

export function repoNames(repos: readonly NamedRepo[]): RepoNames {
  const bySlug = new Map(repos.map((repo) => [repo.slug, repo.repoId]));
  const byIdentity = new Map(
    repos.flatMap((repo) => repo.identities.map((identity) => [identity, repo.repoId] as const)),
  );
  const phases = new Map(repos.map((repo) => [repo.repoId, repo.resultPhase]));
  return {
    phaseOf: (repoId) => phases.get(repoId ?? "") ?? "compat",
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
