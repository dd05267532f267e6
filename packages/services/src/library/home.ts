import { readLibrary, type Library } from "@yardlet/core/library";
import type { SkillFile } from "@yardlet/core/skill";
import { createBareRepo, openRepo, readLibraryFiles, type GitRepo } from "@yardlet/repo";
import path from "node:path";
import type { ServiceContext } from "../context.ts";

interface Stop {
  signal: AbortSignal;
}

/** The team's library: a bare repository in the data folder, made when it is not there. */
export async function openLibrary(ctx: ServiceContext, { signal }: Stop): Promise<GitRepo> {
  const folder = path.resolve(ctx.settings.dataDir, "library.git");
  await createBareRepo(folder, { signal });
  return openRepo(
    { kind: "path", path: folder },
    {
      policy: { localRoots: [path.dirname(folder)], allowFileUrls: false, allowPrivateHosts: false },
      mirrorsDir: path.join(ctx.settings.dataDir, "mirrors"),
      signal,
    },
  );
}

export async function libraryFilesOf(git: GitRepo, { signal }: Stop): Promise<SkillFile[]> {
  return git.head === undefined ? [] : readLibraryFiles(git, git.head, { signal });
}

export async function libraryOf(git: GitRepo, stop: Stop): Promise<Library> {
  return readLibrary(await libraryFilesOf(git, stop));
}

export function textFile(name: string, text: string): SkillFile {
  return { path: name, mode: "100644", bytes: new TextEncoder().encode(text) };
}
