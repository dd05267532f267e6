import { stat } from "node:fs/promises";
import { parse, resolve } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { type GitRepo, findRepoRoot, openRepo } from "@yardlet/repo";
import type { Environment } from "../env.ts";

/**
 * The repository that `--repo`, or else the current folder, lies in.
 * @throws DomainError `not_found` when there is no such folder or no repository around it.
 */
export async function findRepository(option: string | undefined, environment: Environment): Promise<string> {
  const folder = resolve(environment.cwd, option ?? ".");
  const info = await stat(folder).catch(() => undefined);
  const root = info?.isDirectory() === true ? await findRepoRoot(folder) : undefined;
  if (root !== undefined) return root;
  const remedy = info === undefined ? "check the path" : 'run "git init" there, or name a repository with --repo';
  throw new DomainError("not_found", `there is no git repository at ${folder}; ${remedy}`, { path: folder });
}

/** Opens a repository of the person who runs the command: whatever they may read, Yardlet may. */
export function openLocal(root: string, environment: Environment): Promise<GitRepo> {
  const policy = { localRoots: [parse(root).root], allowFileUrls: false, allowPrivateHosts: false };
  return openRepo({ kind: "path", path: root }, { policy, mirrorsDir: resolve(environment.home, ".yard", "mirrors") });
}
