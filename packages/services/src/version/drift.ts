import { isExecutable } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { compareText } from "@yardlet/core/skill";
import { driftOf, type Drift } from "@yardlet/core/version";
import {
  findRepoBySlug,
  listCopies,
  listLibraryLines,
  listOpenPlans,
  listOwnLines,
  listPlanJobs,
  type CopyRow,
  type Db,
  type DriftQuery,
  type LibraryLine,
  type OpenPlanRow,
  type OwnLine,
  type PlanPurpose,
  type PlanState,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { hasStopped } from "../equip/stopped.ts";

/** What is on its way into the repo for a skill. */
export interface PendingChange {
  planId: string;
  purpose: PlanPurpose;
  state: PlanState;
  rolloutId: string | null;
  /** Nobody writes it any more: its job failed or was cancelled. Whatever is asked for next takes its place. */
  stopped: boolean;
}

/** How the copy of one skill in one repo stands to the library. */
export interface DriftRow {
  repo: string;
  name: string;
  drift: Drift;
  /** The version that the manifest names. */
  placed: number;
  /** The library's version in force; null when it has the skill no longer. */
  latest: number | null;
  deprecated: boolean;
  /** The repo's own version, where it is the home of the skill. */
  own: number | null;
  /** True for a fork that the library has moved on from, and nobody has said what becomes of it. */
  asks: boolean;
  pending: PendingChange | null;
}

export const DriftState = z.enum(["in_sync", "behind", "forked", "orphaned"]);
export type DriftState = z.infer<typeof DriftState>;
export const DriftSort = z.enum(["repo", "skill", "state"]);

export const ListDriftInput = z.strictObject({
  repo: z.string().max(128).optional(),
  skill: z.string().max(64).optional(),
  states: z.array(DriftState).max(4).optional(),
  /** Only forks that ask what becomes of them. */
  asks: z.boolean().optional(),
  sort: DriftSort.default("repo"),
  /** The other way round. */
  reverse: z.boolean().default(false),
  /** `next` of the page above. */
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(100),
});

export interface DriftPage {
  rows: DriftRow[];
  /** Of everything that the repo and the skill name, whatever the states asked for. */
  counts: Record<DriftState, number> & { asks: number; pending: number };
  /** Where the page below begins; null at the end. */
  next: string | null;
}

const RANK = { forked: 0, behind: 1, orphaned: 2, in_sync: 3 } as const satisfies Record<DriftState, number>;

/** Where a row stands in any of the orders; as a page's end it holds even when the row has left by the next. */
interface Place {
  repo: string;
  name: string;
  rank: number;
}

const ORDERS = {
  repo: () => 0,
  skill: (a, b) => compareText(a.name, b.name),
  state: (a, b) => a.rank - b.rank,
} as const satisfies Record<z.infer<typeof DriftSort>, (a: Place, b: Place) => number>;

/** How the copies of library skills stand to it: in one repo, of one skill, or all of them. */
export async function listDrift(ctx: ServiceContext, input: z.input<typeof ListDriftInput> = {}): Promise<DriftPage> {
  requirePermission(ctx, "skill.read");
  const query = ListDriftInput.parse(input);
  const repo = query.repo === undefined ? undefined : await findRepoBySlug(ctx.db, query.repo);
  const all =
    query.repo !== undefined && !repo
      ? []
      : await loadDrift(ctx.db, {
          ...(repo ? { repoId: repo.id } : {}),
          ...(query.skill === undefined ? {} : { name: query.skill }),
        });
  const compare = (a: Place, b: Place) =>
    (ORDERS[query.sort](a, b) || compareText(a.repo, b.repo) || compareText(a.name, b.name)) * (query.reverse ? -1 : 1);
  const after = query.after === undefined ? undefined : readPlace(query.after);
  const below = all
    .filter((row) => query.states === undefined || query.states.includes(row.drift.state))
    .filter((row) => query.asks === undefined || row.asks === query.asks)
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => after === undefined || compare(place, after) > 0)
    .toSorted((a, b) => compare(a.place, b.place));
  const page = below.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    counts: countDrift(all),
    next: last && page.length < below.length ? `${last.place.rank} ${last.place.repo}/${last.place.name}` : null,
  };
}

