import type { Repo } from "@yardlet/core/repo";
import {
  findNamedVersions,
  listMappings,
  listRepos,
  listSkills,
  listUnresolvedNames,
  type SkillMapping,
  type UnresolvedName,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "./input.ts";
import { findReadableRepo } from "./readable.ts";
import { type SuggestedVersion, suggesting } from "./suggest.ts";

export type { SkillMapping, SuggestedVersion };

/** The newest unresolved mentions that are looked through, and names that are told. */
const MENTIONS = 5_000;
const NAMES = 100;

export interface UnresolvedSkill extends UnresolvedName {
  /** Versions it may mean, likeliest first. */
  suggestions: SuggestedVersion[];
}

export const ListUnresolvedInput = z.strictObject({ repo: Asked.optional() });

/** Names in runs that nobody could resolve to a version, most frequent first, and the names that people have mapped. */
export async function listUnresolved(
  ctx: ServiceContext,
  input: z.infer<typeof ListUnresolvedInput> = {},
): Promise<{ unresolved: UnresolvedSkill[]; mapped: SkillMapping[] }> {
  requirePermission(ctx, "run.read");
  const repo = await findReadableRepo(ctx, input.repo);
  const where = repo ? { repoId: repo.id } : {};
  const [names, mapped] = await Promise.all([
    listUnresolvedNames(ctx.db, { ...where, mentions: MENTIONS, limit: NAMES }),
    listMappings(ctx.db, { ...where, limit: NAMES }),
  ]);
  if (names.length === 0) return { unresolved: [], mapped };
  const suggest = suggesting(await listKnownVersions(ctx, await listRepos(ctx.db)));
  return { unresolved: names.map((name) => ({ ...name, suggestions: suggest(name) })), mapped };
}

export const ListVersionsToMapInput = z.strictObject({
  repo: Asked,
  name: Asked,
});

/** Every version of the skills that a repo knows by this very name, for a name that means something else altogether. */
export async function listVersionsToMap(
  ctx: ServiceContext,
  input: z.infer<typeof ListVersionsToMapInput>,
): Promise<SuggestedVersion[]> {
  requirePermission(ctx, "run.read");
  const repo = await findReadableRepo(ctx, input.repo);
  const versions = await versionsOf(ctx, [input.name], repo ? [repo] : []);
  return versions.filter((one) => one.home === "library" || one.home === input.repo);
}

async function listKnownVersions(ctx: ServiceContext, repos: readonly Repo[]): Promise<SuggestedVersion[]> {
  const skills = await listSkills(ctx.db);
  return versionsOf(ctx, [...new Set(skills.map((skill) => skill.name))], repos);
}

async function versionsOf(
  ctx: ServiceContext,
  names: readonly string[],
  repos: readonly Repo[],
): Promise<SuggestedVersion[]> {
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const versions = (await findNamedVersions(ctx.db, names)).toSorted((a, b) => b.number - a.number);
  const newest = new Set(new Map(versions.toReversed().map((one) => [one.skillId, one.versionId])).values());
  return versions.map(({ versionId, home, name, number }) => ({
    versionId,
    home: slugs.get(home) ?? home,
    name,
    number,
    newest: newest.has(versionId),
  }));
}
