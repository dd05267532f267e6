import { type Choices, choose, type Draw } from "./draw.ts";
import { effectOf, skillsIn, versionIn } from "./skills.ts";
import type { DemoRepo, IsGone, Level } from "./types.ts";

/** Intents that a repo works on in a week. */
const INTENTS = 6;
/** The chance that a first attempt succeeds, with the good skills that a repo carries as often at hand as they are. */
const BASE: Readonly<Record<Level, number>> = { easy: 0.82, ordinary: 0.62, hard: 0.2 };
/** Intents differ: their tasks succeed or fail together. */
const SPREAD = 0.24;

const KINDS: Choices<{ kind: string; ease: number }> = [
  [{ kind: "feature", ease: 0 }, 40],
  [{ kind: "bugfix", ease: -0.05 }, 30],
  [{ kind: "refactor", ease: 0 }, 15],
  [{ kind: "docs", ease: 0.06 }, 15],
];

const AGENTS: Choices<Agent & { skill: number; tells: boolean }> = [
  [{ name: "claude", version: "2.4.0", model: "opus", skill: 0.05, tells: true }, 45],
  [{ name: "claude", version: "2.4.0", model: "haiku", skill: -0.05, tells: true }, 15],
  [{ name: "codex", version: "0.61.0", model: "gpt-5", skill: 0.02, tells: false }, 25],
  [{ name: "gemini", version: "0.17.1", model: "flash", skill: -0.04, tells: false }, 15],
];

/** Monday to Friday, if a week begins so, do most of the work. */
const DAYS: Choices<number> = [
  [0, 5],
  [1, 5],
  [2, 5],
  [3, 5],
  [4, 5],
  [5, 1],
  [6, 1],
];

const TASKS: Choices<number> = [
  [1, 4],
  [2, 4],
  [3, 2],
];

interface Agent {
  name: string;
  version: string;
  model: string;
}

/** A skill that an intent's agent had at hand. */
export interface AtHand {
  name: string;
  version: 1 | 2;
  activated: boolean;
}

/** What one intent is: its agent and skills, and the chance that an attempt at one of its tasks succeeds. */
export interface Intent {
  id: string;
  repo: DemoRepo;
  kind: string;
  agent: Agent;
  /** Milliseconds from the beginning of the week. */
  startsAt: number;
  tasks: number;
  skills: AtHand[];
  chance: number;
}

const HOUR_MS = 3_600_000;

/** A repo's intents of a week. What is gone has no effect any more; everything else stays as it was. */
export function intentsOf(draw: Draw, repo: DemoRepo, week: number, isGone: IsGone): Intent[] {
  const carried = skillsIn(repo.slug).filter(({ name }) => !isGone(repo.slug, name));
  const usual = sum(skillsIn(repo.slug).map(({ effect, share }) => Math.max(0, effect) * share));
  return Array.from({ length: INTENTS }, (_, index): Intent => {
    const id = `${repo.slug}-w${week + 1}-${index + 1}`;
    const of = (what: string) => draw(id, what);
    const { kind, ease } = choose(of("kind"), KINDS);
    const { skill, tells, ...agent } = choose(of("agent"), AGENTS);
    const atHand = carried.filter(({ name, share }) => of(`at hand ${name}`) < share);
    const effects = atHand.map((one) => effectOf(one, versionIn(one, repo.slug, week)));
    const luck = (of("ease") - 0.5) * SPREAD;
    const chance = BASE[repo.level] - usual + ease + skill + luck + sum(effects);
    return {
      id,
      repo,
      kind,
      agent,
      startsAt: choose(of("day"), DAYS) * 24 * HOUR_MS + Math.floor((8 + 6 * of("hour")) * 60) * 60_000,
      tasks: choose(of("tasks"), TASKS),
      skills: atHand.map((one) => ({
        name: one.name,
        version: versionIn(one, repo.slug, week),
        activated: tells && !one.silent && of(`activated ${one.name}`) < 0.6,
      })),
      chance: Math.min(0.97, Math.max(0.02, chance)),
    };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
