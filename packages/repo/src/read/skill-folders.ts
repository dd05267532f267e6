import { SKILLS_FOLDER } from "@yardlet/core/equip";
import {
  SKILL_FILE,
  SKILL_LIMITS,
  type SkillFile,
  compareText,
  isFilePointer,
  isInsidePath,
} from "@yardlet/core/skill";
import { resolveLink } from "../path/link-target.ts";

/** A file of a tree, seen but not read: of a commit or of a working tree. `key` is what its reader asks for. */
export interface SeenFile {
  readonly path: string;
  readonly mode: string;
  readonly size: number | undefined;
  readonly key: string;
  readonly isUtf8: boolean;
}

/** Content by key; `undefined` when it could not be read. */
export type Contents = ReadonlyMap<string, Uint8Array>;

const SKILL_PROBLEM_RULES = [
  "no_skill_file",
  "unsafe_path",
  "link",
  "link_out",
  "file_pointer",
  "submodule",
  "too_many_files",
  "too_large",
  "unreadable",
] as const;
export type SkillProblemRule = (typeof SKILL_PROBLEM_RULES)[number];

/** These refuse a folder whole; the others leave out one entry, or only tell. */
const REFUSING: ReadonlySet<SkillProblemRule> = new Set([
  "unsafe_path",
  "link_out",
  "file_pointer",
  "too_many_files",
  "too_large",
  "unreadable",
]);

/** Something in a skill's folder that was left out, or made the whole folder unreadable. */
export interface SkillProblem {
  readonly rule: SkillProblemRule;
  readonly path: string;
  readonly message: string;
}

/**
 * What lies at `<dir>/<name>`. A `folder` has its files, in order of path, none when `refused`. A `link` has its target,
 * and `linkOf` when that is a skill of ours in `.agents/skills`: then it is no second skill. One that leads to another folder of the
 * repository has that folder's files. `other` is a file or submodule.
 */
export interface ReadSkill {
  readonly dir: string;
  readonly name: string;
  readonly kind: "folder" | "link" | "other";
  readonly files: readonly SkillFile[];
  readonly refused: boolean;
  readonly target: string | undefined;
  readonly linkOf: string | undefined;
  readonly problems: readonly SkillProblem[];
}

/** One place where a skill may lie, before anything of it is read. */
export interface SeenSkill {
  readonly dir: string;
  readonly name: string;
  readonly entries: readonly SeenFile[];
}

/** Stands for the root of the repository: a library may keep its skills there. Only folders with a SKILL.md count. */
export const ROOT_DIR = ".";

const FILE_MODES: Readonly<Record<string, SkillFile["mode"]>> = { "100644": "100644", "100755": "100755" };

/** Groups files by the skill's folder they belong to, in order of dir, then name. Hidden files beside the folders are not skills. */
export function skillsIn(files: readonly SeenFile[], dirs: readonly string[]): SeenSkill[] {
  const found = new Map<string, { dir: string; name: string; entries: SeenFile[] }>();
  for (const dir of new Set(dirs)) {
    const prefix = dir === ROOT_DIR ? "" : `${dir}/`;
    for (const file of files) {
      if (!file.path.startsWith(prefix)) continue;
      const [name = "", ...below] = file.path.slice(prefix.length).split("/");
      if (below.length === 0 && (dir === ROOT_DIR || name.startsWith("."))) continue;
      const at = `${dir}\n${name}`;
      const seen = found.get(at) ?? { dir, name, entries: [] };
      seen.entries.push(file);
      found.set(at, seen);
    }
  }
  return [...found.values()]
    .filter(
      ({ dir, name, entries }) => dir !== ROOT_DIR || entries.some(({ path }) => path === `${name}/${SKILL_FILE}`),
    )
    .toSorted((a, b) => compareText(a.dir, b.dir) || compareText(a.name, b.name));
}

/** What of a place must be read: its links, and its files unless the folder is over a limit anyway. */
export function wishesOf(seen: SeenSkill): SeenFile[] {
  const links = seen.entries.filter(({ mode }) => mode === "120000");
  return limitProblem(seen) === undefined ? [...links, ...seen.entries.filter(isFile)] : links;
}

