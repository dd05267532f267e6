import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { writeFailure } from "../disk/errno.ts";
import { inTemporaryFolder } from "../disk/temporary-folder.ts";
import { nullId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { askGit, runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import { type Author, YARDLET } from "./change.ts";
import type { Effect } from "./effects.ts";

/** A repository's object store: all that is needed to make a commit that no branch knows of yet. */
export type ObjectStore = Pick<GitRepo, "gitDir" | "objectFormat">;

export interface CommitFacts {
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Author;
  readonly at: Date;
}

/** Stores contents as blobs, byte for byte: no filter, no change of line ends. */
export async function storeBlobs(
  { gitDir }: ObjectStore,
  contents: readonly Uint8Array[],
  expected: readonly string[],
  options: CallOptions,
): Promise<void> {
  if (contents.length === 0) return;
  await inTemporaryFolder(async (folder) => {
    const files = contents.map((_, index) => join(folder, String(index)));
    for (const [index, bytes] of contents.entries()) {
      await writeFile(files[index] ?? "", bytes).catch((error: unknown) => {
        throw writeFailure(error, folder);
      });
    }
    const args = ["hash-object", "-w", "--no-filters", "-t", "blob", "--stdin-paths"];
    const stored = await askGit({ ...options, gitDir, args, input: files.map((file) => `${file}\n`).join("") });
    if (stored !== expected.join("\n")) {
      throw new DomainError("unavailable", "git stored other content than was given; check the disk, then try again");
    }
  });
}

/** Writes the tree of `base`, whose own files need not be here, with the effects in it, through an index of its own. The repository's index is not touched. */
export async function writeTree(
  { gitDir, objectFormat }: ObjectStore,
  base: string | undefined,
  effects: readonly Effect[],
  options: CallOptions,
): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    const calls = { ...options, gitDir, env: { GIT_INDEX_FILE: join(folder, "index") } };
    await runGit({ ...calls, args: base === undefined ? ["read-tree", "--empty"] : ["read-tree", base] });
    const input = indexInfo(effects, nullId(objectFormat));
    await runGit({ ...calls, args: ["update-index", "-z", "--index-info"], input });
    return askGit({ ...calls, args: ["write-tree", "--missing-ok"] });
  });
}

/** Makes a commit object. Nothing of the repository's or the host's settings enters it. */
export async function writeCommit(
  { gitDir }: ObjectStore,
  tree: string,
  { parents, message, author, at }: CommitFacts,
  options: CallOptions,
): Promise<string> {
  const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: YARDLET.name,
    GIT_COMMITTER_EMAIL: YARDLET.email,
    GIT_COMMITTER_DATE: date,
  };
  const args = ["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent]), "-F", "-"];
  return askGit({ ...options, gitDir, env, args, input: `${message.replace(/\r\n?/g, "\n").trimEnd()}\n` });
}

/** The lines that `update-index --index-info` reads: an entry each, mode 0 for one that goes. */
export function indexInfo(effects: readonly Pick<Effect, "path" | "after">[], none: string): string {
  return effects
    .toSorted((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined))
    .map(({ path, after }) => (after ? `${after.mode} ${after.oid}\t${path}\0` : `0 ${none}\t${path}\0`))
    .join("");
}
