import {
  defaultRepoConfig,
  editRepoConfig,
  effectiveSettings,
  parseRepoConfig,
  type ConfigEdit,
  type EffectiveSettings,
  type RepoConfig,
} from "@yardlet/core/config";
import type { Detection } from "@yardlet/core/classify";
import {
  mergeChoices,
  openGaps,
  planEquip,
  wantedSkills,
  type Choices,
  type EquipPlan,
  type Found,
  type OfferedSkill,
  type Placed,
  type WantedSet,
} from "@yardlet/core/equip";
import type { Preset } from "@yardlet/core/library";
import type { Repo, RepoChoice } from "@yardlet/core/repo";
import { getTeam, listChoices, listPresets, listSkills, type Db, type SkillRow } from "@yardlet/db";

/** The library as equipping sees it: its skills with the version in force. */
export interface Shelf {
  skills: OfferedSkill[];
  presets: Preset[];
  /** The version row behind each offered skill, by name. */
  versionIds: Map<string, string>;
}

export async function loadShelf(db: Db): Promise<Shelf> {
  const rows = await listSkills(db, { home: "library", present: true });
  const presets = await listPresets(db);
  return {
    skills: rows.flatMap(toOffered),
    presets,
    versionIds: new Map(rows.flatMap((row) => (row.current ? [[row.name, row.current.id] as const] : []))),
  };
}

function toOffered(row: SkillRow): OfferedSkill[] {
  if (!row.current) return [];
  const { contentHash, treeHash, number } = row.current;
  return [
    {
      name: row.name,
      tier: row.tier,
      presets: row.presets,
      description: row.description,
      contentHash,
      treeHash,
      version: number,
      ...(row.state === "active" ? {} : { deprecated: { replacedBy: row.replacedBy } }),
    },
  ];
}

/** What lies in a repo, from its snapshot or read just now. */
export interface Ground {
  detections: readonly Detection[];
  placed: readonly Placed[];
  found: readonly Found[];
  configText: string | null;
}

/** The ground once the edits are in yardlet.yaml: what is said together with a change already holds for it. */
export function withEdits(ground: Ground, edits: readonly ConfigEdit[]): Ground {
  if (edits.length === 0) return ground;
  return { ...ground, configText: editRepoConfig(ground.configText ?? undefined, edits) };
}

/** A repo's settings and choices as they hold now, and what equipping would do. */
export interface Situation {
  config: RepoConfig;
  settings: EffectiveSettings;
  choices: Choices;
  wanted: WantedSet;
  plan: EquipPlan;
}

/** Everything equipping depends on, computed from the ground and the database. `asked` are names a person named just now. */
export async function assess(
  db: Db,
  repo: Pick<Repo, "id" | "switches">,
  ground: Ground,
  shelf: Shelf,
  asked: readonly string[] = [],
): Promise<Situation> {
  const team = await getTeam(db);
  const own = await listChoices(db, repo.id);
  return situationOf({ ground, shelf, own, asked, switches: { repo: repo.switches, team: team.switches } });
}

/** The pure half of `assess`; a dry run calls it for what is not a repo yet. */
export function situationOf(input: {
  ground: Ground;
  shelf: Shelf;
  own: readonly RepoChoice[];
  asked?: readonly string[];
  switches: { repo: Repo["switches"]; team: Parameters<typeof effectiveSettings>[0]["teamDefaults"] };
}): Situation {
  const { ground, shelf, own, switches } = input;
  const config = ground.configText === null ? defaultRepoConfig() : parseRepoConfig(ground.configText).config;
  const choices = mergeChoices(config, own);
  const wanted = wantedSkills({
    detections: ground.detections,
    presets: shelf.presets,
    skills: shelf.skills,
    choices,
  });
  return {
    config,
    settings: effectiveSettings({ config, repoSettings: switches.repo, teamDefaults: switches.team }),
    choices,
    wanted,
    plan: planEquip({ wanted, placed: ground.placed, found: ground.found, asked: input.asked ?? [] }),
  };
}

/** The skills that a repo asks for, each with the preset that names it (null for a pick), and that exist neither there nor in the library. */
export function missingSkills(
  { wanted, plan }: Pick<Situation, "wanted" | "plan">,
  shelf: Pick<Shelf, "skills">,
): { skill: string; preset: string | null }[] {
  const offered = new Set(shelf.skills.map(({ name }) => name));
  return openGaps(wanted, plan).flatMap(({ skill, preset = null }) =>
    skill === undefined || offered.has(skill) ? [] : [{ skill, preset }],
  );
}
