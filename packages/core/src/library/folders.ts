import { compareText } from "../skill/order.ts";
import { SKILL_FILE } from "../skill/parse.ts";
import type { SkillFile } from "../skill/types.ts";
import { PRESETS_FOLDER } from "./preset-file.ts";

const SKILLS_FOLDER = "skills";

/** A skill folder of a library: `path` from the library's root, `files` with paths relative to the folder, in order of path. */
export interface LibraryFolder {
  name: string;
  path: string;
  files: SkillFile[];
}

/** The files of a library: its skill folders, those in `skills/` first, and the files in none of them. */
export interface LibraryFiles {
  folders: LibraryFolder[];
  loose: SkillFile[];
}

/**
 * Sorts the files of a library into skill folders: every folder in `skills/`, and those at the root that hold a SKILL.md.
 * Folders whose name begins with a dot belong to other tools. The result does not depend on the order of `files`.
 */
export function sortIntoFolders(files: readonly SkillFile[]): LibraryFiles {
  const skillFiles = new Set(files.map(({ path }) => path).filter((path) => path.endsWith(`/${SKILL_FILE}`)));
  const byPath = files.toSorted((a, b) => compareText(a.path, b.path));
  const groups = Map.groupBy(byPath, ({ path }) => folderOf(path, skillFiles));
  const folders = [...groups].flatMap(([path, group]) => (path === undefined ? [] : [toFolder(path, group)]));
  const inSkills = ({ path }: LibraryFolder) => path.includes("/");
  return {
    folders: [...folders.filter(inSkills), ...folders.filter((folder) => !inSkills(folder))],
    loose: groups.get(undefined) ?? [],
  };
}

function toFolder(path: string, files: readonly SkillFile[]): LibraryFolder {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    name,
    path,
    files: files.map((file) => ({ ...file, path: file.path.slice(path.length + 1) })),
  };
}

function folderOf(path: string, skillFiles: ReadonlySet<string>): string | undefined {
  const [first = "", second = "", third] = path.split("/", 3);
  if (first === "" || first.startsWith(".") || first === PRESETS_FOLDER) return undefined;
  if (first === SKILLS_FOLDER) return third === undefined || second.startsWith(".") ? undefined : `${first}/${second}`;
  return skillFiles.has(`${first}/${SKILL_FILE}`) ? first : undefined;
}
