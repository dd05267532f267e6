import { stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { type Library, type LibrarySkill, type Preset, readLibrary } from "@yardlet/core/library";
import { type Finding, compareText } from "@yardlet/core/skill";
import { BUILT_IN_LIBRARY } from "../built-in.ts";
import type { Environment } from "../env.ts";
import { readLibraryFolder } from "@yardlet/repo";

/** A skill together with the folder it lies in. */
export interface ShelvedSkill extends LibrarySkill {
  folder: string;
}

/** Everything that may be equipped here: one library, or the person's own before the built-in one. */
export interface Shelf {
  skills: ShelvedSkill[];
  presets: Preset[];
  signals: Library["signals"];
  /** Where it was read from, first the one that wins. */
  roots: string[];
  notes: string[];
}

/**
 * Reads the library that `skill_library` names, from the repo's root; without one the person's `~/.yard/skills`, if it is
 * there, and the built-in library. Of two skills of one name the first counts; presets of one name are united.
 * @throws DomainError `not_found` when `skill_library` names nothing.
 */
export async function loadShelf(setting: string | undefined, root: string, environment: Environment): Promise<Shelf> {
  const roots =
    setting === undefined ? await defaultRoots(environment) : [await settingRoot(setting, root, environment)];
  const libraries = await Promise.all(
    roots.map(async (at) => ({ at, library: readLibrary(await readLibraryFolder(at)) })),
  );
  const notes = libraries.flatMap(({ at, library }) => library.findings.flatMap((finding) => noteOf(at, finding)));
  if (setting === undefined && !roots.includes(BUILT_IN_LIBRARY)) {
    notes.push(`the built-in library is missing at ${BUILT_IN_LIBRARY}; install Yardlet again, or set skill_library`);
  }
  const skills = new Map<string, ShelvedSkill>();
  const presets = new Map<string, Set<string>>();
  for (const { at, library } of libraries) {
    for (const skill of library.skills) if (!skills.has(skill.name)) skills.set(skill.name, await shelve(skill, at));
    for (const { name, skills: names } of library.presets)
      presets.set(name, new Set([...(presets.get(name) ?? []), ...names]));
  }
  return {
    skills: [...skills.values()].toSorted((a, b) => compareText(a.name, b.name)),
    presets: [...presets]
      .map(([name, names]) => ({ name, skills: [...names].toSorted(compareText) }))
      .toSorted((a, b) => compareText(a.name, b.name)),
    signals: libraries.flatMap(({ library }) => library.signals),
    roots,
    notes,
  };
}

async function defaultRoots({ home }: Environment): Promise<string[]> {
  const roots = [join(home, ".yard", "skills"), BUILT_IN_LIBRARY];
  const there = await Promise.all(roots.map(isFolder));
  return roots.filter((_, index) => there[index]);
}

async function settingRoot(setting: string, root: string, { home }: Environment): Promise<string> {
  const path = setting === "~" || setting.startsWith("~/") ? join(home, setting.slice(1)) : setting;
  const library = isAbsolute(path) ? path : resolve(root, path);
  if (await isFolder(library)) return library;
  throw new DomainError(
    "not_found",
    `skill_library in .agents/yardlet.yaml names ${library}, where no folder lies; correct it`,
    {
      path: library,
    },
  );
}

const SKILLS = "skills";

async function shelve(skill: LibrarySkill, root: string): Promise<ShelvedSkill> {
  const usual = join(root, SKILLS, skill.name);
  return { ...skill, folder: (await isFolder(usual)) ? usual : join(root, skill.name) };
}

/** What keeps a part of the library from being used is said; that a catalog is out of date is the library's own business. */
function noteOf(root: string, { severity, file, line, message }: Finding): string[] {
  if (severity !== "error") return [];
  return [`library ${root}: ${file}${line === undefined ? "" : `:${line}`}: ${message}`];
}

async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() === true;
}
