import { lstat, mkdir, readFile, readlink, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { linkTarget, skillFolder } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { withLock } from "../lock/lock.ts";
import type { GitRepo } from "../open/repo.ts";

/** A skill together with the folder of the library it lies in. */
export interface LinkableSkill {
  name: string;
  folder: string;
}

/** A link of one working tree. `path` is from its root. */
export interface LocalLink {
  path: string;
  target: string;
}

/** The skills among these whose folder in `.agents/skills` is a link to the library's own. */
export async function linkedSkills<S extends LinkableSkill>(root: string, skills: readonly S[]): Promise<S[]> {
  const linked = await Promise.all(skills.map(({ name, folder }) => isLinkTo(join(root, skillFolder(name)), folder)));
  return skills.filter((_, index) => linked[index]);
}

/**
 * Links skills into the library's folder, in this working tree only: a link out of the repository would lead nowhere in every
 * other clone, so git is told to ignore it here. All or nothing; what is linked already stays.
 * @throws DomainError `refused` where something else lies in a link's place, or there is no working tree.
 */
export async function linkSkills(
  repo: GitRepo,
  skills: readonly LinkableSkill[],
  linkFolders: readonly string[],
): Promise<LocalLink[]> {
  const root = requireWorkTree(repo);
  const wished = skills.flatMap(({ name, folder }) => [
    { path: skillFolder(name), target: folder },
    ...linkFolders.map((above) => ({ path: `${above}/${name}`, target: linkTarget(above, name) })),
  ]);
  return withLock(repo.lockPath, {}, async () => {
    const made: LocalLink[] = [];
    for (const link of wished) if (await isFree(root, link)) made.push(link);
    await editExclude(repo, (lines) => [...lines, ...made.map(excludeLine).filter((line) => !lines.includes(line))]);
    for (const { path, target } of made) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await symlink(target, join(root, path), "dir");
    }
    return made;
  });
}

/** Takes back the links that `linkSkills` made for these names. */
export async function unlinkSkills(
  repo: GitRepo,
  names: readonly string[],
  linkFolders: readonly string[],
): Promise<string[]> {
  const root = repo.workTree;
  if (root === undefined) return [];
  return withLock(repo.lockPath, {}, () => removeLinks(repo, root, names, linkFolders));
}

async function removeLinks(
  repo: GitRepo,
  root: string,
  names: readonly string[],
  linkFolders: readonly string[],
): Promise<string[]> {
  const excluded = await readExclude(repo);
  const removed: string[] = [];
  for (const name of names) {
    for (const path of [skillFolder(name), ...linkFolders.map((above) => `${above}/${name}`)]) {
      const info = await lstat(join(root, path)).catch(() => undefined);
      if (info?.isSymbolicLink() !== true || !excluded.includes(excludeLine({ path }))) continue;
      await rm(join(root, path));
      removed.push(path);
    }
  }
  const gone = new Set(removed.map((path) => excludeLine({ path })));
  if (removed.length > 0) await editExclude(repo, (lines) => lines.filter((line) => !gone.has(line)));
  return removed;
}

async function isFree(root: string, { path, target }: LocalLink): Promise<boolean> {
  const at = join(root, path);
  const above = await nearestFolder(dirname(at));
  const way = relative(await realpath(root), await realpath(above));
  if (way === ".." || way.startsWith(`..${sep}`)) {
    throw new DomainError("refused", `${path} is not linked: a folder above it leads out of the repository`, { path });
  }
  const info = await lstat(at).catch(() => undefined);
  if (info === undefined) return true;
  if (info.isSymbolicLink() && (await readlink(at)) === target) return false;
  throw new DomainError("refused", `${path} is not linked: something lies there; move it away first`, { path });
}

async function nearestFolder(path: string): Promise<string> {
  const info = await lstat(path).catch(() => undefined);
  return info === undefined ? nearestFolder(dirname(path)) : path;
}

async function isLinkTo(path: string, folder: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  if (info?.isSymbolicLink() !== true) return false;
  const [real, wanted] = await Promise.all([path, folder].map((at) => realpath(at).catch(() => undefined)));
  return real !== undefined && real === wanted;
}

function requireWorkTree({ workTree }: GitRepo): string {
  if (workTree !== undefined) return workTree;
  throw new DomainError("refused", "a bare repository has no working tree to link in; equip without --link");
}

function excludeLine({ path }: Pick<LocalLink, "path">): string {
  return `/${path}`;
}

function excludeFile({ commonDir }: GitRepo): string {
  return join(commonDir, "info", "exclude");
}

async function readExclude(repo: GitRepo): Promise<string[]> {
  const text = await readFile(excludeFile(repo), "utf8").catch(() => "");
  return text.split(/\r?\n/).filter((line, index, lines) => line !== "" || index < lines.length - 1);
}

async function editExclude(repo: GitRepo, edit: (lines: string[]) => string[]): Promise<void> {
  const lines = await readExclude(repo);
  const next = edit(lines);
  if (next.length === lines.length) return;
  await mkdir(dirname(excludeFile(repo)), { recursive: true });
  await writeFile(excludeFile(repo), next.map((line) => `${line}\n`).join(""));
}
