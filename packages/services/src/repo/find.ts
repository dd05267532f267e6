import { DomainError } from "@yardlet/core/error";
import type { Repo, RepoSnapshot } from "@yardlet/core/repo";
import { findRepoBySlug, findSnapshot, type Db, type SnapshotContent } from "@yardlet/db";

/** @throws DomainError `not_found` for a slug that names no repo of the team. */
export async function requireRepo(db: Db, slug: string): Promise<Repo> {
  const repo = await findRepoBySlug(db, slug);
  if (repo && repo.archivedAt === null) return repo;
  throw new DomainError("not_found", `there is no repo ${slug}; see the list of repos`);
}

/** @throws DomainError `unavailable` while the repo was never read. */
export async function requireSnapshot(db: Db, repo: Repo): Promise<RepoSnapshot & SnapshotContent> {
  const snapshot = repo.snapshotId === null ? undefined : await findSnapshot(db, repo.snapshotId);
  if (snapshot) return snapshot;
  throw new DomainError(
    "unavailable",
    `${repo.slug} has not been read yet; wait for its first sync, or look at its jobs`,
  );
}
