import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { SKILLS_FOLDER } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { SKILL_FILE } from "@yardlet/core/skill";

/**
 * The skill folders that paths name, each once: a SKILL.md means its folder; a folder without one means the skill folders in
 * it and in its `skills` folder; a folder that has neither stands for itself, so that what is missing is reported.
 * @throws DomainError `not_found` for a path where nothing lies.
 */
export async function findSkillFolders(paths: readonly string[], cwd: string): Promise<string[]> {
  const found = await Promise.all(paths.map((path) => foldersAt(resolve(cwd, path), path)));
  return [...new Set(found.flat())];
}

/** The folders in `.agents/skills`, with a SKILL.md or without; none when nothing is equipped. */
export async function equippedFolders(root: string): Promise<string[]> {
  const folder = join(root, SKILLS_FOLDER);
  const names = await readdir(folder).catch(() => []);
  const paths = names.filter((name) => !name.startsWith(".")).map((name) => join(folder, name));
  const infos = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths.filter((_, index) => infos[index]?.isDirectory());
}

async function foldersAt(path: string, asked: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined)
    throw new DomainError("not_found", `there is nothing at ${asked}; check the path`, { path: asked });
  if (!info.isDirectory()) return [skillOf(path, asked)];
  if (await hasSkillFile(path)) return [path];
  const inside = [...(await skillFoldersIn(path)), ...(await skillFoldersIn(join(path, "skills")))];
  return inside.length > 0 ? inside : [path];
}

function skillOf(path: string, asked: string): string {
  if (basename(path) === SKILL_FILE) return dirname(path);
  throw new DomainError("not_found", `${asked} is neither a skill folder nor a ${SKILL_FILE}; name one of them`, {
    path: asked,
  });
}

async function skillFoldersIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const folders = names.map((name) => join(folder, name));
  const have = await Promise.all(folders.map(hasSkillFile));
  return folders.filter((_, index) => have[index]);
}

async function hasSkillFile(folder: string): Promise<boolean> {
  const info = await stat(join(folder, SKILL_FILE)).catch(() => undefined);
  return info?.isFile() === true;
}
