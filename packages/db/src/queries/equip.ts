import { ConfigEdit } from "@yardlet/core/config";
import { PlanEntry, type Why } from "@yardlet/core/equip";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson, newId, toJson } from "./rows.ts";

/** One skill observed in a repo over the interval [fromAt, toAt); open while it lies there. */
export interface EquippedRow {
  id: string;
  repoId: string;
  repoSlug: string;
  name: string;
  versionId: string | null;
  /** Where the skill of that version is at home: "library" or the repo's id; null where the version is not known. */
  home: string | null;
  number: number | null;
  contentHash: string;
  treeHash: string;
  why: string[];
  edited: boolean;
  fromAt: Date;
  fromCommit: string;
}

export interface Observed {
  name: string;
  versionId: string | null;
  number: number | null;
  contentHash: string;
  treeHash: string;
  why: Why[];
  edited: boolean;
}

/** Open intervals, by repo and name. */
export async function listEquipped(db: Db, query: { repoId?: string; name?: string } = {}): Promise<EquippedRow[]> {
  const rows = await clientOf(db).equipped.findMany({
    where: { toAt: null, ...query },
    include: { repo: { select: { slug: true } }, version: { select: { skill: { select: { home: true } } } } },
    orderBy: [{ repo: { slug: "asc" } }, { name: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    repoId: row.repoId,
    repoSlug: row.repo.slug,
    name: row.name,
    versionId: row.versionId,
    home: row.version?.skill.home ?? null,
    number: row.number,
    contentHash: row.contentHash,
    treeHash: row.treeHash,
    why: row.why,
    edited: row.edited,
    fromAt: row.fromAt,
    fromCommit: row.fromCommit,
  }));
}

/** Brings the open intervals of a repo to what was observed: what differs is closed, what is new is opened. */
export async function recordObserved(
  db: Db,
  repoId: string,
  observed: Observed[],
  seen: { at: Date; commit: string },
): Promise<{ opened: number; closed: number }> {
  const open = await clientOf(db).equipped.findMany({ where: { repoId, toAt: null } });
  const now = new Map(observed.map((one) => [one.name, one]));
  const stale = open.filter((row) => {
    const one = now.get(row.name);
    return !one || one.treeHash !== row.treeHash || one.versionId !== row.versionId || one.edited !== row.edited;
  });
  const closed = await clientOf(db).equipped.updateMany({
    where: { id: { in: stale.map((row) => row.id) } },
    data: { toAt: seen.at, toCommit: seen.commit },
  });
  const kept = new Set(open.filter((row) => !stale.includes(row)).map((row) => row.name));
  const fresh = observed.filter((one) => !kept.has(one.name));
  await clientOf(db).equipped.createMany({
    data: fresh.map((one) => ({ ...one, id: newId(), repoId, fromAt: seen.at, fromCommit: seen.commit })),
  });
  return { opened: fresh.length, closed: closed.count };
}

/**
 * equip, pick, unequip, choice: what the library offers. Of skills at home in the repo: create and change put a `SkillChange` in
 * place, prune takes one away, restore puts its version in force back. take: a fork makes way for the library's text.
 */
export const PlanPurpose = z.enum([
  "equip",
  "pick",
  "unequip",
  "choice",
  "create",
  "change",
  "prune",
  "restore",
  "take",
]);
export type PlanPurpose = z.infer<typeof PlanPurpose>;

/** waiting: a job will write it · proposed: a person decides · delivered: on a branch, not yet merged. */
export const PlanState = z.enum(["waiting", "proposed", "delivered", "applied", "refused", "rejected", "superseded"]);
export type PlanState = z.infer<typeof PlanState>;

export interface PlanRow {
  id: string;
  repoId: string;
  base: string | null;
  purpose: PlanPurpose;
  state: PlanState;
  entries: PlanEntry[];
  /** What changes in the repo's yardlet.yaml along with it. */
  edits: ConfigEdit[];
  commit: string | null;
  delivered: string | null;
  patch: string | null;
  note: string | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** Since when what was delivered lies on no branch any more, although nobody merged it. */
  lostAt: Date | null;
  /** The change of a skill that it puts in place. */
  changeId: string | null;
  /** The action over several repos that it is a part of. */
  rolloutId: string | null;
}

export async function insertPlan(
  db: Db,
  plan: Pick<PlanRow, "repoId" | "base" | "purpose" | "state" | "entries" | "edits" | "createdBy"> &
    Partial<Pick<PlanRow, "changeId" | "rolloutId">>,
): Promise<string> {
  const id = newId();
  await clientOf(db).plan.create({ data: { ...plan, id, entries: toJson(plan.entries), edits: toJson(plan.edits) } });
  return id;
}

export async function findPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  const row = await clientOf(db).plan.findUnique({ where: { id } });
  return row ? planOf(row) : undefined;
}

