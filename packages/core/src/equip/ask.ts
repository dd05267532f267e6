import { SkillName } from "../skill/names.ts";
import { DomainError } from "../error.ts";
import { type OfferedSkill, remedyOf } from "./wanted.ts";

/** What a person meant by the names given to `equip`. */
export interface Ask {
  skills: string[];
  presets: string[];
  /** Names that are both: the skill was taken. */
  ambiguous: string[];
  unknown: string[];
}

/**
 * Sorts names into skills and presets, in the order given, each once; a skill wins over a preset of the same name.
 * @throws DomainError `refused` for a name that may not touch a path, and for a skill that is deprecated or internal to the
 * library.
 */
export function resolveAsk(
  names: readonly string[],
  library: {
    skills: readonly Pick<OfferedSkill, "name" | "tier" | "deprecated">[];
    presets: readonly { name: string }[];
  },
): Ask {
  const skills = new Map(library.skills.map((skill) => [skill.name, skill]));
  const presets = new Set(library.presets.map(({ name }) => name));
  const ask: Ask = { skills: [], presets: [], ambiguous: [], unknown: [] };
  for (const name of new Set(names.map(acceptName))) {
    const skill = skills.get(name);
    if (skill?.deprecated) {
      throw new DomainError("refused", `${name} is deprecated and no longer equipped; ${remedyOf(skill)}`, { name });
    }
    if (skill?.tier === "internal") {
      throw new DomainError("refused", `${name} is internal to the library and cannot be equipped`, { name });
    }
    if (skill !== undefined) {
      ask.skills.push(name);
      if (presets.has(name)) ask.ambiguous.push(name);
    } else if (presets.has(name)) ask.presets.push(name);
    else ask.unknown.push(name);
  }
  return ask;
}

/**
 * The one gate for a name from outside.
 * @throws DomainError `refused`, with what is wrong and what a name looks like.
 */
export function acceptName(name: string): string {
  const parsed = SkillName.safeParse(name);
  if (parsed.success) return parsed.data;
  const why = parsed.error.issues[0]?.message ?? "it is not a name";
  throw new DomainError("refused", `${JSON.stringify(name)} is refused: ${why}`, { name });
}