/** Forks that ask come first, whatever the other states. */
function placeOf({ repo, name, asks, drift }: DriftRow): Place {
  return { repo, name, rank: asks ? 0 : 1 + RANK[drift.state] };
}

function readPlace(cursor: string): Place {
  const [, rank, repo, name] = /^([0-4]) ([^/]+)\/(.+)$/.exec(cursor) ?? [];
  if (rank !== undefined && repo !== undefined && name !== undefined) return { repo, name, rank: Number(rank) };
  throw new DomainError("invalid", "the page begins nowhere; use the last answer's next, or leave it out");
}

function countDrift(rows: readonly DriftRow[]): DriftPage["counts"] {
  const count = (holds: (row: DriftRow) => boolean) => rows.filter(holds).length;
  const inState = (state: DriftState) => count((row) => row.drift.state === state);
  return {
    in_sync: inState("in_sync"),
    behind: inState("behind"),
    forked: inState("forked"),
    orphaned: inState("orphaned"),
    asks: count((row) => row.asks),
    pending: count((row) => row.pending !== null),
  };
}

/** Every copy with its drift, by repo and name. What was always the repo's own is no copy. */
export async function loadDrift(db: Db, query: DriftQuery): Promise<DriftRow[]> {
  const [copies, own, plans] = await Promise.all([
    listCopies(db, query),
    listOwnLines(db, query),
    listOpenPlans(db, query.repoId),
  ]);
  const [library, jobs] = await Promise.all([
    listLibraryLines(db, [...new Set(copies.map(({ name }) => name))]),
    listPlanJobs(
      db,
      plans.filter(({ state }) => state === "waiting"),
    ),
  ]);
  const stopped = new Set(jobs.filter(hasStopped).map(({ planId }) => planId));
  const byName = new Map(library.map((line) => [line.name, line]));
  const ownAt = new Map(own.map((line) => [`${line.repoId} ${line.name}`, line]));
  const plansOf = Map.groupBy(plans, ({ repoId }) => repoId);
  return copies.flatMap((copy) => {
    const facts = { library: byName.get(copy.name), own: ownAt.get(`${copy.repoId} ${copy.name}`) };
    return rowOf(copy, { ...facts, plans: plansOf.get(copy.repoId) ?? [], stopped });
  });
}

function rowOf(
  copy: CopyRow,
  { library, own, ...open }: { library: LibraryLine | undefined; own: OwnLine | undefined } & OpenPlans,
): DriftRow[] {
  const { entry, treeHash, contentHash } = copy;
  const forkedFrom = own?.forkedFrom ?? undefined;
  if (entry.origin === "repo" && forkedFrom === undefined && library === undefined) return [];
  const latest = library && !library.absent ? library.current : null;
  // The manifest still calls a fork the repo's own after it was edited back into a text of the library's.
  const origin = entry.origin === "repo" && own === undefined ? "library" : entry.origin;
  const drift = driftOf({
    placed: {
      entry: { ...entry, origin },
      treeHash,
      contentHash,
      ...(forkedFrom === undefined ? {} : { forkedFrom }),
    },
    versions: library?.versions ?? [],
    current: latest,
  });
  const from = forkedFrom ?? (drift.state === "forked" ? drift.from : null);
  return [
    {
      repo: copy.repoSlug,
      name: copy.name,
      drift: drift.state === "forked" && forkedFrom !== undefined ? { ...drift, from: forkedFrom } : drift,
      placed: entry.version,
      latest,
      deprecated: library?.state === "deprecated",
      own: own?.number ?? null,
      asks: drift.state === "forked" && latest !== null && from !== latest,
      pending: pendingOf(copy.name, open),
    },
  ];
}

/** A repo's plans that are not carried out yet, and the ids of those that nobody writes any more. */
interface OpenPlans {
  plans: readonly OpenPlanRow[];
  stopped: ReadonlySet<string>;
}

function pendingOf(name: string, { plans, stopped }: OpenPlans): PendingChange | null {
  const plan = plans.find(({ entries }) => entries.some((entry) => entry.skill === name && isExecutable(entry)));
  if (!plan) return null;
  const { id, purpose, state, rolloutId } = plan;
  return { planId: id, purpose, state, rolloutId, stopped: stopped.has(id) };
}
