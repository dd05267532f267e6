/** What a skill truly does to the work that has it at hand. */
export type Worth = "helpful" | "useless" | "harmful";

/** How hard the work in a repo is, whatever skills it has. */
export type Level = "easy" | "ordinary" | "hard";

/** How a repo's work is reviewed: most of it and severely, half of it and kindly, hardly ever. */
export type Habit = "strict" | "lenient" | "none";

/** A repo of the demo. `files` without skills; `config` are further lines of its yardlet.yaml. */
export interface DemoRepo {
  slug: string;
  level: Level;
  habit: Habit;
  /** Presets whose skills of the built-in library it carries, besides `core`. */
  presets: readonly string[];
  /** The failure that this repo's work ends with most. */
  weakness: string;
  config?: readonly string[];
}

/** Where a skill comes from: the built-in library, the team's own part of it, or learned in each repo that carries it. */
export type Origin = "built-in" | "team" | "learned";

/**
 * A skill of the demo and the truth about it. `effect` is what it adds to the chance that an attempt succeeds, -1..1. `share` is how
 * often work in a repo that carries it has it at hand. A second version replaces the first everywhere but in the repos that lag.
 */
export interface DemoSkill {
  name: string;
  origin: Origin;
  worth: Worth;
  effect: number;
  share: number;
  /** Slugs of the repos that carry it. */
  repos: readonly string[];
  about: string;
  steps: readonly string[];
  second?: SecondVersion;
  /** Harm that leaves the work it is used in above the floor: the policy does not act on it, and only its uplift tells. */
  isAboveFloor?: boolean;
  /** No agent ever activates it. */
  silent?: boolean;
}

export interface SecondVersion {
  week: number;
  effect: number;
  step: string;
  lag: readonly string[];
}

/** True when a repo no longer carries a skill that it had at the beginning. */
export type IsGone = (repo: string, skill: string) => boolean;

/** Weeks of the demo's history, the last of which ends with the day before `until`. */
export const WEEKS = 13;
