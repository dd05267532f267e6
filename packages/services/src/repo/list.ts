import type { Confidence } from "@yardlet/core/classify";
import { suggestedSkills } from "@yardlet/core/equip";
import { type Delivery, RepoState } from "@yardlet/core/repo";
import { compareText } from "@yardlet/core/skill";
import {
  findSnapshots,
  getTeam,
  listChoices,
  listEquipped,
  listRepos as queryRepos,
  type EquippedRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { loadShelf, situationOf } from "../equip/situation.ts";

/** A row of the repos page. */
export interface RepoListItem {
  slug: string;
  location: string;
  state: RepoState;
  error: string | null;
  presets: { name: string; confidence: Confidence }[];
  equipped: number;
  /** How many equipped skills are behind the library. */
  behind: number;
  suggested: number;
  gaps: number;
  syncedAt: Date | null;
  delivery: Delivery;
  autoEquip: boolean;
}

export const RepoSort = z.enum(["name", "synced", "equipped", "behind", "suggested", "gaps"]);
export type RepoSort = z.infer<typeof RepoSort>;

export const ListReposInput = z.strictObject({
  search: z.string().max(200).optional(),
  preset: z.string().max(64).optional(),
  state: RepoState.optional(),
  sort: RepoSort.default("name"),
});

const ORDERS = {
  name: () => 0,
  synced: (a, b) => (b.syncedAt?.getTime() ?? 0) - (a.syncedAt?.getTime() ?? 0),
  equipped: (a, b) => b.equipped - a.equipped,
  behind: (a, b) => b.behind - a.behind,
  suggested: (a, b) => b.suggested - a.suggested,
  gaps: (a, b) => b.gaps - a.gaps,
} as const satisfies Record<RepoSort, (a: RepoListItem, b: RepoListItem) => number>;

/** Every repo that matches. A team has tens to hundreds of repos: one page. */
export async function listRepos(
  ctx: ServiceContext,
  input: z.input<typeof ListReposInput> = {},
): Promise<RepoListItem[]> {
  requirePermission(ctx, "repo.read");
  const query = ListReposInput.parse(input);
  const [repos, equipped, shelf, team, choices] = await Promise.all([
    queryRepos(ctx.db),
    listEquipped(ctx.db),
    loadShelf(ctx.db),
    getTeam(ctx.db),
    listChoices(ctx.db),
  ]);
  const snapshots = await findSnapshots(
    ctx.db,
    repos.flatMap((repo) => repo.snapshotId ?? []),
  );
  const seen = new Map(snapshots.map((snapshot) => [snapshot.repoId, snapshot]));
  const carried = Map.groupBy(equipped, (row) => row.repoId);
  const chosen = Map.groupBy(choices, (choice) => choice.repoId);
  const current = new Map(shelf.skills.map((skill) => [skill.name, skill.contentHash]));
  const items = repos.map((repo): RepoListItem => {
    const snapshot = seen.get(repo.id);
    const switches = { repo: repo.switches, team: team.switches };
    const situation = snapshot && situationOf({ ground: snapshot, shelf, own: chosen.get(repo.id) ?? [], switches });
    const rows = carried.get(repo.id) ?? [];
    return {
      slug: repo.slug,
      location: repo.location,
      state: repo.state,
      error: repo.error,
      presets: (snapshot?.detections ?? []).map(({ preset, confidence }) => ({ name: preset, confidence })),
      equipped: rows.length,
      behind: rows.filter((row) => isCopy(row) && current.has(row.name) && current.get(row.name) !== row.contentHash)
        .length,
      suggested: situation ? suggestedSkills(situation.plan).length : 0,
      gaps: situation?.wanted.gaps.length ?? 0,
      syncedAt: repo.syncedAt,
      delivery: repo.delivery,
      autoEquip: situation?.settings.autoEquip.value ?? team.switches.autoEquip,
    };
  });
  const words = (query.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .filter((item) => words.every((word) => `${item.slug} ${item.location}`.toLowerCase().includes(word)))
    .filter((item) => query.state === undefined || item.state === query.state)
    .filter((item) => query.preset === undefined || item.presets.some((preset) => preset.name === query.preset))
    .toSorted((a, b) => ORDERS[query.sort](a, b) || compareText(a.slug, b.slug));
}

/** What somebody edited, or the repo is the home of, is not behind the library. */
function isCopy({ edited, home, repoId }: EquippedRow): boolean {
  return !edited && home !== repoId;
}
