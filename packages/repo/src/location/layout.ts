import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** The folders of one repository on disk. All paths are real: no link is left in them. */
export interface GitLayout {
  /** What git calls the git directory: HEAD and the index of this work tree. */
  readonly gitDir: string;
  /** Objects and branches, shared by all work trees. */
  readonly commonDir: string;
  /** `undefined` for a bare repository. */
  readonly workTree: string | undefined;
}

const POINTER_BYTES = 4096;

/**
 * Finds the git folders of `folder` without asking git, which would look further up and read settings on its way.
 * `undefined` when the folder is neither the top of a work tree nor a bare repository.
 */
export async function findLayout(folder: string): Promise<GitLayout | undefined> {
  const top = await realpath(folder);
  const pointed = await gitDirOf(join(top, ".git"));
  if (pointed !== undefined) return withCommonDir(pointed, top);
  if (basename(top).toLowerCase() === ".git") return undefined;
  return (await isGitDir(top)) ? withCommonDir(top, undefined) : undefined;
}

/** The top of the work tree, or the bare repository, that `folder` lies in; for commands started deep inside one. */
export async function findRepoRoot(folder: string): Promise<string | undefined> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if ((await findLayout(at)) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function gitDirOf(dotGit: string): Promise<string | undefined> {
  const info = await lstat(dotGit).catch(() => undefined);
  if (info === undefined) return undefined;
  const target = info.isFile() && info.size <= POINTER_BYTES ? await readPointer(dotGit) : dotGit;
  const gitDir = target === undefined ? undefined : await realpath(target).catch(() => undefined);
  return gitDir !== undefined && (await isGitDir(gitDir)) ? gitDir : undefined;
}

async function readPointer(file: string): Promise<string | undefined> {
  const target = /^gitdir: (.+?)\r?\n?$/.exec(await readFile(file, "utf8"))?.[1];
  return target === undefined ? undefined : resolve(dirname(file), target);
}

async function isGitDir(folder: string): Promise<boolean> {
  const common = await commonDirOf(folder);
  const [head, objects, refs] = await Promise.all([
    lstat(join(folder, "HEAD")).catch(() => undefined),
    stat(join(common, "objects")).catch(() => undefined),
    stat(join(common, "refs")).catch(() => undefined),
  ]);
  return head !== undefined && objects?.isDirectory() === true && refs?.isDirectory() === true;
}

async function withCommonDir(gitDir: string, workTree: string | undefined): Promise<GitLayout> {
  return { gitDir, commonDir: await realpath(await commonDirOf(gitDir)), workTree };
}

async function commonDirOf(gitDir: string): Promise<string> {
  const file = join(gitDir, "commondir");
  const info = await lstat(file).catch(() => undefined);
  if (info === undefined || !info.isFile() || info.size > POINTER_BYTES) return gitDir;
  return resolve(gitDir, (await readFile(file, "utf8")).replace(/\r?\n$/, ""));
}
