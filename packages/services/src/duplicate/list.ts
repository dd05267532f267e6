import { clustersOf, type DuplicateBy, type Likeness } from "@yardlet/core/duplicate";
import { findLastCandidates, findSkillsById, listLivePairs, listRepos } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { duplicateKey } from "./pair.ts";

export const ListDuplicatesInput = z.strictObject({
  /** Those that wait, or those that somebody dismissed. */
  state: z.enum(["open", "dismissed"]).default("open"),
  limit: z.int().min(1).max(200).default(50),
});

export interface DuplicateSkill {
  home: string;
  name: string;
  version: number | null;
  description: string;
}

export interface DuplicateLine {
  a: DuplicateSkill;
  b: DuplicateSkill;
  likeness: Likeness;
  by: DuplicateBy[];
  /** What waits about it, where it does. */
  candidateId: string | null;
  dismissed: { at: Date; by: string; reason: string } | null;
}

/** Skills that pairs connect, with the pairs. */
export interface DuplicateCluster {
  skills: DuplicateSkill[];
  pairs: DuplicateLine[];
}

const By = z.array(z.enum(["body", "description", "name"]));

/** Near-duplicates as clusters, the largest first. */
export async function listDuplicates(
  ctx: ServiceContext,
  { state, limit }: z.infer<typeof ListDuplicatesInput>,
): Promise<{ clusters: DuplicateCluster[]; total: number }> {
  requirePermission(ctx, "skill.read");
  const pairs = await listLivePairs(ctx.db, { dismissed: state === "dismissed" });
  const clusters = clustersOf(pairs.map(({ firstId, secondId }) => ({ a: firstId, b: secondId })));
  const shown = clusters.slice(0, limit);
  const ids = new Set(shown.flat());
  const [rows, repos, waiting] = await Promise.all([
    findSkillsById(ctx.db, [...ids]),
    listRepos(ctx.db),
    findLastCandidates(ctx.db, pairs.filter(({ firstId }) => ids.has(firstId)).map(duplicateKey)),
  ]);
  const slugs = new Map(repos.map(({ id, slug }) => [id, slug]));
  const skills = new Map(
    rows.map(({ id, home, name, description, current }): [string, DuplicateSkill] => [
      id,
      { home: slugs.get(home) ?? home, name, description, version: current?.number ?? null },
    ]),
  );
  const lineOf = (pair: (typeof pairs)[number]): DuplicateLine[] => {
    const [a, b] = [skills.get(pair.firstId), skills.get(pair.secondId)];
    const { body, description, name, dismissedAt: at, dismissedBy, dismissReason } = pair;
    const candidate = waiting.get(duplicateKey(pair));
    if (!a || !b) return [];
    return [
      {
        a,
        b,
        likeness: { body, description, name },
        by: By.parse(pair.by),
        candidateId: candidate?.state === "open" ? candidate.id : null,
        dismissed: at && { at, by: dismissedBy ?? "", reason: dismissReason ?? "" },
      },
    ];
  };
  return {
    total: clusters.length,
    clusters: shown.map((members) => ({
      skills: members.flatMap((id) => skills.get(id) ?? []),
      pairs: pairs.filter(({ firstId }) => members.includes(firstId)).flatMap(lineOf),
    })),
  };
}
