import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_PATH, type RepoConfig, parseRepoConfig } from "@yardlet/core/config";
import {
  type EquipPlan,
  type OfferedSkill,
  type Placed,
  type WantedSet,
  mergeChoices,
  planEquip,
  provisionalVersion,
  wantedSkills,
} from "@yardlet/core/equip";
import { type Finding } from "@yardlet/core/skill";
import { type GitRepo, type RepoObservation, linkedSkills, observeRepo } from "@yardlet/repo";
import type { Environment } from "../env.ts";
import { type Shelf, type ShelvedSkill, loadShelf } from "./library.ts";
import { findRepository, openLocal } from "./repository.ts";

/** One repository at its newest commit, without any library. */
export interface LocalRepository {
  root: string;
  repo: GitRepo;
  seen: RepoObservation;
  config: RepoConfig;
  notes: string[];
}

/** One repository as file mode sees it: what was read, and the library's skills with the version they would be placed as. */
export interface LocalState extends LocalRepository {
  shelf: Shelf;
  skills: (ShelvedSkill & OfferedSkill)[];
  /** What lies in `.agents/skills`, links of this machine included. */
  placed: readonly Placed[];
}

/** What equipping would do in a state. */
export interface Assessment {
  wanted: WantedSet;
  plan: EquipPlan;
}

/** Reads the repository at its newest commit, its settings and its library. Nothing is written. */
export async function readState(option: string | undefined, environment: Environment): Promise<LocalState> {
  const root = await findRepository(option, environment);
  const usual = readUsualShelf(root, environment);
  usual.catch(() => {});
  const { repo, seen: first, config, notes } = await readRepository(root, environment);
  const shelf =
    (config.skill_library === undefined && (await usual)) || (await loadShelf(config.skill_library, root, environment));
  const seen = shelf.signals.length === 0 ? first : await observeRepo(repo, { signals: shelf.signals });
  const entries = new Map(seen.placed.map(({ name, entry }) => [name, entry]));
  const skills = shelf.skills.map((skill) => ({
    ...skill,
    version: provisionalVersion(skill, entries.get(skill.name)),
  }));
  return {
    root,
    repo,
    seen,
    config,
    shelf,
    skills,
    placed: await withLinks(root, seen.placed, skills),
    notes: [...notes, ...shelf.notes],
  };
}

/** Reads the repository at its newest commit and its settings. */
export async function readRepository(root: string, environment: Environment): Promise<LocalRepository> {
  const repo = await openLocal(root, environment);
  const seen = await observeRepo(repo, { signals: [] });
  const { config, findings } = parseRepoConfig(seen.configText ?? "");
  return { root, repo, seen, config, notes: findings.map(noteOf) };
}

/** The wanted set and the plan for these settings; `asked` are names a person named just now. */
export function assess(
  state: LocalState,
  config: RepoConfig = state.config,
  asked: readonly string[] = [],
): Assessment {
  const { detections, found } = state.seen;
  const choices = mergeChoices(config, []);
  const wanted = wantedSkills({ detections, presets: state.shelf.presets, skills: state.skills, choices });
  return { wanted, plan: planEquip({ wanted, placed: state.placed, found, asked }) };
}

/**
 * Begins to read the usual libraries while git is at work. Only a guess: where a settings file lies, it may name another
 * library, and what counts is the file of the commit.
 */
function readUsualShelf(root: string, environment: Environment): Promise<Shelf | undefined> {
  if (existsSync(join(root, CONFIG_PATH))) return Promise.resolve(undefined);
  return loadShelf(undefined, root, environment);
}

/** A link into the library is the user's own folder with the library's text: kept, never written to. */
async function withLinks(root: string, placed: readonly Placed[], skills: readonly ShelvedSkill[]): Promise<Placed[]> {
  const known = new Set(placed.map(({ name }) => name));
  const linked = await linkedSkills(
    root,
    skills.filter(({ name }) => !known.has(name)),
  );
  return [
    ...placed,
    ...linked.map(({ name, contentHash, treeHash, description }) => ({
      name,
      entry: undefined,
      treeHash,
      contentHash,
      description,
    })),
  ];
}

function noteOf({ file, line, severity, message }: Finding): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${severity}: ${message}`;
}
