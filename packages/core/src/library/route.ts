import { compareText } from "../skill/order.ts";
import { stemsOf } from "./stem.ts";

/** What an agent knows of a skill when it chooses: its line in the listing. */
export interface RoutedSkill {
  name: string;
  description: string;
}

/** What a word of the prompt is worth by where the skill has it. */
const WORTH = { name: 3, description: 2, notFor: -2 } as const;

/** Below this many points nothing in the prompt speaks for a skill. */
export const ROUTE_POINTS = 4;

/** How well a prompt fits a skill, with the stems that say so: every point can be read off. */
export interface RouteScore {
  name: string;
  points: number;
  /** Stems of the prompt that the name has. */
  byName: string[];
  /** Further ones that the description has, where it says what the skill does and when to use it. */
  byDescription: string[];
  /** Those that a sentence such as "Not for …" has, and not the name: they speak against it, also where they stand elsewhere too. */
  against: string[];
}

/** A skill's words, cut to stems once for many prompts. */
export interface RoutableSkill {
  name: string;
  inName: ReadonlySet<string>;
  /** Of the sentences that say what it does and when to use it. */
  says: ReadonlySet<string>;
  /** Of the sentences that say what it is not for. */
  denies: ReadonlySet<string>;
}

export function prepareRoutes(skills: readonly RoutedSkill[]): RoutableSkill[] {
  return skills.map(({ name, description }) => {
    const { says, denies } = clausesOf(description);
    return {
      name,
      inName: new Set(stemsOf(name.replaceAll("-", " "))),
      says: new Set(stemsOf(says)),
      denies: new Set(stemsOf(denies)),
    };
  });
}

/**
 * Skills by how well a prompt fits them, best first, then by name. A stem of the prompt counts once a skill: 3 points when it is in
 * the name, 2 when the description has it, and 2 less when a sentence has it that says what the skill is *not* for. No weights are
 * learned and none depend on the other skills, so that adding one changes no other's points.
 */
export function rankSkills(prompt: string, skills: readonly RoutableSkill[]): RouteScore[] {
  const asked = stemsOf(prompt);
  return skills
    .map((skill) => scoreOf(asked, skill))
    .toSorted((a, b) => b.points - a.points || compareText(a.name, b.name));
}

/** The skill that a prompt is for: the one with the most points, `undefined` when none has enough or two have the same. */
export function routePrompt(prompt: string, skills: readonly RoutableSkill[]): string | undefined {
  const [best, next] = rankSkills(prompt, skills);
  if (best === undefined || best.points < ROUTE_POINTS || best.points === next?.points) return undefined;
  return best.name;
}

function scoreOf(asked: readonly string[], { name, inName, says, denies }: RoutableSkill): RouteScore {
  const byName = asked.filter((stem) => inName.has(stem));
  const byDescription = asked.filter((stem) => !inName.has(stem) && says.has(stem));
  const against = asked.filter((stem) => !inName.has(stem) && denies.has(stem));
  const points = byName.length * WORTH.name + byDescription.length * WORTH.description + against.length * WORTH.notFor;
  return { name, points, byName, byDescription, against };
}

/** A description's sentences, those that say what it is not for apart from the others. */
function clausesOf(description: string): { says: string; denies: string } {
  const sentences = description.split(/(?<=[.!?;])\s+/);
  const isDenial = (sentence: string) => /^(?:not\b|(?:do not|don't|never) use\b|avoid\b)/i.test(sentence);
  return {
    says: sentences.filter((sentence) => !isDenial(sentence)).join(" "),
    denies: sentences.filter(isDenial).join(" "),
  };
}
