import type { Repo } from "@yardlet/core/repo";
import { clientOf, type Db } from "../client.ts";
import { findRepo } from "./repo.ts";

/** The repo that was at this place before, or that records call so. */
export async function findRepoByAlias(db: Db, identity: string): Promise<Repo | undefined> {
  const row = await clientOf(db).repoAlias.findUnique({ where: { identity } });
  return row ? findRepo(db, row.repoId) : undefined;
}

/** Lets a repo be found by another name of its remote as well. */
export async function addRepoAlias(
  db: Db,
  alias: { identity: string; repoId: string; by: string; at: Date },
): Promise<void> {
  await clientOf(db).repoAlias.create({ data: alias });
}

/** Takes a name of a repo's remote back, where it is one. */
export async function removeRepoAlias(db: Db, repoId: string, identity: string): Promise<void> {
  await clientOf(db).repoAlias.deleteMany({ where: { repoId, identity } });
}
