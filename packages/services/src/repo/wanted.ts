import type { WantedSet } from "@yardlet/core/equip";
import type { SkillFile } from "@yardlet/core/skill";
import { getLibrary, loadVersionFiles } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { assess, loadShelf } from "../equip/situation.ts";
import { plainText } from "../run/input.ts";
import { keptOut } from "../scan/installable.ts";
import { requireSnapshot } from "./find.ts";
import { requireNamedRepo } from "./named.ts";

/** A slug, or a remote as anybody may write it. */
export const RepoSaid = plainText(2_000).min(1);

export const GetWantedInput = z.strictObject({ repo: RepoSaid });

/** The wanted set of a repo with every file, for who places it somewhere else than we do. */
export interface RepoWanted {
  slug: string;
  commit: string | null;
  libraryCommit: string | null;
  set: WantedSet;
  /** The files of each wanted skill as they lie in the library, by name. */
  files: Map<string, SkillFile[]>;
}

export async function getWanted(ctx: ServiceContext, input: z.infer<typeof GetWantedInput>): Promise<RepoWanted> {
  requirePermission(ctx, "repo.read");
  const repo = await requireNamedRepo(ctx, ctx.db, input.repo);
  const [snapshot, shelf, library] = await Promise.all([
    requireSnapshot(ctx.db, repo),
    loadShelf(ctx.db),
    getLibrary(ctx.db),
  ]);
  const { wanted } = await assess(ctx.db, repo, snapshot, shelf);
  const ids = wanted.wanted.flatMap(({ name }) => shelf.versionIds.get(name) ?? []);
  const files = await loadVersionFiles(ctx.db, ids);
  const filesOf = (name: string) => files.get(shelf.versionIds.get(name) ?? "") ?? [];
  const skills = wanted.wanted.map(({ name }) => ({ name, files: filesOf(name) }));
  const harmful = await keptOut(ctx.db, skills, ctx.now());
  const set = { ...wanted, wanted: wanted.wanted.filter(({ name }) => !harmful.has(name)) };
  return {
    slug: repo.slug,
    commit: snapshot.commit,
    libraryCommit: library.headCommit,
    set,
    files: new Map(set.wanted.map(({ name }) => [name, filesOf(name)])),
  };
}
