import type { ScoreDecision, Uplift } from "@yardlet/core/score";
import { compareText, type SkillSource } from "@yardlet/core/skill";
import { getPolicy, listRepos, listSkills, listStandingHeads, type SkillRow, type VersionRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Asked } from "../run/input.ts";
import { type PolicyBrief, policyBrief, type ScoreBrief } from "./brief.ts";
import { loadEvidence, loadEvidenceIn } from "./lines.ts";

/** The score of a skill's version in force. */
export interface ScoreLine {
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  source: SkillSource;
  version: number;
  epoch: number;
  score: ScoreBrief;
  /** Tasks that do not count, by reason. */
  excluded: Record<string, number>;
  /** The bettors' mean coins now. */
  coins: number;
  /** What the policy last said; null before the first decision. */
  decision: Pick<ScoreDecision, "action" | "reason"> | null;
  decidedAt: Date | null;
  uplift: Uplift | null;
}

export interface ScoreList {
  policy: PolicyBrief;
  scores: ScoreLine[];
}

export const ListScoresInput = z.strictObject({
  /** Homes to list: "library" and slugs of repos; all without it. */
  homes: z.array(Asked).max(100).optional(),
  /** Evidence of this repo alone. */
  repo: Asked.optional(),
});

/** The score of every skill's version in force, by home and name. */
export async function listScores(ctx: ServiceContext, input: z.infer<typeof ListScoresInput> = {}): Promise<ScoreList> {
  requirePermission(ctx, "score.read");
  const [policyRow, skills, repos] = await Promise.all([
    getPolicy(ctx.db),
    listSkills(ctx.db, { present: true }),
    listRepos(ctx.db),
  ]);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const wanted = skills.flatMap((skill) => {
    const home = slugs.get(skill.home) ?? skill.home;
    return hasVersion(skill) && (input.homes?.includes(home) ?? true) ? [{ home, skill }] : [];
  });
  const refs = wanted.map(({ skill }) => ({ skillId: skill.id, versionId: skill.current.id }));
  const reading = { now: ctx.now(), policy: policyRow.policy };
  const repoId = input.repo === undefined ? undefined : (await requireRepo(ctx.db, input.repo)).id;
  const [evidence, here, standings] = await Promise.all([
    loadEvidence(ctx.db, refs, reading),
    repoId === undefined ? undefined : loadEvidenceIn(ctx.db, refs, { repoId, ...reading }),
    listStandingHeads(
      ctx.db,
      refs.map(({ versionId }) => versionId),
    ),
  ]);
  const standingOf = new Map(standings.map((one) => [`${one.versionId}@${one.epoch}`, one]));
  const scores = wanted.flatMap(({ home, skill }): ScoreLine[] => {
    const found = evidence.get(skill.current.id);
    const score = here ? here.get(skill.current.id) : found?.brief;
    if (!found || !score) return [];
    const standing = standingOf.get(`${found.key.versionId}@${found.key.epoch}`);
    return [
      {
        home,
        name: skill.name,
        source: skill.source,
        version: skill.current.number,
        epoch: found.key.epoch,
        score,
        excluded: found.roll?.excluded ?? {},
        coins: found.coins,
        decision: standing ? { action: standing.action, reason: standing.reason } : null,
        decidedAt: standing?.decidedAt ?? null,
        uplift: standing?.uplift ?? null,
      },
    ];
  });
  return {
    policy: policyBrief(policyRow),
    scores: scores.toSorted((a, b) => compareText(a.home, b.home) || compareText(a.name, b.name)),
  };
}

export function hasVersion(skill: SkillRow): skill is SkillRow & { current: VersionRow } {
  return skill.current !== null;
}
