import type { Tier } from "@yardlet/core/library";
import { Usage } from "@yardlet/core/equip";
import { Tier as TierSchema } from "@yardlet/core/library";
import { compareText, SkillState, type Severity, type SkillSource, type VersionOrigin } from "@yardlet/core/skill";
import {
  getPolicy,
  listEquipped,
  listRepos,
  listSkills as querySkills,
  type EquippedRow,
  type SkillRow,
  type UseRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { byLook } from "../score/compare-sort.ts";
import { loadEvidence, type VersionEvidence } from "../score/lines.ts";
import { countUses, loadUses, type UsageCounts } from "./usage.ts";

/** A row of the skills page. */
export interface SkillListItem {
  home: string;
  /** "library" or the repo's slug: the home as it stands in URLs. */
  homeSlug: string;
  name: string;
  description: string;
  tier: Tier;
  presets: string[];
  source: SkillSource;
  version: number | null;
  origin: VersionOrigin | null;
  equippedIn: number;
  /** In how many of them something else lies than the version in force, hand edits left out. */
  behindIn: number;
  findings: Record<Severity, number>;
  updatedAt: Date | null;
  /** Of the version in force; null while no task has named it. */
  score: ScoreBrief | null;
  /** The moving mean of the version in force by week, 0 to 1, oldest first. */
  trend: number[];
  /** Set when the skill is no longer in its home; its history stays. */
  absentSince: Date | null;
  state: SkillState;
  pinned: boolean;
  /** A copy of a library skill that was edited by hand. */
  fork: boolean;
  /** In how many of the repos that carry it it is used how. */
  usage: UsageCounts;
}

export const SkillSort = z.enum(["name", "equipped", "behind", "tier", "updated", "look", "score", "intents"]);
export type SkillSort = z.infer<typeof SkillSort>;

export const ListSkillsInput = z.strictObject({
  search: z.string().max(200).optional(),
  tier: TierSchema.optional(),
  preset: z.string().max(64).optional(),
  home: z.string().max(128).optional(),
  /** Without one: what is there, deprecated skills among it. */
  state: SkillState.optional(),
  /** Used like that in some repo. */
  usage: Usage.optional(),
  sort: SkillSort.default("name"),
});

const ORDERS = {
  name: () => 0,
  equipped: (a, b) => b.equippedIn - a.equippedIn,
  behind: (a, b) => b.behindIn - a.behindIn,
  updated: (a, b) => (b.updatedAt?.getTime() ?? 0) - (a.updatedAt?.getTime() ?? 0),
  look: (a, b) =>
    Number(a.score === null) - Number(b.score === null) ||
    byLook(a.score ?? NO_SCORE, b.score ?? NO_SCORE) ||
    intentsOf(b) - intentsOf(a),
  score: (a, b) => knownScore(b) - knownScore(a),
  intents: (a, b) => intentsOf(b) - intentsOf(a),
  tier: (a, b) => TierSchema.options.indexOf(a.tier) - TierSchema.options.indexOf(b.tier),
} as const satisfies Record<SkillSort, (a: SkillListItem, b: SkillListItem) => number>;

const NO_SCORE = { place: "few", score: null } as const;

function intentsOf({ score }: SkillListItem): number {
  return score?.intents ?? 0;
}

/** What is too little to say anything comes after everything that is said. */
function knownScore({ score }: SkillListItem): number {
  return score === null || score.place === "few" ? -1 : (score.score ?? -1);
}

/** Every skill that matches, in the library and in repos. A library has hundreds of skills, not millions: one page. */
export async function listSkills(
  ctx: ServiceContext,
  input: z.input<typeof ListSkillsInput> = {},
): Promise<SkillListItem[]> {
  requirePermission(ctx, "skill.read");
  const query = ListSkillsInput.parse(input);
  const items = await loadSkillItems(ctx);
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .filter((item) => (query.state === undefined ? item.absentSince === null : item.state === query.state))
    .filter((item) => query.state !== undefined || item.state !== "pruned")
    .filter((item) => query.tier === undefined || item.tier === query.tier)
    .filter((item) => query.preset === undefined || item.presets.includes(query.preset))
    .filter((item) => query.home === undefined || item.homeSlug === query.home)
    .filter((item) => query.usage === undefined || item.usage[query.usage] > 0)
    .filter((item) => words.every((word) => `${item.name} ${item.description}`.toLowerCase().includes(word)))
    .toSorted((a, b) => ORDERS[query.sort](a, b) || compareText(a.name, b.name) || compareText(a.homeSlug, b.homeSlug));
}

async function loadSkillItems(ctx: ServiceContext): Promise<SkillListItem[]> {
  const [skills, equipped, repos, { policy }, uses] = await Promise.all([
    querySkills(ctx.db),
    listEquipped(ctx.db),
    listRepos(ctx.db),
    getPolicy(ctx.db),
    loadUses(ctx.db),
  ]);
  const versions = skills.flatMap(({ id, current }) => (current ? [{ skillId: id, versionId: current.id }] : []));
  const evidence = await loadEvidence(ctx.db, versions, { now: ctx.now(), policy });
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const carriers = Map.groupBy(equipped, (row) => row.name);
  return skills.map((skill) =>
    toSkillItem(skill, {
      homeSlug: slugs.get(skill.home) ?? skill.home,
      equipped: carriersOf(skill, carriers.get(skill.name) ?? []),
      evidence: evidence.get(skill.current?.id ?? ""),
      uses: uses.get(skill.id) ?? [],
    }),
  );
}

/** Where a skill lies, of the places of its name: a repo's own skill lies in that repo, the library's and its copies anywhere. */
export function carriersOf({ home }: Pick<SkillRow, "home">, named: readonly EquippedRow[]): EquippedRow[] {
  return named.filter(({ repoId }) => home === "library" || home === repoId);
}

/** Where the skill itself lies: a fork has become another one, though its repo stands among the places of the library's. */
export function copiesOf({ home }: Pick<SkillRow, "home">, carriers: readonly EquippedRow[]): EquippedRow[] {
  return carriers.filter((row) => (row.home ?? "library") === home);
}

export function toSkillItem(
  skill: SkillRow,
  facts: {
    homeSlug: string;
    equipped: readonly EquippedRow[];
    evidence: VersionEvidence | undefined;
    uses: readonly UseRow[];
  },
): SkillListItem {
  const { homeSlug, evidence } = facts;
  const equipped = copiesOf(skill, facts.equipped);
  const findings = { error: 0, warning: 0, info: 0 };
  for (const finding of skill.current?.findings ?? []) findings[finding.severity] += 1;
  return {
    home: skill.home,
    homeSlug,
    name: skill.name,
    description: skill.description,
    tier: skill.tier,
    presets: skill.presets,
    source: skill.source,
    version: skill.current?.number ?? null,
    origin: skill.current?.origin ?? null,
    equippedIn: equipped.length,
    behindIn: equipped.filter((row) => !row.edited && row.contentHash !== skill.current?.contentHash).length,
    findings,
    updatedAt: skill.current?.createdAt ?? null,
    score: evidence?.roll ? evidence.brief : null,
    trend: evidence?.trend ?? [],
    absentSince: skill.absentSince,
    state: skill.state,
    pinned: skill.pinnedAt !== null,
    fork: skill.forkedFromId !== null,
    usage: countUses(facts.uses, equipped.length),
  };
}
