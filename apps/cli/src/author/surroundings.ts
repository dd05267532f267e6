import {
  type AuthoringChecks,
  type KnownSkill,
  type Obstacle,
  type Surroundings,
  checkAuthored,
  obstaclesOf,
} from "@yardlet/core/agent";
import type { ChecksReport } from "@yardlet/core/agent/command-report";
import { type SkillFile, contentHash, sketchSkill } from "@yardlet/core/skill";
import { readSkillsAt } from "@yardlet/repo";
import type { LocalState } from "../local/state.ts";

/** A repository with everything that a new skill may run into there. */
export interface Ground {
  state: LocalState;
  around: Surroundings;
}

/** The two homes that a skill may have in file mode. */
export type Home = "repo" | "library";

export async function groundOf(state: LocalState): Promise<Ground> {
  return { state, around: await surroundingsOf(state) };
}

/** Everything that a new skill may run into: what lies here, for whatever client, and the library at hand. */
export async function surroundingsOf({ repo, seen, shelf }: LocalState): Promise<Surroundings> {
  const here = seen.commit === undefined ? [] : (await readSkillsAt(repo, seen.commit)).skills;
  const own = here.flatMap(({ name, kind, files }) => (kind === "folder" ? [knownOf("repo", name, files)] : []));
  const offered = shelf.skills.map(({ name, files }) => knownOf("library", name, files));
  const lying = new Set(own.map(({ name, contentHash: hash }) => `${name} ${hash}`));
  return {
    known: [...own, ...offered.filter(({ name, contentHash: hash }) => !lying.has(`${name} ${hash}`))],
    tombstones: [],
    presets: shelf.presets.map(({ name }) => name),
  };
}

/** What stands against a name before anybody has written a word. */
export function nameObstacle(name: string, home: Home, { shelf, seen }: LocalState): Obstacle | undefined {
  const taken = takenBy(name, home, { shelf, seen });
  if (taken === undefined) return undefined;
  return { check: "clash", final: true, message: `${taken}; choose another name` };
}

function takenBy(name: string, home: Home, { shelf, seen }: Pick<LocalState, "shelf" | "seen">): string | undefined {
  const placed = home === "repo" ? seen.placed.find((one) => one.name === name) : undefined;
  const found = home === "repo" ? seen.found.find((one) => one.name === name) : undefined;
  if (placed !== undefined) return `a skill ${name} lies here already`;
  if (found !== undefined) return `a skill ${name} lies at ${found.path} already`;
  if (shelf.skills.some((one) => one.name === name)) return `the library has a skill ${name} already`;
  if (shelf.presets.some((one) => one.name === name)) return `${name} is the name of a preset`;
  return undefined;
}

/** A draft with what the checks make of it. */
export interface Checked {
  checks: AuthoringChecks;
  obstacles: Obstacle[];
}

/** Checks a draft for its home; `amends` is a skill of this repository that it is a new version of. */
export function checkDraft(
  { name, files }: { name: string; files: readonly SkillFile[] },
  home: Home,
  { state, around }: Ground,
  amends?: string,
): Checked {
  const except = amends === undefined ? {} : { except: { home, name: amends } };
  const checks = checkAuthored({ home, name, files, ...except }, around);
  return { checks, obstacles: obstaclesHere(name, checks, home, state, amends) };
}

/** Reads checks; a name is taken here by more than what its home holds. */
export function obstaclesHere(
  name: string,
  checks: AuthoringChecks,
  home: Home,
  state: LocalState,
  amends?: string,
): Obstacle[] {
  const named = amends === name ? undefined : nameObstacle(name, home, state);
  return [...obstaclesOf({ ...checks, clash: null }), ...(named === undefined ? [] : [named])];
}

export function checksReport({ checks: { valid, safe, similar }, obstacles }: Checked): ChecksReport {
  return { valid, safe, similar, obstacles };
}

function knownOf(home: Home, name: string, files: readonly SkillFile[]): KnownSkill {
  return { home, name, contentHash: contentHash(files), sketch: sketchSkill(files) };
}
