import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { findRepo, listRepoNames, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { repoNames } from "../run/repo-names.ts";

/** The repo that a program names by its slug, its folder, or a remote in any of its spellings. */
export async function findNamedRepo(db: Db, said: string): Promise<Repo | undefined> {
  const id = repoNames(await listRepoNames(db)).find(said);
  return id === null ? undefined : findRepo(db, id);
}

/**
 * As above, of a repo that is in use.
 * @throws DomainError `not_found` for a name of none, `forbidden` for a key that is bound to another repo
 */
export async function requireNamedRepo(ctx: ServiceContext, db: Db, said: string): Promise<Repo> {
  const repo = await findNamedRepo(db, said);
  if (!repo || repo.archivedAt !== null) {
    throw new DomainError("not_found", `there is no repo ${said}; see the list of repos, or add it there`);
  }
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound === null || bound === repo.id) return repo;
  throw new DomainError("forbidden", "this key is bound to another repo");
}
