import { CandidateKind, CandidateState } from "@yardlet/core/candidate";
import { countCandidateKinds, countCandidates, findCandidates, findRepoBySlug, listCandidateIds } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { loadStakes, withChanges, type CandidateWithChanges } from "./changes.ts";

/** How many are weighed against each other; of more, those that wait the longest. */
const MOST = 2_000;
const PAGE = 200;

export const CandidateSort = z.enum(["stake", "oldest"]);
export type CandidateSort = z.infer<typeof CandidateSort>;

export const ListCandidatesInput = z.strictObject({
  state: CandidateState.default("open"),
  repo: z.string().max(128).optional(),
  kind: CandidateKind.optional(),
  /** Those that are out of sight, instead of those that wait. */
  snoozed: z.boolean().default(false),
  /** Of what waits: most at stake first, or the oldest. What is decided comes newest first. */
  sort: CandidateSort.default("stake"),
  offset: z.int().min(0).max(MOST).default(0),
  limit: z.int().min(1).max(PAGE).default(PAGE),
});

export interface CandidateList {
  candidates: CandidateWithChanges[];
  /** How many match, on all pages. */
  total: number;
  /** How many match of each kind, whichever kind is asked for; kinds without any are left out. */
  kinds: Partial<Record<CandidateKind, number>>;
  /** Open ones that are out of sight until their time comes. */
  snoozed: number;
}

const NOTHING: CandidateList = { candidates: [], total: 0, kinds: {}, snoozed: 0 };

/** A page of what waits for a person. A snoozed candidate is back as soon as its time is over. */
export async function listCandidates(
  ctx: ServiceContext,
  input: z.input<typeof ListCandidatesInput> = {},
): Promise<CandidateList> {
  requirePermission(ctx, "candidate.read");
  const { state, repo: slug, kind, snoozed, sort, offset, limit } = ListCandidatesInput.parse(input);
  const repo = slug === undefined ? undefined : await findRepoBySlug(ctx.db, slug);
  if (slug !== undefined && !repo) return NOTHING;
  const place = repo ? { repoId: repo.id } : {};
  const where = { ...place, ...(kind === undefined ? {} : { kind }) };
  const now = ctx.now();
  const asleep = state === "open" ? { asleep: { is: snoozed, now } } : {};
  const [ids, kinds, sleeping] = await Promise.all([
    listCandidateIds(ctx.db, { state, ...where, ...asleep, limit: MOST }),
    countCandidateKinds(ctx.db, { state, ...place, ...asleep }),
    countCandidates(ctx.db, { state: "open", ...where, asleep: { is: true, now } }),
  ]);
  const ordered = state === "open" && sort === "stake" ? await byStake(ctx, ids) : ids;
  const page = await findCandidates(ctx.db, ordered.slice(offset, offset + limit));
  const total = kind === undefined ? Object.values(kinds).reduce((sum, n) => sum + n, 0) : (kinds[kind] ?? 0);
  return { candidates: await withChanges(ctx.db, page), total, kinds, snoozed: sleeping };
}

/** The sort is stable: where as much is at stake, the order that there was stays. */
async function byStake(ctx: ServiceContext, ids: readonly string[]): Promise<string[]> {
  const stakes = await loadStakes(ctx.db, ids);
  const valueOf = (id: string) => stakes.get(id)?.value ?? 0;
  return ids.toSorted((a, b) => valueOf(b) - valueOf(a));
}
