import { CandidateKind, CandidateState } from "@yardlet/core/candidate";
import { countCandidates, findRepoBySlug, listCandidates as queryCandidates } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { withChanges, type CandidateWithChanges } from "./changes.ts";

const MOST = 200;

export const ListCandidatesInput = z.strictObject({
  state: CandidateState.default("open"),
  repo: z.string().max(128).optional(),
  kind: CandidateKind.optional(),
  /** Those that are out of sight, instead of those that wait. */
  snoozed: z.boolean().default(false),
});

export interface CandidateList {
  candidates: CandidateWithChanges[];
  /** Open ones that are out of sight until their time comes. */
  snoozed: number;
}

/** What waits, oldest first. A snoozed candidate is back as soon as its time is over. */
export async function listCandidates(
  ctx: ServiceContext,
  input: z.input<typeof ListCandidatesInput> = {},
): Promise<CandidateList> {
  requirePermission(ctx, "candidate.read");
  const { state, repo: slug, kind, snoozed } = ListCandidatesInput.parse(input);
  const repo = slug === undefined ? undefined : await findRepoBySlug(ctx.db, slug);
  if (slug !== undefined && !repo) return { candidates: [], snoozed: 0 };
  const where = { ...(repo ? { repoId: repo.id } : {}), ...(kind === undefined ? {} : { kind }) };
  const now = ctx.now();
  const asleep = state === "open" ? { asleep: { is: snoozed, now } } : {};
  const [found, sleeping] = await Promise.all([
    queryCandidates(ctx.db, { state, ...where, ...asleep, limit: MOST }),
    countCandidates(ctx.db, { state: "open", ...where, asleep: { is: true, now } }),
  ]);
  return { candidates: await withChanges(ctx.db, found), snoozed: sleeping };
}
