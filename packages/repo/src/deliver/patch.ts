import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inTemporaryFolder } from "../disk/temporary-folder.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import type { WriteScope } from "../path/scope.ts";
import { listTree } from "../read/tree.ts";
import { checkChange, type TreeChange, wishesOfChange } from "../write/change.ts";
import { planEffects } from "../write/effects.ts";
import { commitEffects } from "../write/write.ts";

export interface PatchOptions extends CallOptions {
  readonly scope: WriteScope;
  /** The time in the patch; default now. */
  readonly at?: Date;
}

/**
 * The change as a patch for `git am --keep-cr` or `git apply`, for a repository that is only read (delivery `none`). It is made in a
 * temporary repository that borrows the objects: the real one is not written, and its settings do not count. The bytes are
 * those of the files, so a file in another encoding stays as it is. `undefined` when nothing would change.
 * @throws DomainError as `writeChange` does for a bad change.
 */
export async function formatPatch(
  repo: GitRepo,
  input: TreeChange,
  options: PatchOptions,
): Promise<Uint8Array | undefined> {
  const change = checkChange(input, options.scope);
  const calls = { signal: options.signal, timeoutMs: options.timeoutMs };
  const wishes = wishesOfChange(change, repo.objectFormat);
  const effects = planEffects(change.base === undefined ? [] : await listTree(repo, change.base, calls), wishes);
  if (effects.length === 0) return undefined;
  return inTemporaryFolder(async (folder) => {
    const format = `--object-format=${repo.objectFormat}`;
    await runGit({ ...calls, args: ["init", "--quiet", "--bare", "--template=", format, "--", folder] });
    await writeFile(join(folder, "objects", "info", "alternates"), `${join(repo.commonDir, "objects")}\n`);
    const store = { gitDir: folder, objectFormat: repo.objectFormat };
    const commit = await commitEffects(store, change, effects, wishes, { at: options.at ?? new Date(), calls });
    const flags = [
      "--stdout",
      "--binary",
      "--full-index",
      "--no-renames",
      "--no-ext-diff",
      "--no-textconv",
      "--no-signature",
    ];
    const args = ["format-patch", ...flags, "--root", "-1", commit, "--"];
    return (await runGit({ ...calls, gitDir: folder, args })).stdout;
  });
}
