import { parseSignals } from "../classify/signals-file.ts";
import type { Signal } from "../classify/types.ts";
import { isInsidePath } from "../skill/paths.ts";
import { compareText } from "../skill/order.ts";
import { compareFindings } from "../skill/rules.ts";
import type { Finding, SkillFile } from "../skill/types.ts";
import { decodeText } from "../skill/utf8.ts";
import { CATALOG_FILE, type ParsedCatalog, parseCatalog, writeCatalog } from "./catalog.ts";
import { type LibraryFolder, sortIntoFolders } from "./folders.ts";
import { findCollisions, findDisagreements, findGaps, mergePresets, mergeSkill } from "./merge.ts";
import { parsePreset, presetNameOf } from "./preset-file.ts";
import { type FolderSkill, readFolder } from "./read-skill.ts";
import type { Library, Preset } from "./types.ts";

/** The team's own signals, beside the catalog. */
export const SIGNALS_FILE = "signals.yaml";

/**
 * Reads a library from its files, with paths from its root. Never throws: what cannot be used is left out and is a finding.
 * Every skill that a preset names is either in `skills` or in `gaps`. The order of `files` does not matter.
 */
export function readLibrary(files: readonly SkillFile[]): Library {
  const { folders, loose } = sortIntoFolders(files);
  const texts = readTexts(loose);
  const read = readFolders(folders);
  const named = readPresets(texts.of);
  const catalog = readCatalog(texts.of.get(CATALOG_FILE), read.skills);
  const own = readSignals(texts.of.get(SIGNALS_FILE));

  const presets = mergePresets(named.presets, catalog.entries);
  const lines = new Map(catalog.entries.map((entry) => [entry.name, entry]));
  const skills = read.skills.map((skill) => mergeSkill(skill, lines.get(skill.name), presets));
  const disagreements = catalog.isThere ? findDisagreements(skills, catalog.entries, read.leftOut) : [];
  const collisions = findCollisions(skills, presets);
  const sources = [texts, read, named, catalog, own];
  return {
    skills,
    presets,
    gaps: findGaps(presets, new Set(skills.map(({ name }) => name))),
    findings: [...sources.flatMap(({ findings }) => findings), ...disagreements, ...collisions].toSorted(
      compareFindings,
    ),
    signals: own.signals,
  };
}

/** The catalog.tsv that says what the library is: tiers and triggers as read, descriptions from SKILL.md. */
export function regenerateCatalog(library: Library): string {
  return writeCatalog(library.skills);
}

/** The text files beside the skills, by path. Order of the paths is that of the files. */
function readTexts(files: readonly SkillFile[]): { of: Map<string, string>; findings: Finding[] } {
  const of = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { path, bytes } of files) {
    if (!isInsidePath(path)) findings.push(refusePath(path));
    else if (path === CATALOG_FILE || path === SIGNALS_FILE || presetNameOf(path) !== undefined) {
      const { text, valid } = decodeText(bytes);
      if (!valid) findings.push(garbled(path));
      of.set(path, text);
    }
  }
  return { of, findings };
}

function readFolders(folders: readonly LibraryFolder[]) {
  const groups = [...Map.groupBy(folders, ({ name }) => name)];
  const read = groups.flatMap(([name, [first]]) => (first === undefined ? [] : [{ name, ...readFolder(first) }]));
  return {
    skills: read.flatMap(({ skill }) => skill ?? []).toSorted((a, b) => compareText(a.name, b.name)),
    leftOut: new Set(read.filter(({ skill }) => skill === undefined).map(({ name }) => name)),
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...groups.flatMap(([, all]) => all.slice(1).map(secondFolder)),
    ],
  };
}

function readPresets(texts: ReadonlyMap<string, string>): {
  presets: Preset[];
  findings: Finding[];
} {
  const parsed = [...texts].flatMap(([path, text]) => {
    const name = presetNameOf(path);
    return name === undefined ? [] : [parsePreset(name, text)];
  });
  return {
    presets: parsed.flatMap(({ preset }) => preset ?? []),
    findings: parsed.flatMap(({ findings }) => findings),
  };
}

function readCatalog(text: string | undefined, skills: readonly FolderSkill[]): ParsedCatalog & { isThere: boolean } {
  if (text !== undefined) return { ...parseCatalog(text), isThere: true };
  return { entries: [], findings: skills.length > 0 ? [NO_CATALOG] : [], isThere: false };
}

function readSignals(text: string | undefined): { signals: Signal[]; findings: Finding[] } {
  return text === undefined ? { signals: [], findings: [] } : parseSignals(text);
}

const NO_CATALOG: Finding = {
  rule: "catalog-missing",
  severity: "warning",
  message:
    "there is no catalog.tsv, so tiers come from the presets alone; Yardlet writes it when it writes the library",
  file: CATALOG_FILE,
};

function refusePath(path: string): Finding {
  const message = `the path ${JSON.stringify(path)} does not stay inside the library; remove the file`;
  return { rule: "library-path", severity: "error", message, file: path };
}

function garbled(path: string): Finding {
  return {
    rule: "library-encoding",
    severity: "warning",
    message: "the file is not valid UTF-8; save it as UTF-8",
    file: path,
  };
}

function secondFolder({ name, path }: LibraryFolder): Finding {
  const message = `${path} is left out: skills/${name} has the same name; keep one of them`;
  return { rule: "library-duplicate", severity: "error", message, file: path };
}
