import { compareText } from "../skill/order.ts";
import type { Finding } from "../skill/types.ts";
import { CATALOG_FILE, type CatalogLine } from "./catalog.ts";
import { resolvePreset } from "./presets-vocabulary.ts";
import type { FolderSkill } from "./read-skill.ts";
import type { LibraryGap, LibrarySkill, Preset, Tier } from "./types.ts";

const CORE = "core";

/**
 * The presets of a library: what its files name, what its catalog names, and every skill of tier `core` in `core`. Names of
 * older libraries are resolved. In order of name.
 */
export function mergePresets(files: readonly Preset[], catalog: readonly CatalogLine[]): Preset[] {
  const members = new Map<string, Set<string>>();
  const add = (name: string, skills: readonly string[]) => {
    for (const preset of resolvePreset(name)) {
      const known = members.get(preset) ?? new Set();
      members.set(preset, new Set([...known, ...skills]));
    }
  };
  for (const { name, skills } of files) add(name, skills);
  for (const { name, tier, presets } of catalog)
    for (const preset of tier === "core" ? [CORE, ...presets] : presets) add(preset, [name]);
  return [...members]
    .map(([name, skills]) => ({ name, skills: [...skills].toSorted(compareText) }))
    .toSorted((a, b) => compareText(a.name, b.name));
}

/** Joins a folder with its catalog line. Without a line the presets decide the tier; SKILL.md's description wins. */
export function mergeSkill(
  folder: FolderSkill,
  line: CatalogLine | undefined,
  presets: readonly Preset[],
): LibrarySkill {
  const named = presets.filter(({ skills }) => skills.includes(folder.name)).map(({ name }) => name);
  return {
    ...folder,
    tier: line?.tier ?? tierOf(named),
    presets: named,
    triggers: line?.triggers ?? [],
  };
}

function tierOf(presets: readonly string[]): Tier {
  if (presets.includes(CORE)) return "core";
  return presets.length > 0 ? "preset" : "opt_in";
}

/** Skills that a preset names and the library does not have, in order of preset, then skill. */
export function findGaps(presets: readonly Preset[], skills: ReadonlySet<string>): LibraryGap[] {
  return presets.flatMap(({ name, skills: named }) =>
    named.filter((skill) => !skills.has(skill)).map((skill) => ({ preset: name, skill })),
  );
}

/** Where catalog and folders disagree. `leftOut` are the folders that have findings of their own. */
export function findDisagreements(
  skills: readonly LibrarySkill[],
  catalog: readonly CatalogLine[],
  leftOut: ReadonlySet<string>,
): Finding[] {
  const lines = new Map(catalog.map((line) => [line.name, line]));
  const names = new Set(skills.map(({ name }) => name));
  const findings: Finding[] = [];
  for (const { name, line } of catalog) {
    if (!names.has(name) && !leftOut.has(name))
      findings.push(
        warn(
          "catalog-no-folder",
          `${name} has a line and no folder; add skills/${name}/SKILL.md or remove the line`,
          line,
        ),
      );
  }
  for (const { name, description } of skills) {
    const line = lines.get(name);
    if (line === undefined) findings.push(warn("catalog-no-line", `${name} has a folder and no line; ${REGENERATE}`));
    else if (oneLine(line.description) !== oneLine(description))
      findings.push(
        warn(
          "catalog-description",
          `the description of ${name} differs from its SKILL.md, which counts; ${REGENERATE}`,
          line.line,
        ),
      );
  }
  return findings;
}

/** Names that a preset and a skill share, though `equip` takes either. */
export function findCollisions(skills: readonly LibrarySkill[], presets: readonly Preset[]): Finding[] {
  const names = new Set(presets.map(({ name }) => name));
  return skills
    .filter(({ name }) => names.has(name))
    .map(({ name }) => {
      const message = `${name} is the name of a skill and of a preset; rename one, until then "equip ${name}" takes the skill`;
      return {
        rule: "library-name-collision",
        severity: "warning",
        message,
        file: `presets/${name}.skills`,
      };
    });
}

const REGENERATE = "Yardlet writes the catalog anew when it writes the library";

function warn(rule: string, message: string, line?: number): Finding {
  const finding: Finding = { rule, severity: "warning", message, file: CATALOG_FILE };
  return line === undefined ? finding : { ...finding, line };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
