import { Confidence, Evidence, type Detection } from "@yardlet/core/classify";
import { listingBudget, ManifestEntry, type Found, type Placed } from "@yardlet/core/equip";
import {
  Choice,
  ChoiceKind,
  Delivery,
  LocationKind,
  RepoState,
  type Repo,
  type RepoChoice,
  type RepoSnapshot,
} from "@yardlet/core/repo";
import { ResultPhase } from "@yardlet/core/run";
import { Finding } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { foundOf } from "./found.ts";
import { fromJson, newId, toJson } from "./rows.ts";

const withSnapshot = { snapshot: { select: { commit: true } } } as const;

export interface NewRepo {
  slug: string;
  locationKind: LocationKind;
  location: string;
  /** What makes two locations the same repo: the canonical remote or the real path. */
  identity: string;
  workerHost: string | null;
  defaultBranch: string | null;
  delivery: Delivery;
  deliveryNote: string | null;
  autoEquip: boolean | null;
}

export async function insertRepo(db: Db, repo: NewRepo): Promise<string> {
  const id = newId();
  await clientOf(db).repo.create({ data: { ...repo, id, state: "new" } });
  return id;
}

export async function findRepo(db: Db, id: string): Promise<Repo | undefined> {
  const row = await clientOf(db).repo.findUnique({ where: { id }, include: withSnapshot });
  return row ? repoOf(row) : undefined;
}

export async function findRepoBySlug(db: Db, slug: string): Promise<Repo | undefined> {
  const row = await clientOf(db).repo.findUnique({ where: { slug }, include: withSnapshot });
  return row ? repoOf(row) : undefined;
}

export async function findRepoByIdentity(db: Db, identity: string): Promise<Repo | undefined> {
  const row = await clientOf(db).repo.findUnique({ where: { identity }, include: withSnapshot });
  return row ? repoOf(row) : undefined;
}

/** Every repo that is not archived, by slug. */
export async function listRepos(db: Db): Promise<Repo[]> {
  const rows = await clientOf(db).repo.findMany({
    where: { archivedAt: null },
    include: withSnapshot,
    orderBy: { slug: "asc" },
  });
  return rows.map(repoOf);
}

export async function takenSlugs(db: Db, prefix: string): Promise<Set<string>> {
  const rows = await clientOf(db).repo.findMany({ where: { slug: { startsWith: prefix } }, select: { slug: true } });
  return new Set(rows.map((row) => row.slug));
}

export async function updateRepo(
  db: Db,
  id: string,
  change: Partial<{
    locationKind: LocationKind;
    location: string;
    identity: string;
    workerHost: string | null;
    delivery: Delivery;
    deliveryNote: string | null;
    defaultBranch: string | null;
    autoEquip: boolean | null;
    autoSkill: boolean | null;
    autoPrune: boolean | null;
    resultPhase: ResultPhase;
    state: RepoState;
    error: string | null;
    movedTo: string | null;
    pushRefused: string | null;
    snapshotId: string;
    syncedAt: Date;
    syncMs: number;
    archivedAt: Date | null;
  }>,
): Promise<void> {
  await clientOf(db).repo.update({ where: { id }, data: change });
}

/** Holds the repo's row until the transaction ends: two writers of its state take turns. */
export async function lockRepo(db: Db, id: string): Promise<void> {
  await clientOf(db).$queryRaw`select id from repo where id = ${id} for update`;
}

export interface SnapshotContent {
  detections: Detection[];
  placed: Placed[];
  found: Found[];
}

export async function insertSnapshot(
  db: Db,
  snapshot: Omit<RepoSnapshot, "id">,
  content: SnapshotContent,
): Promise<string> {
  const id = newId();
  const { configFindings, ...facts } = snapshot;
  const cutOff = new Set(listingBudget(content.placed.filter(({ treeHash }) => treeHash !== undefined)).cutOff);
  await clientOf(db).repoSnapshot.create({
    data: {
      ...facts,
      id,
      configFindings: toJson(configFindings),
      detections: { create: content.detections.map((one) => ({ ...one, evidence: toJson(one.evidence) })) },
      placed: {
        create: content.placed.map(({ entry, treeHash, contentHash, ...one }) => ({
          ...one,
          treeHash: treeHash ?? null,
          contentHash: contentHash ?? null,
          cutOff: treeHash !== undefined && cutOff.has(one.name),
          ...(entry ? { entry: toJson(entry) } : {}),
        })),
      },
      found: { create: content.found },
    },
  });
  return id;
}

export async function findSnapshot(db: Db, id: string): Promise<(RepoSnapshot & SnapshotContent) | undefined> {
  return (await findSnapshots(db, [id]))[0];
}

