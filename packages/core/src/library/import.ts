import { compareText } from "../skill/order.ts";
import type { Library, LibrarySkill, Preset } from "./types.ts";

/** What came from a source at the last import: unit (`skill:<name>`, `preset:<name>`) to hash. */
export type ImportRecord = Readonly<Record<string, string>>;

/** A unit the source offers and the library keeps its own of, with the reason in words. */
export interface LeftUnit {
  unit: string;
  why: string;
}

export interface ImportPlan {
  skills: LibrarySkill[];
  presets: Preset[];
  left: LeftUnit[];
  /** The record after the import. */
  imported: Record<string, string>;
}

interface Unit {
  name: string;
  hash: string;
}

/**
 * What a library takes over from its source: what is new there, and what changed there while the library's copy is still as it
 * was imported. What the team edited or removed stays the team's. Pure; the order of the input does not matter.
 */
export function planImport(ours: Library, source: Library, imported: ImportRecord): ImportPlan {
  const units = (library: Library): Unit[] => [
    ...library.skills.map((skill) => ({ name: `skill:${skill.name}`, hash: skill.contentHash })),
    ...library.presets.map((preset) => ({
      name: `preset:${preset.name}`,
      hash: presetHash(preset),
    })),
  ];
  const held = new Map(units(ours).map((unit) => [unit.name, unit.hash]));
  const verdicts = new Map(
    units(source).map((unit) => [unit.name, judge(unit, held.get(unit.name), imported[unit.name])]),
  );
  const taken = (name: string) => verdicts.get(name) === "take";
  const next: Record<string, string> = { ...imported };
  for (const unit of units(source)) {
    if (taken(unit.name) || held.get(unit.name) === unit.hash) next[unit.name] = unit.hash;
  }
  return {
    skills: source.skills.filter((skill) => taken(`skill:${skill.name}`)),
    presets: source.presets.filter((preset) => taken(`preset:${preset.name}`)),
    left: [...verdicts]
      .flatMap(([unit, why]) => (why === "take" || why === "same" ? [] : [{ unit, why }]))
      .toSorted((a, b) => compareText(a.unit, b.unit)),
    imported: Object.fromEntries(Object.entries(next).toSorted(([a], [b]) => compareText(a, b))),
  };
}

/** The plan without some skills, which stay in the source; they are looked at again at the next import. */
export function withoutSkills(
  plan: ImportPlan,
  left: readonly { name: string; why: string }[],
  imported: ImportRecord,
): ImportPlan {
  const units = new Map(left.map(({ name, why }) => [`skill:${name}`, why]));
  const kept = Object.entries(plan.imported).flatMap(([unit, hash]): [string, string][] => {
    const before = imported[unit];
    if (!units.has(unit)) return [[unit, hash]];
    return before === undefined ? [] : [[unit, before]];
  });
  return {
    ...plan,
    skills: plan.skills.filter(({ name }) => !units.has(`skill:${name}`)),
    left: [...plan.left, ...Array.from(units, ([unit, why]) => ({ unit, why }))].toSorted((a, b) =>
      compareText(a.unit, b.unit),
    ),
    imported: Object.fromEntries(kept),
  };
}

function judge(unit: Unit, held: string | undefined, last: string | undefined): string {
  if (held === unit.hash) return "same";
  if (held === undefined) return last === undefined ? "take" : "removed from the library; not brought back";
  if (held === last) return "take";
  if (last === unit.hash) return "same";
  return last === undefined ? "the library has its own of this name" : "edited in the library since it was imported";
}

/** A preset's identity: its names in their order. Lists are short, so the list itself serves as the hash. */
function presetHash(preset: Preset): string {
  return preset.skills.join(" ");
}
