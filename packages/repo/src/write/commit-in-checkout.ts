import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeFailure } from "../disk/errno.ts";
import type { CallOptions } from "../git/process.ts";
import { askGit, runGit } from "../git/run.ts";
import type { Author } from "./change.ts";

/**
 * Writes files in a checkout and commits them as somebody who works there; where there is none, one is made on the branch `main`.
 * For repositories that Yardlet makes itself, such as those of the demo. Answers the commit.
 */
export async function commitInCheckout(
  folder: string,
  files: Readonly<Record<string, string>>,
  how: { author: Author; message: string; at: Date } & CallOptions,
): Promise<string> {
  const { author, message, at, ...options } = how;
  const gitDir = join(folder, ".git");
  const calls = { ...options, gitDir, workTree: folder };
  try {
    await mkdir(folder, { recursive: true });
    const isThere = await stat(gitDir).then(
      () => true,
      () => false,
    );
    if (!isThere)
      await runGit({ ...options, args: ["init", "--quiet", "--template=", "--initial-branch=main", "--", folder] });
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (error) {
    throw writeFailure(error, folder);
  }
  const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  };
  await runGit({ ...calls, args: ["add", "--", ...Object.keys(files)] });
  await runGit({ ...calls, env, args: ["commit", "--quiet", "--message", message] });
  return askGit({ ...calls, args: ["rev-parse", "HEAD"] });
}
