import { defaultRepoConfig, effectiveSettings, parseRepoConfig } from "@yardlet/core/config";
import type { Repo } from "@yardlet/core/repo";
import { evidenceOf, type ScorePolicy, type Uplift, type WhatIfSkill } from "@yardlet/core/score";
import type { SkillSource } from "@yardlet/core/skill";
import {
  getPolicy,
  getTeam,
  listConfigTexts,
  listRepos,
  listSkills,
  loadWhatIfEvidence,
  type Db,
  type WhatIfRow,
} from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";
import { epochsOf } from "../score/brief.ts";
import { hasVersion } from "../score/list.ts";

/** A version in force with all that trying a policy on it needs; `id` is the version's. */
export interface WhatIfLine extends WhatIfSkill {
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  version: number;
  source: SkillSource;
  pinned: boolean;
  autoPrune: boolean;
  uplift: Pick<Uplift, "comparable" | "reason" | "rd" | "vetoLo"> | null;
}

/** Everything that a policy is tried on, and the one in force. */
export interface PolicyEvidence {
  version: number;
  policy: ScorePolicy;
  lines: WhatIfLine[];
  /** Skills of whose version in force nothing counts yet. */
  without: number;
  /** When the evidence was read. */
  at: Date;
}

/** As many of a version's first intents are kept in order: a bet is won early, or late for a reason that now shows. */
const REPLAYED = 150;

/** The evidence about every skill's version in force, for trying policies where it is shown. */
export async function getPolicyEvidence(ctx: ServiceContext): Promise<PolicyEvidence> {
  requirePermission(ctx, "score.read");
  const at = ctx.now();
  const [{ version, policy }, all, repos] = await Promise.all([
    getPolicy(ctx.db),
    listSkills(ctx.db, { present: true }),
    listRepos(ctx.db),
  ]);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const skills = all
    .filter(hasVersion)
    .filter(({ state, home }) => state === "active" && (home === "library" || slugs.has(home)));
  const epochOf = await epochsOf(
    ctx.db,
    skills.map(({ id }) => id),
    at,
  );
  const learnedIn = new Set(skills.filter(({ source }) => source === "learned").map(({ home }) => home));
  const [rows, autoPruneOf] = await Promise.all([
    loadWhatIfEvidence(ctx.db, {
      versions: skills.map(({ id, current }) => ({ versionId: current.id, epoch: epochOf(id) })),
      replayed: REPLAYED,
    }),
    readAutoPrune(
      ctx.db,
      repos.filter(({ id }) => learnedIn.has(id)),
      policy,
    ),
  ]);
  const byVersion = new Map(rows.map((row) => [row.versionId, row]));
  const lines = skills.flatMap(({ name, home, source, pinnedAt, current }): WhatIfLine[] => {
    const row = byVersion.get(current.id);
    if (!row) return [];
    return [
      {
        id: current.id,
        home: slugs.get(home) ?? home,
        name,
        version: current.number,
        source,
        pinned: pinnedAt !== null,
        autoPrune: autoPruneOf(home),
        uplift: row.uplift,
        ...evidenceOf(row.first, restOf(row)),
      },
    ];
  });
  return { version, policy, lines, without: skills.length - lines.length, at };
}

/** Intents behind those that are replayed. */
function restOf({ counted, first }: WhatIfRow): [value: number, n: number][] {
  const replayed = new Map<number, number>();
  for (const value of first) replayed.set(value, (replayed.get(value) ?? 0) + 1);
  const more = counted.map(([value, n]): [number, number] => [value, n - (replayed.get(value) ?? 0)]);
  return more.filter(([, n]) => n > 0);
}

/**
 * Whether Yardlet prunes by itself in a home that it may write to: by the home's own word, or by the team's where the policy agrees.
 */
async function readAutoPrune(
  db: Db,
  repos: readonly Repo[],
  policy: Pick<ScorePolicy, "autoPrune">,
): Promise<(home: string) => boolean> {
  const { switches } = await getTeam(db);
  const texts = await listConfigTexts(
    db,
    repos.flatMap(({ snapshotId }) => snapshotId ?? []),
  );
  const byRepo = new Map(
    repos.map((repo) => {
      const text = texts.get(repo.id);
      const config = text === undefined ? defaultRepoConfig() : parseRepoConfig(text).config;
      const facts = { config, repoSettings: repo.switches, teamDefaults: switches };
      const { value, from } = effectiveSettings(facts).autoPrune;
      return [repo.id, value && repo.delivery !== "none" && (from !== "team" || policy.autoPrune)];
    }),
  );
  return (home) => byRepo.get(home) ?? (switches.autoPrune && policy.autoPrune);
}