/** Puts a place together from what was read of it. A path or link that leads out of the folder refuses the folder whole. */
export function toReadSkill(seen: SeenSkill, contents: Contents): ReadSkill {
  const { dir, name, entries } = seen;
  const whole = entries.find(({ path }) => path === joined(dir, name));
  if (whole) return toSingle(seen, whole, contents);
  // Of a blob that was left on a server the size is known only now.
  const sized = entries.map((entry) => ({
    ...entry,
    size: Math.max(contents.get(entry.key)?.length ?? 0, entry.size ?? 0),
  }));
  const limit = limitProblem({ ...seen, entries: sized });
  const problems = limit ? [limit] : entries.filter(isFile).flatMap((entry) => unreadProblem(entry, contents));
  problems.push(...entries.flatMap((entry) => entryProblem(seen, entry, contents)));
  if (!entries.some(({ path }) => path === `${joined(dir, name)}/${SKILL_FILE}`)) {
    problems.push({ rule: "no_skill_file", path: joined(dir, name), message: `the folder has no ${SKILL_FILE}` });
  }
  const refused = problems.some(({ rule }) => REFUSING.has(rule));
  const files = refused ? [] : entries.filter(isFile).flatMap((entry) => toFile(seen, entry, contents));
  return {
    dir,
    name,
    kind: "folder",
    files: files.toSorted((a, b) => compareText(a.path, b.path)),
    refused,
    target: undefined,
    linkOf: undefined,
    problems,
  };
}

function toSingle({ dir, name }: SeenSkill, entry: SeenFile, contents: Contents): ReadSkill {
  const empty = { dir, name, files: [], refused: true, linkOf: undefined, target: undefined };
  if (entry.mode !== "120000") {
    const what = entry.mode === "160000" ? "a submodule" : "a file";
    const rule = entry.mode === "160000" ? "submodule" : "no_skill_file";
    return {
      ...empty,
      kind: "other",
      problems: [{ rule, path: entry.path, message: `${what}, not a skill's folder` }],
    };
  }
  const target = linkText(contents.get(entry.key));
  const resolved = target === undefined ? undefined : resolveLink(entry.path, target);
  const linkOf = resolved?.startsWith(`${SKILLS_FOLDER}/`) && dir !== SKILLS_FOLDER ? resolved : undefined;
  const problem: SkillProblem[] =
    linkOf === undefined
      ? [
          {
            rule: resolved === undefined ? "link_out" : "link",
            path: entry.path,
            message: "a link; its target is not read",
          },
        ]
      : [];
  return { ...empty, kind: "link", refused: linkOf === undefined, target, linkOf, problems: problem };
}

function entryProblem(seen: SeenSkill, entry: SeenFile, contents: Contents): SkillProblem[] {
  const { path, mode } = entry;
  if (!entry.isUtf8 || !isInsidePath(path)) {
    return [{ rule: "unsafe_path", path, message: "not a path that can be inside the folder on every system" }];
  }
  if (mode === "160000") return [{ rule: "submodule", path, message: "submodules are not read" }];
  if (mode !== "120000") return [];
  const target = linkText(contents.get(entry.key));
  const resolved = target === undefined ? undefined : resolveLink(path, target);
  return resolved?.startsWith(`${joined(seen.dir, seen.name)}/`)
    ? [{ rule: "link", path, message: "links inside a skill are not read" }]
    : [{ rule: "link_out", path, message: "the link leads out of the skill's folder" }];
}

function unreadProblem({ path, key }: SeenFile, contents: Contents): SkillProblem[] {
  const bytes = contents.get(key);
  if (bytes && path.endsWith(`/${SKILL_FILE}`) && isFilePointer(bytes)) {
    const message = "only the pointer of a file in Git LFS; put the file itself into git";
    return [{ rule: "file_pointer", path, message }];
  }
  if (bytes) return [];
  return [{ rule: "unreadable", path, message: "the content could not be read" }];
}

function limitProblem({ dir, name, entries }: SeenSkill): SkillProblem | undefined {
  const path = joined(dir, name);
  if (entries.length > SKILL_LIMITS.folderFiles) {
    const message = `${entries.length} files; a skill has at most ${SKILL_LIMITS.folderFiles}`;
    return { rule: "too_many_files", path, message };
  }
  const skillFile = entries.find((entry) => entry.path === `${path}/${SKILL_FILE}`);
  if ((skillFile?.size ?? 0) > SKILL_LIMITS.skillFileBytes) {
    const message = `${skillFile?.size} bytes; a ${SKILL_FILE} has at most ${SKILL_LIMITS.skillFileBytes}`;
    return { rule: "too_large", path: `${path}/${SKILL_FILE}`, message };
  }
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  if (bytes <= SKILL_LIMITS.folderBytes) return undefined;
  return { rule: "too_large", path, message: `${bytes} bytes; a skill has at most ${SKILL_LIMITS.folderBytes}` };
}

function toFile({ dir, name }: SeenSkill, entry: SeenFile, contents: Contents): SkillFile[] {
  const bytes = contents.get(entry.key);
  const mode = FILE_MODES[entry.mode];
  if (bytes === undefined || mode === undefined) return [];
  return [{ path: entry.path.slice(joined(dir, name).length + 1), mode, bytes }];
}

function isFile({ mode }: SeenFile): boolean {
  return FILE_MODES[mode] !== undefined;
}

function joined(dir: string, name: string): string {
  return dir === ROOT_DIR ? name : `${dir}/${name}`;
}

function linkText(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
