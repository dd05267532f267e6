import type { Detection } from "@yardlet/core/classify";
import type { EffectiveSettings } from "@yardlet/core/config";
import {
  listingBudget,
  type Usage,
  type UseFacts,
  usageOf,
  type EquipGap,
  type Found,
  type ListingBudget,
  type ListingChoice,
  type Placed,
  type PlanEntry,
} from "@yardlet/core/equip";
import type { Repo, RepoChoice } from "@yardlet/core/repo";
import { compareText, type Finding } from "@yardlet/core/skill";
import {
  findRunningJob,
  findSnapshot,
  getTeam,
  listCandidates,
  listChoices,
  listEquipped,
  listUses,
  type UseRow,
} from "@yardlet/db";
import * as z from "zod";
import { withChanges, type CandidateWithChanges } from "../candidate/changes.ts";
import { requirePermission, type ServiceContext } from "../context.ts";
import { loadShelf, situationOf } from "../equip/situation.ts";
import type { ScoreBrief } from "../score/brief.ts";
import { chooseListingOf } from "./listing.ts";
import { readPlans, type RepoPlans } from "./plans.ts";
import { readScores, scoreOfRow } from "./scores.ts";
import { requireRepo } from "./find.ts";

export interface EquippedHere {
  name: string;
  description: string;
  number: number | null;
  /** The library's version; null when the library has no such skill. */
  latest: number | null;
  why: string[];
  edited: boolean;
  since: Date;
  /** Of the version that lies here: from this repo alone, and from all. Null while no task has named it. */
  score: { here: ScoreBrief; all: ScoreBrief } | null;
  /** What comes of it here, and the runs of the last month that say so. */
  usage: Usage;
  uses: UseFacts;
}

export interface RepoDetail extends RepoPlans {
  repo: Repo;
  snapshot: { commit: string | null; takenAt: Date; files: number } | null;
  detections: Detection[];
  /** Skills in folders that Yardlet only reads, and the user's own beside those it placed. */
  found: Found[];
  configFindings: Finding[];
  switches: EffectiveSettings;
  equipped: EquippedHere[];
  /** What equipping would do now. */
  plan: PlanEntry[];
  gaps: EquipGap[];
  budget: ListingBudget;
  /** What the budget is best spent on, and what an agent does not get to see today. */
  listing: ListingChoice;
  choices: RepoChoice[];
  /** Vetoes that hold now, wherever they were said. */
  vetoes: { skills: string[]; presets: string[] };
  /** Presets added by hand, wherever that was said. */
  addedPresets: string[];
  candidate: CandidateWithChanges | null;
  runningJobId: string | null;
}

export const GetRepoInput = z.strictObject({ slug: z.string().min(1).max(128) });

/** One has a plan; the others are offers of what was promoted. */
const MOST_EQUIP = 200;

const NOTHING = { detections: [], placed: [], found: [], configText: null };

export async function getRepo(ctx: ServiceContext, input: z.infer<typeof GetRepoInput>): Promise<RepoDetail> {
  requirePermission(ctx, "repo.read");
  const repo = await requireRepo(ctx.db, input.slug);
  const [snapshot, shelf, team, choices, equipped, candidates, plans, runningJobId] = await Promise.all([
    repo.snapshotId === null ? undefined : findSnapshot(ctx.db, repo.snapshotId),
    loadShelf(ctx.db),
    getTeam(ctx.db),
    listChoices(ctx.db, repo.id),
    listEquipped(ctx.db, { repoId: repo.id }),
    listCandidates(ctx.db, { state: "open", repoId: repo.id, kind: "equip", limit: MOST_EQUIP }),
    readPlans(ctx.db, repo.id),
    findRunningJob(ctx.db, repo.id),
  ]);
  const scores = await readScores(ctx, repo.id, equipped);
  const uses = new Map((await listUses(ctx.db, { repoId: repo.id })).map((row) => [row.name, row]));
  const ground = snapshot ?? NOTHING;
  const situation = situationOf({
    ground,
    shelf,
    own: choices,
    switches: { repo: repo.switches, team: team.switches },
  });
  const described = new Map(ground.placed.map((folder) => [folder.name, folder.description]));
  const latest = new Map(shelf.skills.map((skill) => [skill.name, skill.version]));
  return {
    repo,
    snapshot: snapshot ? { commit: snapshot.commit, takenAt: snapshot.takenAt, files: snapshot.files } : null,
    detections: [...ground.detections],
    found: [...ground.found, ...ground.placed.flatMap(toOwn)].toSorted((a, b) => compareText(a.name, b.name)),
    configFindings: snapshot?.configFindings ?? [],
    switches: situation.settings,
    equipped: equipped.map((row) => ({
      name: row.name,
      description: described.get(row.name) ?? "",
      number: row.number,
      latest: latest.get(row.name) ?? null,
      why: row.why,
      edited: row.edited,
      since: row.fromAt,
      score: scoreOfRow(scores, row),
      ...usedHere(uses.get(row.name)),
    })),
    plan: situation.plan.entries,
    gaps: situation.wanted.gaps,
    budget: listingBudget(ground.placed.filter((folder) => folder.treeHash)),
    listing: await chooseListingOf(ctx, ground.placed, { equipped, scores }),
    choices,
    vetoes: { skills: [...situation.choices.vetoes], presets: [...situation.choices.presetVetoes] },
    addedPresets: [...situation.choices.presetAdds],
    candidate:
      (
        await withChanges(
          ctx.db,
          candidates.filter(({ planId }) => planId !== null),
        )
      )[0] ?? null,
    ...plans,
    runningJobId: runningJobId ?? null,
  };
}

const UNUSED: UseFacts = { cutOff: false, runs: 0, observed: 0, activated: 0, failed: 0, idleFailed: 0 };

function usedHere(row: UseRow | undefined): Pick<EquippedHere, "usage" | "uses"> {
  const { cutOff, runs, observed, activated, failed, idleFailed } = row ?? UNUSED;
  const uses = { cutOff, runs, observed, activated, failed, idleFailed };
  return { usage: usageOf(uses), uses };
}

/** A folder in `.agents/skills` that its user put there. */
function toOwn({ name, entry, treeHash, description }: Placed): Found[] {
  return entry || !treeHash ? [] : [{ name, path: `.agents/skills/${name}`, description }];
}
