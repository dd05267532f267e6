import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { findRepo, findSkillById, type Db, type DistillationRow, type DistilScope, type SkillRow } from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Asked } from "../run/input.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { homeSlugOf } from "../skill/home.ts";

export const RepoScope = z.strictObject({ repo: Asked });
export const SkillScope = GetSkillInput;

/** What is distilled: the tasks of a repo, or those of every repo that used one skill. */
export const DistilScopeInput = z.union([RepoScope, SkillScope]);
export type DistilScopeInput = z.infer<typeof DistilScopeInput>;

/** A scope with what it is about. `key` names it wherever lessons are kept. */
export type LessonScope = { key: string } & ({ repo: Repo; skill: null } | { repo: null; skill: SkillRow });

/** A scope as pages name it. */
export interface ScopeView {
  /** The repo's slug. */
  repo: string | null;
  /** `home` is "library" or the repo's slug. */
  skill: { home: string; name: string } | null;
}

/** @throws DomainError `not_found` for a repo or a skill that is not there */
export async function requireScope(ctx: ServiceContext, db: Db, input: DistilScopeInput): Promise<LessonScope> {
  const scope =
    "repo" in input ? scopeOfRepo(await requireRepo(db, input.repo)) : scopeOfSkill(await requireSkill(db, input));
  const bound = ctx.actor.limits?.repoId ?? null;
  if (bound === null || bound === scope.repo?.id) return scope;
  throw new DomainError("forbidden", "this key is bound to another repo");
}

export function scopeOfRepo(repo: Repo): LessonScope {
  return { key: `repo:${repo.id}`, repo, skill: null };
}

function scopeOfSkill(skill: SkillRow): LessonScope {
  return { key: `skill:${skill.id}`, repo: null, skill };
}

/**
 * The scope of a distillation.
 * @throws DomainError `not_found` when it is gone
 */
export async function scopeOf(
  db: Db,
  { repoId, skillId }: Pick<DistillationRow, "repoId" | "skillId">,
): Promise<LessonScope> {
  const repo = repoId === null ? undefined : await findRepo(db, repoId);
  if (repo) return scopeOfRepo(repo);
  const skill = skillId === null ? undefined : await findSkillById(db, skillId);
  if (skill) return scopeOfSkill(skill);
  throw new DomainError("not_found", "what was to be distilled is gone");
}

/** A scope as queries about tasks take it. */
export function tasksOf(scope: LessonScope): DistilScope {
  return scope.repo ? { repoId: scope.repo.id } : { skillId: scope.skill.id };
}

export async function viewOfScope(db: Db, scope: LessonScope): Promise<ScopeView> {
  if (scope.repo) return { repo: scope.repo.slug, skill: null };
  return { repo: null, skill: { home: await homeSlugOf(db, scope.skill), name: scope.skill.name } };
}
