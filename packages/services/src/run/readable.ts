import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { findRepo, findRepoBySlug } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { findNamedRepo } from "../repo/named.ts";

/**
 * The repo whose runs are asked for, by any name that records may give it; an archived one keeps its runs.
 * @throws DomainError `not_found` for an unknown name, `forbidden` for a key that is bound to another repo
 */
export async function requireReadableRepo(ctx: ServiceContext, said: string): Promise<Repo> {
  const repo = (await findRepoBySlug(ctx.db, said)) ?? (await findNamedRepo(ctx.db, said));
  if (!repo) throw new DomainError("not_found", `there is no repo ${said}; see the list of repos`);
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound === null || bound === repo.id) return repo;
  throw new DomainError("forbidden", "this key is bound to another repo");
}

/** As above for a list, which may be of all repos: a key that is bound to one sees that one. Undefined is all. */
export async function findReadableRepo(ctx: ServiceContext, said: string | undefined): Promise<Repo | undefined> {
  if (said !== undefined) return requireReadableRepo(ctx, said);
  const bound = ctx.actor.limits?.repoId ?? null;
  return bound === null ? undefined : findRepo(ctx.db, bound);
}