/** What the settings files of these snapshots say, by repo; a repo without such a file is left out. */
export async function listConfigTexts(db: Db, snapshotIds: string[]): Promise<Map<string, string>> {
  const rows = await clientOf(db).repoSnapshot.findMany({
    where: { id: { in: snapshotIds } },
    select: { repoId: true, configText: true },
  });
  return new Map(rows.flatMap(({ repoId, configText }) => (configText === null ? [] : [[repoId, configText]])));
}

/** Snapshots with all they saw, by repo. */
export async function findSnapshots(db: Db, ids: string[]): Promise<(RepoSnapshot & SnapshotContent)[]> {
  const rows = await clientOf(db).repoSnapshot.findMany({
    where: { id: { in: ids } },
    include: {
      detections: { orderBy: { preset: "asc" } },
      placed: { orderBy: { name: "asc" } },
      found: { orderBy: { path: "asc" } },
    },
    orderBy: { repoId: "asc" },
  });
  return rows.map((row) => ({
    id: row.id,
    repoId: row.repoId,
    commit: row.commit,
    takenAt: row.takenAt,
    files: row.files,
    configText: row.configText,
    configFindings: fromJson(z.array(Finding), row.configFindings),
    detections: row.detections.map(detectionOf).toSorted(coreFirst),
    placed: row.placed.map((one) => ({
      name: one.name,
      entry: one.entry === null ? undefined : fromJson(ManifestEntry, one.entry),
      treeHash: one.treeHash ?? undefined,
      contentHash: one.contentHash ?? undefined,
      description: one.description,
    })),
    found: row.found.map(foundOf),
  }));
}

/** The commits of a repo that were read, the newest first. */
export async function listReadCommits(db: Db, repoId: string, limit: number): Promise<string[]> {
  const rows = await clientOf(db).repoSnapshot.findMany({
    where: { repoId, commit: { not: null } },
    select: { commit: true },
    orderBy: { takenAt: "desc" },
    take: limit,
  });
  return [...new Set(rows.flatMap(({ commit }) => commit ?? []))];
}

/** The choices of one repo, or of all. */
export async function listChoices(db: Db, repoId?: string): Promise<RepoChoice[]> {
  const rows = await clientOf(db).repoChoice.findMany({
    where: repoId === undefined ? {} : { repoId },
    orderBy: [{ repoId: "asc" }, { kind: "asc" }, { name: "asc" }],
  });
  return rows.map((row) => ({ ...row, kind: ChoiceKind.parse(row.kind), choice: Choice.parse(row.choice) }));
}

export async function setChoice(db: Db, choice: RepoChoice): Promise<void> {
  const { repoId, kind, name, ...rest } = choice;
  await clientOf(db).$executeRaw`
    insert into repo_choice (repo_id, kind, name, choice, reason, "by", at)
    values (${repoId}, ${kind}, ${name}, ${rest.choice}, ${rest.reason}, ${rest.by}, ${rest.at})
    on conflict (repo_id, kind, name) do update set choice = excluded.choice, reason = excluded.reason,
      "by" = excluded."by", at = excluded.at`;
}

export async function clearChoice(db: Db, repoId: string, kind: ChoiceKind, name: string): Promise<boolean> {
  return (await clientOf(db).repoChoice.deleteMany({ where: { repoId, kind, name } })).count === 1;
}

/** As classification lists them: `core` first, the others by name, which the rows already are. */
function coreFirst(a: Detection, b: Detection): number {
  return Number(b.preset === "core") - Number(a.preset === "core");
}

function detectionOf(row: { preset: string; confidence: string; evidence: unknown }): Detection {
  return {
    preset: row.preset,
    confidence: Confidence.parse(row.confidence),
    evidence: fromJson(z.array(Evidence), row.evidence),
  };
}

type RepoRecord = Omit<Repo, "locationKind" | "delivery" | "state" | "switches" | "headCommit" | "resultPhase"> & {
  locationKind: string;
  delivery: string;
  state: string;
  autoEquip: boolean | null;
  autoSkill: boolean | null;
  autoPrune: boolean | null;
  resultPhase: string;
  snapshot: { commit: string | null } | null;
};

function repoOf(row: RepoRecord): Repo {
  return {
    id: row.id,
    slug: row.slug,
    locationKind: LocationKind.parse(row.locationKind),
    location: row.location,
    workerHost: row.workerHost,
    defaultBranch: row.defaultBranch,
    delivery: Delivery.parse(row.delivery),
    deliveryNote: row.deliveryNote,
    switches: { autoEquip: row.autoEquip, autoSkill: row.autoSkill, autoPrune: row.autoPrune },
    resultPhase: ResultPhase.parse(row.resultPhase),
    state: RepoState.parse(row.state),
    error: row.error,
    movedTo: row.movedTo,
    pushRefused: row.pushRefused,
    snapshotId: row.snapshotId,
    headCommit: row.snapshot?.commit ?? null,
    syncedAt: row.syncedAt,
    syncMs: row.syncMs,
    createdAt: row.createdAt,
    archivedAt: row.archivedAt,
  };
}
