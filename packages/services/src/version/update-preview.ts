import type { PlanEntry } from "@yardlet/core/equip";
import type { Delivery, Repo } from "@yardlet/core/repo";
import { hashBytes } from "@yardlet/core/skill";
import { findSnapshot, listRepos, type Db } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { assess, loadShelf, type Shelf } from "../equip/situation.ts";
import { loadDrift, type DriftRow } from "./drift.ts";

const Names = z.array(z.string().min(1).max(128)).max(500);

/** Which copies to bring up to date: of these repos and these skills, or of all. */
export const UpdateSelection = z.strictObject({ repos: Names.optional(), skills: Names.optional() });
export type UpdateSelection = z.infer<typeof UpdateSelection>;

export interface UpdateLine {
  skill: string;
  from: number;
  to: number;
}

/** What bringing one repo up to date would do, and what it would leave as it is. */
export interface RepoUpdate {
  repo: string;
  delivery: Delivery;
  updates: UpdateLine[];
  left: { skill: string; why: string }[];
}

export interface UpdatePreview {
  repos: RepoUpdate[];
  /** How many copies in how many repos would be updated. */
  skills: number;
  commits: number;
  /** Stands for all the updates: who starts them says that these are what they saw. */
  digest: string;
}

/** A repo's updates as the plan that carries them out has them. */
export interface PlannedUpdate extends RepoUpdate {
  row: Repo;
  entries: PlanEntry[];
}

/** What "update all behind" would do; nothing is stored. */
export async function previewUpdate(ctx: ServiceContext, input: UpdateSelection = {}): Promise<UpdatePreview> {
  requirePermission(ctx, "skill.read");
  const planned = await planUpdates(ctx.db, UpdateSelection.parse(input));
  return {
    repos: planned.map(({ repo, delivery, updates, left }) => ({ repo, delivery, updates, left })),
    skills: planned.reduce((sum, { updates }) => sum + updates.length, 0),
    commits: planned.filter(({ updates }) => updates.length > 0).length,
    digest: digestOf(planned),
  };
}

/** Every copy that is behind, by repo: what equipping would bring up to date, and why it would not do the rest. */
export async function planUpdates(db: Db, { repos, skills }: UpdateSelection): Promise<PlannedUpdate[]> {
  const behind = (await loadDrift(db, {}))
    .filter(({ drift }) => drift.state === "behind")
    .filter(({ repo }) => repos === undefined || repos.includes(repo))
    .filter(({ name }) => skills === undefined || skills.includes(name));
  const bySlug = Map.groupBy(behind, ({ repo }) => repo);
  const shelf = await loadShelf(db);
  const planned: PlannedUpdate[] = [];
  for (const repo of await listRepos(db)) {
    const rows = bySlug.get(repo.slug);
    if (rows) planned.push(await planRepo(db, repo, rows, shelf));
  }
  return planned;
}

async function planRepo(db: Db, row: Repo, rows: readonly DriftRow[], shelf: Shelf): Promise<PlannedUpdate> {
  const snapshot = row.snapshotId === null ? undefined : await findSnapshot(db, row.snapshotId);
  const plan = snapshot ? (await assess(db, row, snapshot, shelf)).plan.entries : [];
  const entries: PlanEntry[] = [];
  const left: RepoUpdate["left"] = [];
  for (const { name, pending } of rows) {
    const entry = plan.find(({ skill }) => skill === name);
    if (pending?.state === "waiting" && !pending.stopped)
      left.push({ skill: name, why: "it is being written already" });
    else if (pending?.state === "delivered") left.push({ skill: name, why: "it waits on a branch to be merged" });
    else if (entry?.action === "update") entries.push(entry);
    else left.push({ skill: name, why: entry?.reason ?? "nothing wants it there any more" });
  }
  const updates = entries.flatMap(({ skill, fromVersion: from, version: to }) =>
    from === undefined || to === undefined ? [] : [{ skill, from, to }],
  );
  return { row, repo: row.slug, delivery: row.delivery, updates, left, entries };
}

/** The same for the same updates, whatever else has changed. */
export function digestOf(planned: readonly RepoUpdate[]): string {
  const lines = planned.flatMap(({ repo, updates }) => updates.map(({ skill, to }) => `${repo}/${skill} v${to}`));
  return hashBytes(lines.toSorted().join("\n"));
}
