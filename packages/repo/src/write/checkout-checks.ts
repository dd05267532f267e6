import { lstat, readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { DomainError } from "@yardlet/core/error";
import { unless } from "../disk/errno.ts";
import { blockedAbove, readDisk, readPlainFile } from "../disk/state.ts";
import { blobId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import type { GitRepo } from "../open/repo.ts";
import { foldersAbove } from "../path/safe-path.ts";
import { workTreeOf } from "../read/working-tree.ts";
import type { Entry } from "./change.ts";
import type { Effect } from "./effects.ts";
import { type IndexEntry, isIndexed, readIndexEntries } from "./index-entries.ts";
import type { JournalStep } from "./journal.ts";

/** What git leaves in its directory while something is in progress, and how a person ends it. */
const OPERATIONS: readonly (readonly [file: string, what: string, remedy: string])[] = [
  ["MERGE_HEAD", "a merge", 'finish it with "git commit" or give it up with "git merge --abort"'],
  ["rebase-merge", "a rebase", 'finish it with "git rebase --continue" or give it up with "git rebase --abort"'],
  ["rebase-apply", "a rebase or am", 'finish it with "--continue" or give it up with "--abort"'],
  ["CHERRY_PICK_HEAD", "a cherry-pick", 'finish it with "git cherry-pick --continue" or "--abort"'],
  ["REVERT_HEAD", "a revert", 'finish it with "git revert --continue" or "--abort"'],
  ["sequencer", "a cherry-pick or revert", 'finish it with "--continue" or give it up with "--abort"'],
  ["BISECT_LOG", "a bisect", 'end it with "git bisect reset"'],
];

const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** @throws DomainError `refused` while a merge, rebase or the like is in progress. */
export async function checkNothingInProgress(gitDir: string): Promise<void> {
  for (const [file, what, remedy] of OPERATIONS) {
    if ((await unless(lstat(join(gitDir, file)), "ENOENT")) === undefined) continue;
    throw new DomainError("refused", `${what} is in progress in the working tree; ${remedy}, then try again`, { file });
  }
}

/**
 * Checks that each touched path is in index and working tree as it is in the commit, and says what lies on disk.
 * @throws DomainError `refused` that names the path and what to do about it.
 */
export async function checkTargets(
  repo: GitRepo,
  effects: readonly Effect[],
  options: CallOptions,
): Promise<JournalStep[]> {
  const index = await readIndexEntries(
    repo,
    effects.map(({ path }) => path),
    options,
  );
  const going = new Set(effects.filter(({ after }) => after === undefined).map(({ path }) => path));
  const trustsMode = await readsFileMode(repo, options);
  const steps: JournalStep[] = [];
  for (const { path, before, after } of effects) {
    checkIndexed(path, index.get(path), before);
    const disk = before
      ? await checkUnchanged(repo, path, before, trustsMode, options)
      : await checkNothingThere(repo, path, going);
    steps.push({ path, before: before ?? null, after: after ?? null, disk });
  }
  return steps;
}

function checkIndexed(path: string, entry: IndexEntry | undefined, before: Entry | undefined): void {
  if (isIndexed(entry, before)) return;
  if (entry !== undefined && "other" in entry) {
    const reasons = {
      conflict: "has conflicts that are not resolved; resolve and commit them",
      submodule: "is a submodule in the index; commit or unstage it",
      sparse: 'is outside of the sparse checkout; add it with "git sparse-checkout add"',
    } as const;
    throw dirty(path, reasons[entry.other]);
  }
  throw dirty(path, "is staged but not committed; commit or unstage it");
}

async function checkUnchanged(
  repo: GitRepo,
  path: string,
  before: Entry,
  trustsMode: boolean,
  options: CallOptions,
): Promise<Entry> {
  const disk = await readDisk(workTreeOf(repo), path, repo.objectFormat);
  if (disk.kind === "absent") throw dirty(path, "was deleted and that is not committed; commit or restore it");
  if (disk.kind === "other") throw dirty(path, `is ${disk.what} in the working tree; move it away`);
  const { mode, oid } = disk;
  const isLink = mode === "120000";
  const sameMode = mode === before.mode || (!trustsMode && !isLink && before.mode !== "120000");
  if (sameMode && (oid === before.oid || (!isLink && (await differsInLineEnds(repo, path, before, options))))) {
    return { mode, oid };
  }
  throw dirty(path, "has changes that are not committed; commit or stash them");
}

async function checkNothingThere(repo: GitRepo, path: string, going: ReadonlySet<string>): Promise<null> {
  const workTree = workTreeOf(repo);
  const disk = await readDisk(workTree, path, repo.objectFormat);
  const blocked = await blockedAbove(workTree, path);
  if (blocked && !going.has(blocked.path)) {
    throw dirty(blocked.path, "is a file that git does not track, where a folder belongs; move it away");
  }
  if (disk.kind === "absent") return null;
  if (disk.kind === "other" && (await onlyHoldsGoing(workTree, path, going))) return null;
  throw dirty(path, "is not tracked by git, and would be overwritten; move it away or commit it");
}

/** A folder in a file's place is fine when nothing but files that go lies in it; then it goes with them. */
async function onlyHoldsGoing(workTree: string, path: string, going: ReadonlySet<string>): Promise<boolean> {
  const names = await unless(readdir(join(workTree, path), { recursive: true }), "ENOTDIR", "ENOENT");
  const passing = new Set([...going].flatMap((file) => [file, ...foldersAbove(file)]));
  if (names === undefined || names.length === 0) return false;
  return names.every((name) => passing.has(`${path}/${name.replaceAll(sep, "/")}`));
}

/** Git may check text out with CRLF; then the file differs from its blob without anybody having touched it. */
async function differsInLineEnds(repo: GitRepo, path: string, before: Entry, options: CallOptions): Promise<boolean> {
  const bytes = await readPlainFile(join(workTreeOf(repo), path), MAX_TEXT_BYTES);
  if (bytes === undefined) return false;
  const text = Buffer.from(bytes).toString("latin1");
  if (
    !text.includes("\r\n") ||
    blobId(Buffer.from(text.replaceAll("\r\n", "\n"), "latin1"), repo.objectFormat) !== before.oid
  )
    return false;
  return checksOutCrlf(repo, path, options);
}

async function checksOutCrlf(repo: GitRepo, path: string, options: CallOptions): Promise<boolean> {
  const calls = { ...options, gitDir: repo.gitDir, workTree: repo.workTree };
  const [attributes, setting] = await Promise.all([
    runGit({ ...calls, args: ["check-attr", "-z", "text", "eol", "--", path] }),
    runGit({ ...calls, hostSettings: true, args: ["config", "--get", "core.autocrlf"], answers: [1] }),
  ]);
  // Two answers of three fields each: path, attribute, value.
  const [, , text, , , eol] = attributes.stdout.toString("utf8").split("\0");
  return eol === "crlf" || (setting.stdout.toString("utf8").trim() === "true" && text !== "unset");
}

async function readsFileMode(repo: GitRepo, options: CallOptions): Promise<boolean> {
  const file = join(repo.commonDir, "config");
  const args = ["config", "--file", file, "--no-includes", "--type=bool", "--get", "core.fileMode"];
  const { stdout } = await runGit({ ...options, args, answers: [1] });
  return stdout.toString("utf8").trim() !== "false";
}

function dirty(path: string, why: string): DomainError {
  return new DomainError("refused", `${path} ${why}, then try again`, { path });
}
