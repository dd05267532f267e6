import { DEMO_REPOS } from "./repos.ts";
import { LEARNED_SKILLS } from "./skills-learned.ts";
import { TEAM_SKILLS } from "./skills-team.ts";
import type { DemoSkill, Worth } from "./types.ts";

/** The built-in library: which preset brings a skill, and what it does here. */
const BUILT_IN: readonly (readonly [name: string, presets: string, worth: Worth, effect: number])[] = [
  ["commit-hygiene", "core", "useless", 0],
  ["failing-test-triage", "core", "helpful", 0.06],
  ["repo-orientation", "core", "helpful", 0.05],
  ["review-own-diff", "core", "helpful", 0.06],
  ["write-tests-first", "core", "helpful", 0.08],
  ["cli-contract", "agent-tooling cli-tool", "helpful", 0.06],
  ["dependency-upgrade", "ai-ml dotnet embedded go jvm monorepo php python rust typescript", "useless", 0],
  ["game-loop-check", "game", "helpful", 0.1],
  ["plan-diff-review", "infra", "helpful", 0.1],
  ["public-contract-change", "agent-tooling backend-api commerce library monorepo", "useless", 0],
  ["sql-migration-safety", "backend-api commerce data-pipeline mobile", "useless", 0],
  ["ui-state-check", "browser-extension commerce desktop mobile web-ui", "useless", 0],
];

/** `core` is at hand in nearly all work, so that little is left to compare it with. */
const SHARE = { core: 0.85, preset: 0.6 };

/** Repos that equip by themselves carry the skills of their presets. */
function carriersOf(presets: readonly string[]): string[] {
  return DEMO_REPOS.filter(({ config }) => !config?.includes("auto_equip: false"))
    .filter((repo) => presets.includes("core") || repo.presets.some((preset) => presets.includes(preset)))
    .map(({ slug }) => slug);
}

const BUILT_IN_SKILLS: readonly DemoSkill[] = BUILT_IN.map(([name, text, worth, effect]) => {
  const presets = text.split(" ");
  const share = presets.includes("core") ? SHARE.core : SHARE.preset;
  const told = { about: "", steps: [] };
  return { name, origin: "built-in", worth, effect, share, repos: carriersOf(presets), ...told };
});

/** Sixty skills with the truth about each. */
export const DEMO_SKILLS: readonly DemoSkill[] = [...BUILT_IN_SKILLS, ...TEAM_SKILLS, ...LEARNED_SKILLS];

/** The skills that a repo carries at the beginning. */
export function skillsIn(repo: string): DemoSkill[] {
  return DEMO_SKILLS.filter(({ repos }) => repos.includes(repo));
}

/** The version that a repo carries in a week. */
export function versionIn({ second }: Pick<DemoSkill, "second">, repo: string, week: number): 1 | 2 {
  return second && week >= second.week && !second.lag.includes(repo) ? 2 : 1;
}

/** What a skill's version adds to the chance that an attempt succeeds. */
export function effectOf({ effect, second }: Pick<DemoSkill, "effect" | "second">, version: 1 | 2): number {
  return version === 2 && second ? second.effect : effect;
}

/** True where all the work that has the skill at hand is hard. */
export function isOfHardWork({ repos }: Pick<DemoSkill, "repos">): boolean {
  return DEMO_REPOS.every(({ slug, level }) => level === "hard" || !repos.includes(slug));
}
