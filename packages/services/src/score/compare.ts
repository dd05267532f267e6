import type { Comparison, ScorePlace, UpliftReason } from "@yardlet/core/score";
import { Tier } from "@yardlet/core/library";
import { getPolicy, listEvidenceKinds, listRepos, listSkills } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "../run/input.ts";
import { epochsOf, type PolicyBrief, policyBrief } from "./brief.ts";
import { type Draft, READERS, type Reading } from "./compare-read.ts";
import { REPO_SORT, sortRows } from "./compare-sort.ts";
import { chooseVersions } from "./compare-versions.ts";

/** What one cell compares: a score in 0..1, or a difference in -1..1. `n` counts intents. */
export interface CompareCell {
  place: ScorePlace;
  value: number | null;
  lo: number | null;
  hi: number | null;
  n: number;
  /** Intents, or pairs of them, on the other side of a difference. */
  others?: number;
  /** Why nothing can be said of a difference. */
  why?: UpliftReason | "too_few_pairs";
}

export interface CompareRow {
  home: string;
  name: string;
  version: number;
  inForce: boolean;
  /** All repos together. */
  all: CompareCell;
  /** By repo. */
  cells: Record<string, CompareCell>;
  /** The older version that a new one is held against. */
  against: { number: number; state: NonNullable<Comparison["against"]>["state"] } | null;
}

export interface Compared {
  policy: PolicyBrief;
  /** Columns: the repos that have a cell, those with most evidence first; the first `columns` of them are in the rows. */
  repos: string[];
  /** Kinds of task there is evidence of. */
  kinds: string[];
  rows: CompareRow[];
  /** How many rows there are, and skills without any evidence, which have none. */
  total: number;
  without: number;
}

/** What is compared: scores, work with a version and without it, a version and the one before it. */
export const CompareMode = z.enum(["score", "uplift", "versions"]);
export type CompareMode = z.infer<typeof CompareMode>;

export const CompareInput = z.strictObject({
  mode: CompareMode.default("score"),
  /** Skills as `<home>/<name>`, or single versions of them as `<home>/<name>@<number>`; the version in force of all without it. */
  skills: z.array(plainText(256).min(3)).min(1).max(100).optional(),
  search: plainText(200).optional(),
  tier: Tier.optional(),
  repos: z.array(Asked).min(1).max(100).optional(),
  /** Tasks of this kind alone; scores only. */
  kind: plainText(64).optional(),
  /** `name`, `score`, `low`, `intents`, `look`, or the slug of a repo behind `repo:`. */
  sort: plainText(160).default("intents"),
  reverse: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(60),
  /** How many repos have their cells answered: those with most evidence first. */
  columns: z.int().min(1).max(500).default(100),
});
export type CompareQuery = z.output<typeof CompareInput>;

/** Versions against each other over repos, from rollups and standings alone. */
export async function compareSkills(ctx: ServiceContext, input: z.input<typeof CompareInput> = {}): Promise<Compared> {
  requirePermission(ctx, "score.read");
  const query = CompareInput.parse(input);
  const [policyRow, skills, repos, kinds] = await Promise.all([
    getPolicy(ctx.db),
    listSkills(ctx.db),
    listRepos(ctx.db),
    listEvidenceKinds(ctx.db),
  ]);
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const chosen = await chooseVersions(ctx.db, { skills, slugs, query });
  const epochOf = await epochsOf(ctx.db, [...new Set(chosen.map(({ skillId }) => skillId))], ctx.now());
  const inForce = (row: { versionId: string; epoch: number }) => keys.has(`${row.versionId}@${row.epoch}`);
  const keys = new Set(chosen.map(({ skillId, versionId }) => `${versionId}@${epochOf(skillId)}`));
  const read = {
    db: ctx.db,
    chosen,
    query,
    policy: policyRow.policy,
    epochOf,
    inForce,
    ...reposOf(query, slugs),
  };
  const reader = READERS[query.mode];
  const all = (await reader.rows(read)).filter(hasEvidence);
  const first = sortRows(await sortable(read, all), query).slice(0, query.limit);
  const columns = await reader.columns(read, first);
  const rows = await reader.withCells(read, first, columns.slice(0, query.columns));
  return {
    policy: policyBrief(policyRow),
    repos: columns.flatMap((id) => slugs.get(id) ?? []),
    kinds,
    rows: rows.map(answerOf),
    total: all.length,
    without: chosen.length - all.length,
  };
}

function reposOf({ repos }: CompareQuery, slugs: ReadonlyMap<string, string>): Pick<Reading, "slugs" | "repoIds"> {
  if (repos === undefined) return { slugs, repoIds: undefined };
  const asked = new Map([...slugs].filter(([, slug]) => repos.includes(slug)));
  return { slugs: asked, repoIds: [...asked.keys()] };
}

/** Rows as their order needs them: by a repo's column, they need that column. */
async function sortable(read: Reading, rows: readonly Draft[]): Promise<readonly Draft[]> {
  const { mode, sort } = read.query;
  if (!sort.startsWith(REPO_SORT)) return rows;
  const [repoId] = [...read.slugs].find(([, slug]) => slug === sort.slice(REPO_SORT.length)) ?? [];
  return repoId === undefined ? rows : READERS[mode].withCells(read, rows, [repoId]);
}

function answerOf({ versionId: _versionId, skillId: _skillId, ...row }: Draft): CompareRow {
  return row;
}

/** A difference that cannot be told is an answer; a row that nothing is known of is none. */
function hasEvidence({ all: { n, why } }: CompareRow): boolean {
  return n > 0 || (why !== undefined && why !== "no_evidence");
}
