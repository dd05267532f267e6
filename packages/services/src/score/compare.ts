import type { Comparison, ScorePlace, UpliftReason } from "@yardlet/core/score";
import { Tier } from "@yardlet/core/library";
import { COPY_STATES, type CopyState } from "@yardlet/core/version";
import { type Db, getPolicy, listEvidenceKinds, listRepoSlugs } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "../run/input.ts";
import { epochsOf, type PolicyBrief, policyBrief } from "./brief.ts";
import { type Draft, READERS, type Reading, withCells } from "./compare-read.ts";
import { REPO_SORT, sortRows } from "./compare-sort.ts";
import { inState } from "./compare-state.ts";
import { chooseById, chooseVersions } from "./compare-versions.ts";

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
  /** How the repo stands to the version in force; absent where it has nothing to do with it. */
  state?: CopyState;
}

export interface CompareRow {
  /** The version's id: what its cells are asked for by. */
  id: string;
  home: string;
  name: string;
  version: number;
  inForce: boolean;
  /** All repos together. */
  all: CompareCell;
  /** By repo, of the first rows in the first columns. */
  cells: Record<string, CompareCell>;
  /** The older version that a new one is held against. */
  against: { number: number; state: NonNullable<Comparison["against"]>["state"] } | null;
}

export interface Compared {
  policy: PolicyBrief;
  /**
   * Columns: the repos in which the first `filled` rows have cells, those with most evidence first, then every other repo in use where
   * there are more rows. The first `columns` of them are in the first `filled` rows.
   */
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
  /** Only skills that some repo stands to like this; scores only. */
  state: z.enum(COPY_STATES).optional(),
  /** `name`, `score`, `low`, `intents`, `look`, or the slug of a repo behind `repo:`. */
  sort: plainText(160).default("intents"),
  reverse: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(60),
  /** How many repos have their cells answered: those with most evidence first. */
  columns: z.int().min(1).max(500).default(100),
  /** How many rows have their cells answered; those of others are asked for with `compareCells`. */
  filled: z.int().min(1).max(500).default(100),
});
export type CompareQuery = z.output<typeof CompareInput>;

/** Versions against each other over repos, from rollups, standings and what lies in the repos. */
export async function compareSkills(ctx: ServiceContext, input: z.input<typeof CompareInput> = {}): Promise<Compared> {
  requirePermission(ctx, "score.read");
  const query = CompareInput.parse(input);
  const [policyRow, slugs, kinds] = await Promise.all([
    getPolicy(ctx.db),
    readSlugs(ctx.db),
    listEvidenceKinds(ctx.db),
  ]);
  const named = await chooseVersions(ctx.db, slugs, query);
  const asked = reposOf(query, slugs);
  const chosen = query.state === undefined ? named : await inState(ctx.db, named, { state: query.state, ...asked });
  const read = await readingOf(ctx, { chosen, query, policy: policyRow.policy, ...asked });
  const reader = READERS[query.mode];
  const all = (await reader.rows(read)).filter(hasEvidence);
  const first = sortRows(await sortable(read, query, all), query).slice(0, query.limit);
  const columns = await reader.columns(read, {
    first: first.slice(0, query.filled).map((row) => row.chosen),
    more: first.length > query.filled,
  });
  const filled = await withCells(reader, read, first.slice(0, query.filled), columns.slice(0, query.columns));
  return {
    policy: policyBrief(policyRow),
    repos: columns.flatMap((id) => slugs.get(id) ?? []),
    kinds,
    rows: [...filled, ...first.slice(query.filled)].map(answerOf),
    total: all.length,
    without: chosen.length - all.length,
  };
}

/** Up to here a part of a comparison is asked for at once. */
const PART = { versions: 100, repos: 200 };

export const CompareCellsInput = z.strictObject({
  mode: CompareMode.exclude(["versions"]).default("score"),
  /** Ids of versions, as a comparison's rows have them. */
  versions: z.array(plainText(64).min(1)).min(1).max(PART.versions),
  /** Slugs of repos. */
  repos: z.array(Asked).min(1).max(PART.repos),
  kind: plainText(64).optional(),
});

/** A part of a comparison: the cells of some versions in some repos, by version id and slug. What is not there is left out. */
export async function compareCells(
  ctx: ServiceContext,
  input: z.input<typeof CompareCellsInput>,
): Promise<Record<string, Record<string, CompareCell>>> {
  requirePermission(ctx, "score.read");
  const query = CompareCellsInput.parse(input);
  const [{ policy }, slugs] = await Promise.all([getPolicy(ctx.db), readSlugs(ctx.db)]);
  const chosen = await chooseById(ctx.db, query.versions, slugs);
  const asked = reposOf(query, slugs);
  const read = await readingOf(ctx, { chosen, query, policy, ...asked });
  return Object.fromEntries(await READERS[query.mode].cells(read, chosen, [...asked.slugs.keys()]));
}

async function readSlugs(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await listRepoSlugs(db)).map(({ id, slug }) => [id, slug]));
}

async function readingOf(
  ctx: ServiceContext,
  { chosen, query, ...rest }: Omit<Reading, "db" | "epochOf" | "inForce">,
): Promise<Reading> {
  const epochOf = await epochsOf(ctx.db, [...new Set(chosen.map(({ skillId }) => skillId))], ctx.now());
  const keys = new Set(chosen.map(({ skillId, versionId }) => `${versionId}@${epochOf(skillId)}`));
  const inForce = (row: { versionId: string; epoch: number }) => keys.has(`${row.versionId}@${row.epoch}`);
  return { db: ctx.db, chosen, query, epochOf, inForce, ...rest };
}

function reposOf(
  { repos }: { repos?: string[] | undefined },
  slugs: ReadonlyMap<string, string>,
): Pick<Reading, "slugs" | "repoIds"> {
  if (repos === undefined) return { slugs, repoIds: undefined };
  const asked = new Map([...slugs].filter(([, slug]) => repos.includes(slug)));
  return { slugs: asked, repoIds: [...asked.keys()] };
}

/** Rows as their order needs them: by a repo's column, they need that column. */
async function sortable(
  read: Reading,
  { mode, sort }: CompareQuery,
  rows: readonly Draft[],
): Promise<readonly Draft[]> {
  if (!sort.startsWith(REPO_SORT)) return rows;
  const [repoId] = [...read.slugs].find(([, slug]) => slug === sort.slice(REPO_SORT.length)) ?? [];
  return repoId === undefined ? rows : withCells(READERS[mode], read, rows, [repoId]);
}

function answerOf({ chosen: _chosen, placed: _placed, ...row }: Draft): CompareRow {
  return row;
}

/** A difference that cannot be told is an answer, and so is a place without a task; a row that nothing is known of is none. */
function hasEvidence({ placed, all: { n, why } }: Draft): boolean {
  return placed || n > 0 || (why !== undefined && why !== "no_evidence");
}
