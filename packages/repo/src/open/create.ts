import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf, writeFailure } from "../disk/errno.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";

/** Makes an empty bare repository with the branch `main`, complete or not at all. One that lies there already stays as it is. */
export async function createBareRepo(path: string, options: CallOptions = {}): Promise<void> {
  const unfinished = `${path}.unfinished-${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await runGit({
      ...options,
      args: ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", "--", unfinished],
    });
    await rename(unfinished, path);
  } catch (error) {
    const code = errnoOf(error) ?? "";
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw writeFailure(error, path);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
