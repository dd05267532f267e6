import type { Detection } from "../classify/types.ts";
import { resolvePreset } from "../library/presets-vocabulary.ts";
import type { LibrarySkill, Preset } from "../library/types.ts";
import { compareText } from "../skill/order.ts";
import type { ManifestEntry, Wanted, Why } from "./types.ts";

/** What equipping has to know about a skill of the library. */
export type OfferedSkill = Pick<
  LibrarySkill,
  "name" | "tier" | "presets" | "description" | "contentHash" | "treeHash"
> & {
  version: number;
  /** Set for one that is offered no more; it stays where it lies. */
  deprecated?: Deprecation;
};

/** What to use in its place, where somebody has said so. */
export interface Deprecation {
  replacedBy: string | null;
}

/** A skill that the library has and offers no more. */
export interface RetiredSkill extends Deprecation {
  name: string;
}

/** What people decided for one repo: its `yardlet.yaml` together with the choices made on its page. */
export interface Choices {
  picks: readonly string[];
  vetoes: readonly string[];
  presetAdds: readonly string[];
  presetVetoes: readonly string[];
}

export interface AppliedPreset {
  preset: string;
  because: "always" | "detected" | "added";
}

/** Something asked for that the library does not have. `skill` and `preset` name what asks, as far as there is one. */
export interface EquipGap {
  preset?: string;
  skill?: string;
  why: string;
}

/** A vetoed skill, with what would want it otherwise. */
export interface VetoedSkill {
  name: string;
  why: Why[];
}

/** What a repo should carry and why. All lists are in order of name. */
export interface WantedSet {
  presets: AppliedPreset[];
  wanted: Wanted[];
  /** Named only by presets that are *likely* here: shown, never equipped without a person's word. */
  offered: Wanted[];
  gaps: EquipGap[];
  vetoed: VetoedSkill[];
  retired: RetiredSkill[];
}

/** The preset that always applies: it says nothing of the kind of a repo. */
export const CORE = "core";

/**
 * The wanted set: `core`, the presets detected as certain and those added by hand, and explicit picks, minus vetoes.
 * A `likely` preset only offers. An `opt_in` skill comes by pick alone, an `internal` one never. A veto wins over everything
 * but `core`, which always applies: its skills are vetoed one by one.
 * A deprecated skill is not offered: a preset that names it asks for nothing, a pick of it is a gap.
 * A name the library lacks is a gap, never dropped. The order of the input does not matter.
 */
export function wantedSkills(input: {
  detections: readonly Detection[];
  presets: readonly Preset[];
  skills: readonly OfferedSkill[];
  choices: Choices;
}): WantedSet {
  const { detections } = input;
  const choices = withPresentNames(input.choices);
  const members = membersByPreset(input.presets, input.skills);
  const presets = appliedPresets(detections, choices);
  const applied = new Set(presets.map(({ preset }) => preset));
  const likely = detections.map(({ preset }) => preset).filter((preset) => !applied.has(preset));

  const asked = reasonsByName(members, applied);
  for (const name of choices.picks) addTo(asked, name, "pick");
  const offers = reasonsByName(members, new Set(likely.filter((preset) => !choices.presetVetoes.includes(preset))));

  const skills = new Map(input.skills.map((skill) => [skill.name, skill]));
  const vetoes = new Set(choices.vetoes);
  return {
    presets,
    wanted: [...asked].flatMap(([name, why]) => (vetoes.has(name) ? [] : take(skills.get(name), why))).toSorted(byName),
    offered: [...offers]
      .flatMap(([name, why]) => (vetoes.has(name) || asked.has(name) ? [] : take(skills.get(name), why)))
      .toSorted(byName),
    gaps: [
      ...nothingDetected(detections, choices),
      ...unknownPresets(choices, members),
      ...[...asked].flatMap(([name, why]) => (vetoes.has(name) ? [] : gapsOf(name, why, skills.get(name)))),
    ].toSorted(byGap),
    vetoed: [...vetoes].map((name) => ({ name, why: sortedWhy(asked.get(name) ?? []) })).toSorted(byName),
    retired: input.skills
      .flatMap(({ name, deprecated }) => (deprecated ? [{ name, ...deprecated }] : []))
      .toSorted(byName),
  };
}

/**
 * The number of a library skill in file mode. The library's own number counts; without one, content already placed keeps its
 * number and new content gets the next. Provisional: a server matches by content hash at the first sync.
 */
export function provisionalVersion(
  skill: Pick<LibrarySkill, "version" | "contentHash">,
  entry: ManifestEntry | undefined,
): number {
  if (skill.version !== undefined) return skill.version;
  if (!entry) return 1;
  return entry.hash === skill.contentHash ? entry.version : entry.version + 1;
}