/** The plan, held until the transaction ends. */
export async function lockPlan(db: Db, id: string): Promise<PlanRow | undefined> {
  await clientOf(db).$queryRaw`select id from plan where id = ${id} for update`;
  return findPlan(db, id);
}

/** Plans of a repo that are looked through for those that are open. */
const MOST_OPEN = 200;

/** A repo's plans that may still be carried out, newest first. */
export function listPlansUnderWay(
  db: Db,
  repoId: string,
  states: PlanState[] = ["waiting", "delivered", "proposed"],
): Promise<PlanRow[]> {
  return listPlans(db, { repoId, states, limit: MOST_OPEN });
}

/** The newest plan that puts a change of a skill in place. */
export async function findPlanOfChange(db: Db, changeId: string): Promise<PlanRow | undefined> {
  const row = await clientOf(db).plan.findFirst({
    where: { changeId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return row ? planOf(row) : undefined;
}

/** Plans by id, in no order. */
export async function findPlans(db: Db, ids: string[]): Promise<PlanRow[]> {
  const rows = await clientOf(db).plan.findMany({ where: { id: { in: ids } } });
  return rows.map(planOf);
}

export async function listPlans(
  db: Db,
  query: { repoId: string; states?: PlanState[]; limit: number },
): Promise<PlanRow[]> {
  const rows = await clientOf(db).plan.findMany({
    where: { repoId: query.repoId, ...(query.states ? { state: { in: query.states } } : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit,
  });
  return rows.map(planOf);
}

export async function updatePlan(
  db: Db,
  id: string,
  change: Partial<{
    state: PlanState;
    entries: PlanEntry[];
    commit: string | null;
    delivered: string;
    patch: string | null;
    note: string | null;
    finishedAt: Date | null;
    lostAt: Date | null;
  }>,
): Promise<void> {
  const { entries, ...rest } = change;
  await clientOf(db).plan.update({
    where: { id },
    data: { ...rest, ...(entries ? { entries: toJson(entries) } : {}) },
  });
}

/** A dry run over locations that are not yet repos, or over one that a repo may have moved to. */
export interface PreviewRow {
  id: string;
  locations: string[];
  /** The repo that may have moved there; null for what is no repo yet. */
  repoId: string | null;
  results: unknown;
  createdBy: string;
  createdAt: Date;
}

export async function insertPreview(
  db: Db,
  preview: { locations: string[]; createdBy: string; repoId?: string },
): Promise<string> {
  const id = newId();
  await clientOf(db).preview.create({ data: { id, ...preview } });
  return id;
}

export async function findPreview(db: Db, id: string): Promise<PreviewRow | undefined> {
  return (await clientOf(db).preview.findUnique({ where: { id } })) ?? undefined;
}

export async function updatePreview(db: Db, id: string, results: unknown[]): Promise<void> {
  await clientOf(db).preview.update({ where: { id }, data: { results: toJson(results) } });
}

type PlanRecord = Omit<PlanRow, "purpose" | "state" | "entries" | "edits"> & {
  purpose: string;
  state: string;
  entries: unknown;
  edits: unknown;
};

function planOf(row: PlanRecord): PlanRow {
  return {
    id: row.id,
    repoId: row.repoId,
    base: row.base,
    purpose: PlanPurpose.parse(row.purpose),
    state: PlanState.parse(row.state),
    entries: fromJson(z.array(PlanEntry), row.entries),
    edits: fromJson(z.array(ConfigEdit), row.edits),
    commit: row.commit,
    delivered: row.delivered,
    patch: row.patch,
    note: row.note,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    lostAt: row.lostAt,
    changeId: row.changeId,
    rolloutId: row.rolloutId,
  };
}
