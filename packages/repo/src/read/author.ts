import { askGit } from "../git/run.ts";
import type { CallOptions } from "../git/process.ts";
import type { GitRepo } from "../open/repo.ts";

/** Who made the newest commit at or before `commit` that touched the path, by name; `undefined` when no commit did. */
export async function lastAuthor(
  repo: GitRepo,
  commit: string,
  path: string,
  calls: CallOptions = {},
): Promise<string | undefined> {
  const args = ["log", "-1", "--format=%an", commit, "--", path];
  const name = await askGit({ ...calls, gitDir: repo.gitDir, args });
  return name === "" ? undefined : name;
}