/** Presets are chosen by the names of today or by those of older libraries. */
function withPresentNames(choices: Choices): Choices {
  const { presetAdds, presetVetoes } = choices;
  return {
    ...choices,
    presetAdds: presetAdds.flatMap(resolvePreset),
    presetVetoes: presetVetoes.flatMap(resolvePreset),
  };
}

function appliedPresets(detections: readonly Detection[], choices: Choices): AppliedPreset[] {
  const because = new Map<string, AppliedPreset["because"]>();
  for (const preset of choices.presetAdds) because.set(preset, "added");
  for (const { preset, confidence } of detections) if (confidence === "certain") because.set(preset, "detected");
  for (const preset of choices.presetVetoes) because.delete(preset);
  because.set(CORE, "always");
  return [...because]
    .map(([preset, why]) => ({ preset, because: why }))
    .toSorted((a, b) => compareText(a.preset, b.preset));
}

/** Which skills belong to each preset: its own list, and every skill whose catalog line names it. */
function membersByPreset(presets: readonly Preset[], skills: readonly OfferedSkill[]): Map<string, Set<string>> {
  const members = new Map(presets.map(({ name, skills: names }) => [name, new Set(names)]));
  for (const skill of skills) {
    for (const preset of skill.tier === "core" ? [CORE, ...skill.presets] : skill.presets)
      addTo(members, preset, skill.name);
  }
  return members;
}

function reasonsByName(members: Map<string, Set<string>>, presets: ReadonlySet<string>): Map<string, Set<Why>> {
  const reasons = new Map<string, Set<Why>>();
  for (const preset of presets) for (const name of members.get(preset) ?? []) addTo(reasons, name, `preset:${preset}`);
  return reasons;
}

function take(skill: OfferedSkill | undefined, why: ReadonlySet<Why>): Wanted[] {
  if (!skill || !isOffered(skill, why)) return [];
  const { name, version, contentHash, treeHash, description } = skill;
  return [{ name, version, contentHash, treeHash, description, why: sortedWhy(why) }];
}

function isOffered(skill: OfferedSkill, why: ReadonlySet<Why>): boolean {
  if (skill.tier === "internal" || skill.deprecated) return false;
  return skill.tier !== "opt_in" || why.has("pick");
}

function gapsOf(name: string, why: ReadonlySet<Why>, skill: OfferedSkill | undefined): EquipGap[] {
  if (!skill) {
    return sortedWhy(why).map((reason) =>
      reason === "pick"
        ? { skill: name, why: `${name} is picked, but the library does not have it` }
        : {
            preset: presetOf(reason),
            skill: name,
            why: `preset ${presetOf(reason)} names ${name}, which no library has`,
          },
    );
  }
  if (!why.has("pick")) return [];
  if (skill.deprecated) return [{ skill: name, why: `${name} is picked, but it is deprecated; ${remedyOf(skill)}` }];
  if (skill.tier !== "internal") return [];
  return [{ skill: name, why: `${name} is picked, but it is internal to the library and is not offered` }];
}

/** What to do instead of using a deprecated skill. */
export function remedyOf({ name, deprecated }: { name: string; deprecated?: Deprecation | undefined }): string {
  const { replacedBy } = deprecated ?? { replacedBy: null };
  return replacedBy === null ? `unequip ${name}` : `use ${replacedBy}`;
}

function nothingDetected(detections: readonly Detection[], choices: Choices): EquipGap[] {
  const known = detections.some(({ preset }) => preset !== CORE) || choices.presetAdds.length > 0;
  return known ? [] : [{ why: "no preset was detected, so core alone applies; add one under presets.add" }];
}

function unknownPresets(choices: Choices, members: Map<string, Set<string>>): EquipGap[] {
  return [...new Set(choices.presetAdds)]
    .filter((preset) => !members.has(preset) && !choices.presetVetoes.includes(preset))
    .map((preset) => ({ preset, why: `preset ${preset} is added by hand, but the library has no such preset` }));
}

function presetOf(why: Why): string {
  return why.slice("preset:".length);
}

function sortedWhy(why: Iterable<Why>): Why[] {
  return [...why].toSorted(compareText);
}

function addTo<V>(sets: Map<string, Set<V>>, key: string, value: V) {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

function byName(a: { name: string }, b: { name: string }): number {
  return compareText(a.name, b.name);
}

function byGap(a: EquipGap, b: EquipGap): number {
  return compareText(a.skill ?? "", b.skill ?? "") || compareText(a.preset ?? "", b.preset ?? "");
}
