import { PlanEntry, ManifestEntry } from "@yardlet/core/equip";
import { SkillState } from "@yardlet/core/skill";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { PlanPurpose, PlanState } from "./equip.ts";
import { fromJson } from "./rows.ts";

/** A folder that Yardlet placed, as the last sync of its repo saw it. */
export interface CopyRow {
  repoId: string;
  repoSlug: string;
  name: string;
  entry: ManifestEntry;
  treeHash: string;
  contentHash: string;
}

export interface DriftQuery {
  repoId?: string;
  name?: string;
}

/** What lies in the repos that are not archived, by repo and name; what cannot be read or is gone is left out. */
export async function listCopies(db: Db, { repoId, name }: DriftQuery): Promise<CopyRow[]> {
  const repos = await clientOf(db).repo.findMany({
    where: { archivedAt: null, snapshotId: { not: null }, ...(repoId === undefined ? {} : { id: repoId }) },
    orderBy: { slug: "asc" },
    select: {
      id: true,
      slug: true,
      snapshot: {
        select: { placed: { where: name === undefined ? {} : { name }, orderBy: { name: "asc" } } },
      },
    },
  });
  return repos.flatMap(({ id, slug, snapshot }) =>
    (snapshot?.placed ?? []).flatMap((folder): CopyRow[] => {
      const { treeHash, contentHash } = folder;
      if (folder.entry === null || !treeHash || !contentHash) return [];
      const entry = fromJson(ManifestEntry, folder.entry);
      return [{ repoId: id, repoSlug: slug, name: folder.name, entry, treeHash, contentHash }];
    }),
  );
}

/** A skill of the library with the numbers and texts of all its versions. */
export interface LibraryLine {
  name: string;
  state: SkillState;
  absent: boolean;
  current: number | null;
  versions: { number: number; contentHash: string }[];
}

export async function listLibraryLines(db: Db, names: string[]): Promise<LibraryLine[]> {
  const rows = await clientOf(db).skill.findMany({
    where: { home: "library", name: { in: names }, currentId: { not: null } },
    select: {
      name: true,
      state: true,
      absentSince: true,
      current: { select: { number: true } },
      versions: { select: { number: true, contentHash: true } },
    },
  });
  return rows.map(({ name, state, absentSince, current, versions }) => ({
    name,
    state: SkillState.parse(state),
    absent: absentSince !== null,
    current: current?.number ?? null,
    versions,
  }));
}

/** A skill that is at home in a repo and lies there. */
export interface OwnLine {
  repoId: string;
  name: string;
  number: number | null;
  /** The number of the library's version that it was forked from. */
  forkedFrom: number | null;
}

export async function listOwnLines(db: Db, { repoId, name }: DriftQuery): Promise<OwnLine[]> {
  const rows = await clientOf(db).skill.findMany({
    where: {
      repoId: repoId ?? { not: null },
      absentSince: null,
      state: "active",
      currentId: { not: null },
      ...(name === undefined ? {} : { name }),
    },
    select: {
      home: true,
      name: true,
      current: { select: { number: true } },
      forkedFrom: { select: { number: true } },
    },
  });
  return rows.map(({ home, name: skill, current, forkedFrom }) => ({
    repoId: home,
    name: skill,
    number: current?.number ?? null,
    forkedFrom: forkedFrom?.number ?? null,
  }));
}

/** A plan that is not carried out yet, with what it is for. */
export interface OpenPlanRow {
  id: string;
  repoId: string;
  purpose: PlanPurpose;
  state: PlanState;
  entries: PlanEntry[];
  rolloutId: string | null;
}

/** Plans that a job writes, that wait for a merge, or for a person; newest first. */
export async function listOpenPlans(db: Db, repoId?: string): Promise<OpenPlanRow[]> {
  const rows = await clientOf(db).plan.findMany({
    where: { state: { in: ["waiting", "delivered", "proposed"] }, ...(repoId === undefined ? {} : { repoId }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, repoId: true, purpose: true, state: true, entries: true, rolloutId: true },
  });
  return rows.map((row) => ({
    ...row,
    purpose: PlanPurpose.parse(row.purpose),
    state: PlanState.parse(row.state),
    entries: fromJson(z.array(PlanEntry), row.entries),
  }));
}
