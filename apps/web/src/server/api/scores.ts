import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { findReadableRepo, getSkillScore, listScores, type ServiceContext } from "@yardlet/services";
import type * as z from "zod";
import { scoreListAnswer, skillScoreAnswer, type ScoreListAnswer, type SkillScoreAnswer } from "./score-answers.ts";

/** Scores of skills in force; a key that is bound to a repo sees the evidence of that repo. */
export async function readScores(
  ctx: ServiceContext,
  { skill, repo: slug }: { skill?: string | undefined; repo?: string | undefined },
): Promise<z.input<typeof ScoreListAnswer>> {
  const bound = await findReadableRepo(ctx, undefined);
  const repo = await findReadableRepo(ctx, slug);
  const { policy, scores } = await listScores(ctx, {
    ...(bound ? { homes: ["library", bound.slug] } : {}),
    ...(repo ? { repo: repo.slug } : {}),
  });
  return scoreListAnswer(policy, skill === undefined ? scores : scores.filter(({ name }) => name === skill));
}

/**
 * The repo that a key is bound to; undefined for one that may speak of any.
 * @throws DomainError `forbidden` for a home that is another repo than the key's
 */
export async function requireReadableHome(ctx: ServiceContext, home: string): Promise<Repo | undefined> {
  const bound = await findReadableRepo(ctx, undefined);
  if (!bound || home === "library" || home === bound.slug) return bound;
  throw new DomainError("forbidden", "this key is bound to another repo");
}

/**
 * The score of one skill, opened. To a key that is bound to a repo other repos are not named.
 * @throws DomainError `forbidden` for a skill of another repo than the key's
 */
export async function readSkillScore(
  ctx: ServiceContext,
  { home, name }: { home: string; name: string },
): Promise<z.input<typeof SkillScoreAnswer>> {
  const bound = await requireReadableHome(ctx, home);
  const { repos, ...score } = await getSkillScore(ctx, { home, name });
  return skillScoreAnswer({ ...score, repos: bound ? repos.filter(({ repoSlug }) => repoSlug === bound.slug) : repos });
}
